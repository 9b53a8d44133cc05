import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

const itemsOf = (text: string) =>
  readPostmortem(text, { path: null, timeZone: 'UTC' }).incidents.flatMap(({ items }) =>
    items.map(({ title, owner, dueOn, line }) => ({ title, owner, dueOn, line })),
  );

describe('a table', () => {
  test('of two columns, the first of which names fields, is one item', () => {
    const text =
      '# Outage\n\n## Action items\n\n| Task | Limit the locks of a consumer |\n|---|---|\n| Owner | ana |\n| Due | 2026-12-05 |\n';
    expect(itemsOf(text)).toEqual([{ title: 'Limit the locks of a consumer', owner: 'ana', dueOn: '2026-12-05', line: 5 }]);
  });

  test('whose header names two columns is none of these', () => {
    const text = '# Outage\n\n## Action items\n\n| Task | Owner |\n|---|---|\n| Limit the locks | ana |\n| Task force for alerts | bob |\n';
    expect(itemsOf(text).map(({ title }) => title)).toEqual(['Limit the locks', 'Task force for alerts']);
  });

  test('may count its rows', () => {
    const text = '# Outage\n\n## Action items\n\n| Action | Points |\n|---|---|\n| Limit the locks | 5 |\n| Total | 5 |\n';
    expect(itemsOf(text).map(({ title }) => title)).toEqual(['Limit the locks']);
  });
});

test.each([
  ['Spanish', 'Acciones', '- Añadir una alerta'],
  ['Portuguese', 'Ações', '- Adicionar um alerta'],
  ['Russian', 'Задачи', '- Добавить оповещение'],
  ['Polish', 'Zadania', '| Zadanie | Właściciel | Termin |\n|---|---|---|\n| Dodać alert | ana | 2026-12-05 |'],
  ['Swedish', 'Åtgärder', '| Åtgärd | Ansvarig |\n|---|---|\n| Lägg till ett larm | ana |'],
])('promises stand below their name in %s', (_, heading, body) => {
  const items = itemsOf(`# Outage\n\nStart: 2026-11-05 10:00 UTC\n\n## ${heading}\n\n${body}\n`);
  expect(items).toHaveLength(1);
  if (body.startsWith('|')) expect(items[0]?.owner).toBe('ana');
});
