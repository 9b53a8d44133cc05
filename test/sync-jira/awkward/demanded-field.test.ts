import { expect, onTestFinished, test } from 'vitest';
import { openCountedJira } from '../../support/counted-jira.ts';

const TEAM = { id: 'customfield_10050', name: 'Team', kind: 'option', required: true, options: ['SRE', 'Payments'] } as const;
const POINTS = { id: 'customfield_10051', name: 'Story Points', kind: 'number', required: true, options: [] } as const;
const REASON = { id: 'customfield_10052', name: 'Why', kind: 'textarea', required: true, options: [] } as const;

test('a create screen that demands custom fields gets them by name from the configuration, each in the form of its type', async () => {
  const screen = ['description', 'labels', 'assignee', 'duedate', 'priority', 'components', 'parent'];
  const options = { customFields: [TEAM, POINTS, REASON], components: ['API', 'Web'], screen };
  const fields = { team: 'sre', 'Story Points': '3', why: 'An incident asked for it.', Components: 'api, Web', Parent: 'OPS-1' };
  const world = await openCountedJira(options, { fields });
  onTestFinished(() => world.close());
  // The epic itself was made by somebody, with all that the screen demands.
  const why = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Epic' }] }] };
  const demanded = { customfield_10050: { value: 'SRE' }, customfield_10051: 1, customfield_10052: why };
  await fetch(`${world.site.jira.url}/rest/api/3/issue`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.site.jira.token}` },
    body: JSON.stringify({ fields: { project: { key: 'OPS' }, issuetype: { name: 'Story' }, summary: 'Epic', ...demanded } }),
  });
  await world.add(1);
  expect((await world.sync()).trackers).toMatchObject([{ created: 1, refused: [] }]);
  const made = world.site.jira.person.see('OPS-2');
  expect(made).toMatchObject({ components: ['API', 'Web'], parent: world.site.jira.person.see('OPS-1').id });
  expect(made.custom).toMatchObject({ customfield_10050: { value: 'SRE' }, customfield_10051: 3 });
  expect(JSON.stringify(made.custom.customfield_10052)).toContain('An incident asked for it.');
});

test('without them each item is refused by the name of the field, and made when the configuration has it', async () => {
  const world = await openCountedJira({ customFields: [TEAM] });
  onTestFinished(() => world.close());
  await world.add(2);
  const [tracker] = (await world.sync()).trackers;
  expect(tracker?.refused).toMatchObject(
    [1, 2].map((n) => ({ item: `AI-${n}`, field: 'create', code: 'required-field', message: expect.stringContaining('Team is required') })),
  );
  world.asked();
  await world.sync();
  expect(world.asked()).toEqual(['POST /search/jql']);
  world.configureAs({ fields: { Team: 'SRE' } });
  expect((await world.sync()).trackers).toMatchObject([{ created: 2, refused: [] }]);
  expect((await world.store.mirrors({ of: 'all' })).refusals).toEqual([]);
});
