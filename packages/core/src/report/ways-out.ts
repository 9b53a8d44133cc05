import type { ActionItem } from '../model/item.ts';
import { addDays } from '../model/plain-date.ts';
import type { ReportView } from './report-item.ts';

/** One of the three answers to an item that needs a decision. */
export interface WayOut {
  readonly way: 'do' | 'extend' | 'close';
  readonly label: string;
  /** For a shell; what stands in capitals is to be filled in. */
  readonly command: string;
}

/** Do it, extend it with a reason, or close it with a reason: each as the command that does so. */
export function waysOutOf(item: ActionItem, { lookup, asOf }: ReportView): readonly [WayOut, WayOut, WayOut] {
  const id = lookup.idOf(item);
  const requires = lookup.seriesOf(item)?.requires ?? ['evidence'];
  const facts = [...(requires.includes('outcome') ? ['--outcome pass'] : []), ...(requires.includes('evidence') ? ['--evidence URL'] : [])];
  const close = { way: 'close', label: 'Close it', command: `closeout cancel ${id} --resolution wont-do --reason "WHY"` } as const;
  if (item.state.status === 'cancelled') {
    const until = addDays(asOf, 90);
    return [
      { way: 'do', label: 'Do it', command: `closeout reopen ${id}` },
      {
        way: 'extend',
        label: 'Accept it',
        command: `closeout cancel ${id} --resolution risk-accepted --until ${until} --reason "WHY"`,
      },
      close,
    ];
  }
  return [
    { way: 'do', label: 'Do it', command: ['closeout done', id, ...facts].join(' ') },
    { way: 'extend', label: 'Extend it', command: `closeout extend ${id} +2w --reason "WHY"` },
    close,
  ];
}
