import type { ActionItem } from '../model/item.ts';
import { addDays, laterOf } from '../model/plain-date.ts';
import type { ReportView } from './report-item.ts';

/** One of the three answers to an item that needs a decision. */
export interface WayOut {
  readonly way: 'do' | 'extend' | 'close' | 'keep-ours' | 'take-theirs';
  readonly label: string;
  /** For a shell; what stands in capitals is to be filled in. */
  readonly command: string;
}

/**
 * Do it, extend it with a reason, or close it with a reason, each as the command that does so. Where nothing is to be
 * decided but a conflict, the first two are the sides of its first field.
 */
export function waysOutOf(item: ActionItem, options: { readonly view: ReportView; readonly onlyConflict: boolean }): readonly WayOut[] {
  const { lookup, asOf } = options.view;
  const id = lookup.idOf(item);
  const resolution = item.series === null ? 'wont-do' : 'skipped';
  const close: WayOut = { way: 'close', label: 'Close it', command: `closeout cancel ${id} --resolution ${resolution} --reason "WHY"` };
  if (item.state.status === 'cancelled') {
    const reopen = `closeout reopen ${id}`;
    const accept = `closeout cancel ${id} --resolution risk-accepted --until ${addDays(asOf, 90)} --reason "WHY"`;
    return [
      { way: 'do', label: 'Do it', command: reopen },
      { way: 'extend', label: 'Accept it', command: `${reopen} && ${accept}` },
      { ...close, command: `${reopen} && ${close.command}` },
    ];
  }
  const [field] = lookup.mirrorsOf(item.uid).flatMap((mirror) => mirror.conflicts);
  if (options.onlyConflict && field !== undefined) {
    const resolve = `closeout conflicts resolve ${id} ${field}`;
    return [
      { way: 'keep-ours', label: 'Keep ours', command: `${resolve} --take ours` },
      { way: 'take-theirs', label: 'Take theirs', command: `${resolve} --take theirs` },
      close,
    ];
  }
  const requires = lookup.seriesOf(item)?.requires ?? ['evidence'];
  const facts = [...(requires.includes('outcome') ? ['--outcome pass'] : []), ...(requires.includes('evidence') ? ['--evidence URL'] : [])];
  const later = addDays(item.due === null ? asOf : laterOf(asOf, item.due.on), 14);
  return [
    { way: 'do', label: 'Do it', command: ['closeout done', id, ...facts].join(' ') },
    { way: 'extend', label: 'Extend it', command: `closeout extend ${id} ${later} --reason "WHY"` },
    close,
  ];
}
