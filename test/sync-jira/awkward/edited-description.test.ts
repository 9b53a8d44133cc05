import type { Json } from '@closeout/jira-emulation';
import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';
import { documentText, MARA } from '../../support/jira-world.ts';

const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', attrs: { localId: 'own' }, content });
const text = (words: string, ...marks: readonly string[]) => ({ type: 'text', text: words, marks: marks.map((type) => ({ type })) });

/** What Jira's editor makes, and no Markdown says. */
const ABOVE = [
  {
    type: 'panel',
    attrs: { panelType: 'warning', localId: 'p' },
    content: [
      paragraph(text('Ask '), { type: 'mention', attrs: { id: MARA, text: '@Mara', accessLevel: '' } }, text(' first', 'underline')),
    ],
  },
  {
    type: 'taskList',
    attrs: { localId: 't' },
    content: [{ type: 'taskItem', attrs: { localId: 'i', state: 'DONE' }, content: [text('Called them')] }],
  },
];
const BELOW = [
  {
    type: 'table',
    attrs: { layout: 'default', localId: 'tb' },
    content: [
      {
        type: 'tableRow',
        content: [
          {
            type: 'tableCell',
            attrs: { background: '#deebff', colspan: 2 },
            content: [paragraph({ type: 'status', attrs: { text: 'LATE', color: 'red' } })],
          },
        ],
      },
    ],
  },
  { type: 'mediaSingle', attrs: { layout: 'center' }, content: [{ type: 'media', attrs: { type: 'file', id: 'f', collection: '' } }] },
];

test('a description edited in Jira’s editor stays as it is, node for node, around our part and through our rewrites', async () => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  const { person } = world.site.jira;
  const { content } = person.see('OPS-1').description as { readonly content: readonly object[] };
  const written = JSON.parse(JSON.stringify({ type: 'doc', version: 1, content: [...ABOVE, ...content, ...BELOW] })) as Json;
  person.setDescription('OPS-1', written);
  const before = person.see('OPS-1').description as { readonly content: readonly Json[] };
  world.site.clock.advance(1_000);

  expect((await world.sync()).trackers).toMatchObject([{ pulled: 0, updated: 0, error: null }]);
  expect(person.see('OPS-1').description).toEqual(before);

  if (item) await world.edit(item, { details: 'Now **this** is what there is to do.' });
  expect((await world.sync()).trackers).toMatchObject([{ updated: 1, refused: [] }]);
  const after = person.see('OPS-1').description as { readonly content: readonly Json[] };
  expect(after.content.toSpliced(ABOVE.length, 1)).toEqual(before.content.toSpliced(ABOVE.length, 1));
  expect(documentText(after.content[ABOVE.length] ?? null)).toContain('is what there is to do.');
});

test('a description in which our part cannot be told is left alone, and that is on record', async () => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  const { person } = world.site.jira;
  const { content } = person.see('OPS-1').description as { readonly content: readonly Json[] };
  person.setDescription('OPS-1', JSON.parse(JSON.stringify({ type: 'doc', version: 1, content: [...content, ...content] })));
  const before = person.see('OPS-1').description;
  world.site.clock.advance(1_000);
  if (item) await world.edit(item, { details: 'Now this.' });
  await world.sync();
  await world.sync();
  expect(person.see('OPS-1').description).toEqual(before);
  const { refusals } = await world.store.mirrors({ of: 'all' });
  expect(refusals).toMatchObject([{ field: 'details', code: 'invalid' }]);
});

test('what a person puts into our part and no text can say counts as an edit, and moves out below it instead of being lost', async () => {
  const world = await openCountedJira();
  onTestFinished(() => world.close());
  const [item] = await world.add(1);
  await world.sync();
  const { person } = world.site.jira;
  const { content } = person.see('OPS-1').description as { readonly content: readonly { readonly content: readonly object[] }[] };
  const picture = {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: 'f', collection: '' } }],
  };
  const note = { type: 'nestedExpand', attrs: { title: 'Log' }, content: [paragraph(text('Line 1'))] };
  const asked = paragraph(text('Ask '), { type: 'mention', attrs: { id: MARA, text: '@Mara' } });
  const inside = content.map((block) => ({ ...block, content: [...block.content, picture, note, asked] }));
  person.setDescription('OPS-1', JSON.parse(JSON.stringify({ type: 'doc', version: 1, content: inside })));
  world.site.clock.advance(1_000);
  await world.sync();
  const { drifts } = await world.store.mirrors({ of: 'all' });
  expect(drifts).toMatchObject([{ code: 'block-edited', saved: [expect.stringMatching(/\[media\].*Line 1.*Ask @Mara/s)] }]);

  if (item) await world.edit(item, { details: 'Now this.' });
  await world.sync();
  const after = person.see('OPS-1').description as { readonly content: readonly object[] };
  expect(after.content.slice(1)).toMatchObject([picture, { ...note, type: 'expand' }, asked]);
  expect(documentText(after.content[0] as Json)).not.toContain('Line 1');
  world.site.clock.advance(1_000);
  world.asked();
  await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql']);
});
