import { describe, expect, it } from 'vitest';
import { displayId, parseDisplayId } from '../../../packages/core/src/model/display-id.ts';
import { derivedUid, digestOf, isUid, newUid, type Uid, type WorkspaceId } from '../../../packages/core/src/model/id.ts';
import { addMs, instantAt } from '../../../packages/core/src/model/instant.ts';
import { mintFrom } from '../../../packages/core/src/model/mint.ts';
import { fc } from '../../support/property.ts';

const workspace = { id: '0193a1b2-0000-7000-8000-000000000001' as WorkspaceId };
const at = instantAt(1_790_000_000_000);

describe('uids', () => {
  it('sort by the moment they were made', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.integer({ min: 1, max: 1e10 }),
        (a, b, ms) => {
          const [early, late] = [newUid<Uid>(at, () => a), newUid<Uid>(addMs(at, ms), () => b)];
          expect([isUid(early), early < late]).toEqual([true, true]);
        },
      ),
    );
  });

  it('minted from one snapshot are all different and the same again; from another snapshot they are others', () => {
    const draw = (nonce: string) => {
      const mint = mintFrom({ workspace, at, nonce });
      return Array.from({ length: 200 }, () => mint<Uid>());
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(new Set([...draw('a'), ...draw('b')]).size).toBe(400);
  });

  it('derived ones depend on every part and on nothing else', () => {
    const parts = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(derivedUid(workspace.id, ...a) === derivedUid(workspace.id, ...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
  });
});

describe('ids for people', () => {
  it.each([
    ['AI-7', { type: 'item', number: 7 }],
    ['ai-7', { type: 'item', number: 7 }],
    [' 7 ', { type: 'item', number: 7 }],
    ['INC-3', { type: 'incident', number: 3 }],
    ['ser-2', { type: 'series', number: 2 }],
    ['AI-0', null],
    ['AI-', null],
    ['AI7', null],
    ['OPS-7', null],
    ['-7', null],
    ['AI-7; drop', null],
    ['AI-99999999999999999999', null],
    ['', null],
  ])('%j means %j', (text, expected) => {
    expect(parseDisplayId(text, 'AI')).toEqual(expected);
  });

  it('what is shown is understood, whatever the prefix', () => {
    const prefix = fc.stringMatching(/^[A-Z][A-Z0-9_-]{0,6}$/).filter((text) => !/-$/.test(text) && !['INC', 'SER'].includes(text));
    const type = fc.constantFrom('item', 'incident', 'series');
    fc.assert(
      fc.property(prefix, type, fc.integer({ min: 1, max: 1e9 }), (idPrefix, kind, number) => {
        const entity = { type: kind, number } as const;
        expect(parseDisplayId(displayId({ idPrefix }, entity), idPrefix)).toEqual(entity);
      }),
    );
  });
});
