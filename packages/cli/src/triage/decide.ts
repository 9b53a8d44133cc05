import { type ActionItem, pairOf, planAccept, planApart, planDrop, planEdit, planMerge, type TriagePair } from '@closeout/core';
import { dateOf } from '../shell/dates.ts';
import { wrongUsage } from '../shell/failure.ts';
import { numberOf } from '../shell/ids.ts';
import { type Answer, askCadence, askDue, askOwner, askReason, askText, askUntil } from './asking.ts';
import type { Request } from './dialog.ts';
import { doublesAmong, type Situation } from './situation.ts';
import { undo } from './undo.ts';
import { bringHere, carry, tell, type Walk } from './walk.ts';

/** Where a request leads: on, back, to the same proposal again, or out. */
export type Step = 'next' | 'back' | 'again' | 'stop';

/** Does what a person wants done with a proposal. What cannot be done is thrown as a failure. */
export async function decide(walk: Walk, situation: Situation, { act, words }: Request): Promise<Step> {
  const { session, dialog } = walk;
  switch (act) {
    case 'yes':
      if (situation.pair !== null) return merge(walk, situation, situation.pair);
      return dialog.asksBack ? accept(walk, situation, {}) : 'next';
    case 'accept':
      return accept(walk, situation, { owner: words || undefined });
    case 'cadence': {
      const rrule = words ? { value: words === 'once' ? null : words } : await askCadence(walk, situation.item);
      return typeof rrule === 'string' ? unanswered(rrule) : accept(walk, situation, { rrule: rrule.value });
    }
    case 'merge':
      return mergeNamed(walk, situation, words);
    case 'swap':
      walk.isSwapped = !walk.isSwapped;
      return 'again';
    case 'apart':
      await carry(walk, { seen: bothOf(situation), plan: (snapshot) => planApart(snapshot, uidsOf(bothOf(situation))) });
      return 'again';
    case 'drop':
      return drop(walk, situation, words);
    case 'title':
    case 'owner':
    case 'due':
      return restate(walk, situation, { act, words });
    case 'accept-incident':
      await acceptIncident(walk, situation);
      return 'again';
    case 'undo':
      await undo(walk);
      return 'again';
    case 'skip':
      return 'next';
    case 'back':
      return 'back';
    case 'help':
      session.write(`\n${dialog.help()}`);
      return 'again';
    case 'quit':
      return 'stop';
  }
}

function unanswered(answer: Exclude<Answer<unknown>, object>): Step {
  return answer === 'left' ? 'stop' : 'again';
}

interface Acceptance {
  readonly owner?: string | undefined;
  readonly rrule?: string | null | undefined;
}

/** Owner and cadence are asked for where nobody said them. */
async function accept(walk: Walk, situation: Situation, { owner, rrule }: Acceptance): Promise<Step> {
  const { item } = situation;
  const asked = owner === undefined && item.owner === null && walk.dialog.asksBack ? await askOwner(walk, situation) : { value: owner };
  if (typeof asked === 'string') return unanswered(asked);
  const often = rrule === undefined && item.recurrence?.needsCadence ? await askCadence(walk, item) : { value: rrule };
  if (typeof often === 'string') return unanswered(often);
  const options = { ...(await actOf(walk)), config: await walk.session.config(), owner: asked.value ?? undefined, rrule: often.value };
  await carry(walk, { seen: [item], plan: (snapshot) => planAccept(snapshot, [item.uid], options) });
  return 'next';
}

/** A proposal that stays is decided about next. */
async function merge(walk: Walk, { item }: Situation, { stays, goes, titleOf }: TriagePair): Promise<Step> {
  const options = { ...(await actOf(walk)), titleOf };
  await carry(walk, { seen: [stays, goes], plan: (snapshot) => planMerge(snapshot, goes.uid, stays.uid, options) });
  if (stays.state.status !== 'proposed') return 'next';
  if (stays.uid !== item.uid) bringHere(walk, stays.number);
  return 'again';
}

