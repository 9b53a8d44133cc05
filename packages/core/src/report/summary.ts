import type { Figures } from './figures.ts';
import { plural } from './plural.ts';

/** How it stands, in a sentence or two; never empty, so that silence is never ambiguous. */
export function summaryOf({ headline, waiting }: Figures): string {
  const { open, overdue, opened, closed } = headline;
  const proposals = waiting.count === 0 ? '' : ` ${plural(waiting.count, 'proposal waits', 'proposals wait')} for triage.`;
  return sentence() + proposals;

  function sentence(): string {
    if (overdue.now > 0) {
      const late = `${overdue.now} of ${plural(open.now, 'open item')} ${overdue.now === 1 ? 'is' : 'are'} overdue`;
      return `${late}; ${opened.now} opened and ${closed.now} closed this week.`;
    }
    if (opened.now === 0 && closed.now === 0)
      return `A quiet week: nothing opened, nothing closed, nothing overdue; ${plural(open.now, 'item')} open.`;
    return `Nothing is overdue; ${opened.now} opened and ${closed.now} closed this week, ${plural(open.now, 'item')} open.`;
  }
}
