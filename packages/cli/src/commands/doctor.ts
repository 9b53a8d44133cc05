import type { Command } from 'commander';
import { countOf, examinedJson } from '../doctor/examination.ts';
import { examinationText } from '../doctor/examination-text.ts';
import { examine } from '../doctor/examine.ts';
import { EXIT } from '../shell/exit-code.ts';
import type { Session } from '../shell/session.ts';

/** `closeout doctor`: what is wrong with this installation, and how to mend it. Writes nothing anywhere. */
export function define(command: Command, session: Session): void {
  command
    .description(
      'Checks configuration, database, secrets, trackers, clock and channels, and says how to mend what is wrong. Only reads. ' +
        'Ends with 78 when something is wrong here, with 1 when something is wrong in a tracker.',
    )
    .action(() => doctor(session));
}

async function doctor(session: Session): Promise<void> {
  const examined = await examine(session);
  session.print({ json: () => examinedJson(examined), text: () => examinationText(examined) });
  const here = examined.filter(({ area }) => area !== 'tracker');
  if (countOf(here, 'wrong') > 0) session.exitWith(EXIT.config);
  else if (countOf(examined, 'wrong') > 0) session.exitWith(EXIT.failed);
}
