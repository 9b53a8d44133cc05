import type { Refusal } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { oursRaw } from './field.ts';
import type { LinkSides, LinkVerdict } from './link-verdict.ts';
import { isLeftOut } from './outcome.ts';
import { refusalDigest } from './refused.ts';

/** Refusals of a link that are about nothing any more: what was refused has no longer to cross, or what was cut is another text by now. */
export function refusalsOver(sides: LinkSides, { pushes, rested }: Pick<LinkVerdict, 'pushes' | 'rested'>): readonly Change[] {
  const isOver = (refusal: Refusal) => {
    const { field } = refusal;
    if (field === 'create' || rested.includes(field) || pushes.some((push) => push.field === field)) return false;
    return isLeftOut(refusal) || refusal.digest !== digestNow(field, sides);
  };
  return sides.refusals.filter(isOver).map(({ item, tracker, field }) => ({ op: 'refusal.end', item, tracker, field }));
}

function digestNow(field: Exclude<Refusal['field'], 'create'>, { item, link, details, terms }: LinkSides): string {
  return refusalDigest(field, { sent: oursRaw(field, item, { terms, details }), terms, status: link.now.status });
}
