import { trackerContract } from '@closeout/core/contract';
import { describe, expect, test } from 'vitest';
import { documentText, openJiraWorld, TOMAS } from '../support/jira-world.ts';

for (const indexLagMs of [0, 2_000]) {
  describe(`Jira with an index that lags ${indexLagMs} ms`, () => {
    trackerContract(
      { describe, test, expect },
      {
        async open() {
          const world = await openJiraWorld({ indexLagMs, pageSize: 2 });
          const { person } = world.jira;
          return {
            tracker: world.tracker(),
            assignable: TOMAS,
            async edit({ id }, { title, addLabel, addText, status }) {
              world.clock.advance(1_000);
              if (title !== undefined) person.setSummary(id, title);
              if (addLabel !== undefined) person.addLabel(id, addLabel);
              if (addText !== undefined) person.addText(id, addText);
              if (status === 'open') person.transition(id, 'To Do');
              if (status === 'done') person.transition(id, 'Done', 'Done');
              if (status === 'dropped') person.transition(id, 'Done', "Won't Do");
            },
            text: async ({ id }) => documentText(person.see(id).description),
            settle: async () => world.settle(),
            close: () => world.jira.close(),
          };
        },
      },
    );
  });
}
