import type { Drift, Link } from '../model/mirror.ts';
import type { MirrorView } from '../store/port.ts';
import { asRival, lostWords, type Reach, twinCase, unmarkedWords } from './twin.ts';

/** Second issues as the next sync will treat them, by all that is wrong with the mirrors of their items: closed is only what surely is one. */
export function twinsTold(drifts: readonly Drift[], view: MirrorView, reach: Reach): readonly Drift[] {
  return drifts.map((drift) => (drift.code === 'twin' ? twinTold(drift, { drifts, view, reach }) : drift));
}

function twinTold(
  twin: Drift,
  { drifts, view, reach }: { readonly drifts: readonly Drift[]; readonly view: MirrorView; readonly reach: Reach },
): Drift {
  const found = twinCase(twin, view, reach);
  switch (found.next) {
    case 'unclear':
      return asRival(twin, found.why);
    case 'follow':
      return asSeemsMoved(twin);
    case 'look': {
      const { mirror } = found;
      const codes = drifts.filter((one) => isOf(one, mirror)).map(({ code }) => code);
      if (codes.includes('moved')) return asSeemsMoved(twin);
      if (codes.includes('marker-gone')) return asRival(twin, unmarkedWords(mirror.issue));
      const state = codes.includes('deleted') ? 'gone' : codes.includes('hidden') ? 'hidden' : null;
      return state === null ? twin : asRival(twin, lostWords({ issue: mirror.issue, state }));
    }
    case 'close':
    case 'leave':
    case 'none':
      return twin;
  }
}

function isOf({ item, tracker, issue }: Drift, mirror: Link): boolean {
  return item === mirror.item && tracker === mirror.tracker && issue?.id === mirror.issue.id;
}

function asSeemsMoved(twin: Drift): Drift {
  return { ...twin, code: 'rival', message: `${twin.issue?.url} seems to be where the mirror was moved to; the next sync goes on with it` };
}