async function mergeNamed(walk: Walk, situation: Situation, words: string | null): Promise<Step> {
  const { item, pair } = situation;
  if (!words && pair !== null) return merge(walk, situation, pair);
  const mergeWith = async (named: string) => {
    const other = await itemNamed(walk, named);
    // What cannot be merged is told by the planner.
    return merge(walk, situation, (other.uid === item.uid ? null : pairOf(item, other)) ?? { stays: other, goes: item, titleOf: 'into' });
  };
  if (words || !walk.dialog.asksBack) return mergeWith(words ?? '');
  const step = await askUntil(walk, { prompt: 'merge with which item? ', read: mergeWith });
  return typeof step === 'string' ? unanswered(step) : step.value;
}

async function itemNamed({ session }: Walk, word: string): Promise<ActionItem> {
  const { idPrefix } = await session.config();
  const [item] = (await (await session.store()).snapshot({ numbers: [numberOf(word, { type: 'item', idPrefix })] })).items;
  if (item === undefined) throw wrongUsage(`there is no action item ${word}`, 'name one that there is');
  return item;
}

async function drop(walk: Walk, { item }: Situation, words: string | null): Promise<Step> {
  const reason = words === null && walk.dialog.asksBack ? await askReason(walk) : { value: words ?? '' };
  if (typeof reason === 'string') return unanswered(reason);
  const options = { ...(await actOf(walk)), reason: reason.value };
  await carry(walk, { seen: [item], plan: (snapshot) => planDrop(snapshot, [item.uid], options) });
  return 'next';
}

async function restate(
  walk: Walk,
  situation: Situation,
  { act, words }: { readonly act: 'title' | 'owner' | 'due'; readonly words: string | null },
): Promise<Step> {
  const { item } = situation;
  const fields = await fieldsOf(walk, situation, { act, words });
  if (typeof fields === 'string') return unanswered(fields);
  const options = { ...(await actOf(walk)), config: await walk.session.config(), fields: fields.value };
  await carry(walk, { seen: [item], plan: (snapshot) => planEdit(snapshot, [item.uid], options) });
  return 'again';
}

async function fieldsOf(
  walk: Walk,
  situation: Situation,
  { act, words }: { readonly act: 'title' | 'owner' | 'due'; readonly words: string | null },
): Promise<Answer<Parameters<typeof planEdit>[2]['fields']>> {
  switch (act) {
    case 'title': {
      const title = words === null ? await askText(walk, { prompt: 'title: ', initial: situation.item.title }) : { value: words };
      return typeof title === 'string' ? title : { value: { title: title.value } };
    }
    case 'owner': {
      const owner = words === null ? await askOwner(walk, situation) : { value: words === '' || words === 'none' ? null : words };
      return typeof owner === 'string' ? owner : { value: { owner: owner.value } };
    }
    case 'due': {
      const due = words === null ? await askDue(walk) : { value: dateOf(words, await walk.session.today()) };
      return typeof due === 'string' ? due : { value: { dueOn: due.value } };
    }
  }
}

/** What is left of an incident, but for pairs and what nobody says how often of. */
async function acceptIncident(walk: Walk, { item }: Situation): Promise<void> {
  if (item.incident === null) throw wrongUsage('it belongs to no incident', 'accept it alone');
  const proposals = (await (await walk.session.store()).snapshot({ statuses: ['proposed'] })).items;
  const items = proposals.filter(({ incident }) => incident === item.incident);
  const doubles = doublesAmong(proposals);
  const clear = items.filter(({ uid, duplicateOf, recurrence }) => duplicateOf === null && !doubles.has(uid) && !recurrence?.needsCadence);
  if (clear.length > 0) {
    const options = { ...(await actOf(walk)), config: await walk.session.config() };
    await carry(walk, { seen: clear, plan: (snapshot) => planAccept(snapshot, uidsOf(clear), options) });
  }
  const left = items.length - clear.length;
  if (left > 0) tell(walk, `${left} of this incident ${left === 1 ? 'needs' : 'need'} a look, one by one.`);
}

async function actOf({ session }: Walk) {
  return { today: await session.today(), by: session.actor };
}

function bothOf({ item, pair }: Situation) {
  return pair === null ? [item] : [pair.stays, pair.goes];
}

function uidsOf(items: readonly ActionItem[]) {
  return items.map(({ uid }) => uid);
}
