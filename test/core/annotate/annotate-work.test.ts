import { expect, test } from 'vitest';
import type { Annotation } from '../../../packages/core/src/annotate/annotation.ts';
import type { ItemUid } from '../../../packages/core/src/model/id.ts';
import { annotatedWith } from './annotated.ts';

/** How often an annotation is looked at, for each of `count` items of one document that has them all. */
function looksAtEach(count: number): { readonly looks: number; readonly written: number } {
  let looks = 0;
  const numbers = Array.from({ length: count }, (_, at) => at);
  const titleOf = (at: number) => `Mend${at} part${at}`;
  const annotations = numbers.map((at): Annotation => {
    const uid = `0193a1b2-0000-7000-8000-${String(at).padStart(12, '0')}` as ItemUid;
    const found = { anchor: null, present: true, line: at + 3, title: titleOf(at), done: false };
    const annotation = { uid, id: `AI-${at}`, status: 'open', standing: 'open', dueOn: null, issues: [], found } as const;
    return new Proxy<Annotation>(annotation, {
      get(target, name, receiver) {
        looks += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  });
  const text = `# Tasks\n\n${numbers.map((at) => `- [ ] ${titleOf(at)}`).join('\n')}\n`;
  const { written } = annotatedWith(text, annotations);
  return { looks: looks / count, written: written.length };
}

test('of 20,000 items in one document each is looked at as often as of a thousand', { timeout: 60_000 }, () => {
  const few = looksAtEach(1_000);
  const many = looksAtEach(20_000);
  expect([few.written, many.written]).toEqual([1_000, 20_000]);
  expect(many.looks).toBeCloseTo(few.looks, 1);
  expect(many.looks).toBeLessThan(40);
});
