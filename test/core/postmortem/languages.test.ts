import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

function items(...lines: readonly string[]) {
  return readPostmortem(lines.join('\n'), { path: null, timeZone: 'UTC' }).incidents.flatMap((incident) => incident.items);
}

describe('documents in other languages', () => {
  test.each([
    ['German', '## Maßnahmen', '| Nr. | Maßnahme | Verantwortlich | Frist | Status | Priorität |', 'erledigt', 'offen'],
    ['French', '## Plan d’action', '| N° | Action | Responsable | Échéance | Statut | Priorité |', 'Terminé', 'En cours'],
    ['Spanish', '## Acciones correctivas', '| Nº | Acción | Responsable | Fecha límite | Estado | Prioridad |', 'Hecho', 'Pendiente'],
    ['Portuguese', '## Ações corretivas', '| # | Ação | Responsável | Prazo | Status | Prioridade |', 'Concluído', 'Pendente'],
    ['Italian', '## Azioni correttive', '| # | Azione | Responsabile | Scadenza | Stato | Priorità |', 'Completato', 'In corso'],
    ['Dutch', '## Actiepunten', '| # | Maatregel | Verantwoordelijke | Einddatum | Status | Prioriteit |', 'Afgerond', 'Open'],
    ['Russian', '## План действий', '| № | Действие | Ответственный | Срок | Статус | Приоритет |', 'Выполнено', 'В работе'],
    ['Chinese', '## 改进措施', '| 序号 | 措施 | 负责人 | 截止日期 | 状态 | 优先级 |', '已完成', '未完成'],
    ['Japanese', '## 再発防止策', '| # | アクション | 担当 | 期限 | ステータス | 優先度 |', '完了', '未完了'],
  ])('%s: a table by its header', (_, heading, header, done, open) => {
    const found = items(
      '# 1',
      heading,
      header,
      '|---|---|---|---|---|---|',
      `| 1 | Tabelle 7 | Kim | 2026-02-10 | ${done} | P1 |`,
      `| 2 | Tabelle 8 | @li | 2026-02-11 | ${open} | P2 |`,
    );
    expect(found.map(({ title, owner, dueOn, done: isDone, priority }) => [title, owner, dueOn, isDone, priority])).toEqual([
      ['Tabelle 7', 'Kim', '2026-02-10', true, 'P1'],
      ['Tabelle 8', 'li', '2026-02-11', false, 'P2'],
    ]);
  });

  test.each([
    ['## Was gut lief', '## Nächste Schritte'],
    ['## Ce qui a bien fonctionné', '## Actions préventives'],
    ['## Lecciones aprendidas', '## Próximos pasos'],
    ['## 经验教训', '## 后续行动'],
    ['## 時系列', '## アクションアイテム'],
    ['## Ergriffene Maßnahmen', '## Offene Punkte'],
  ])('%s promises nothing, %s does', (without, promising) => {
    expect(items('# 1', without, '- Alpha beta', promising, '- Gamma delta').map(({ title }) => title)).toEqual(['Gamma delta']);
  });

  test.each([
    ['German', 'Datum: 2. November 2026', 'Beginn: 14:05 Uhr MEZ', 'Ende der Störung: 15:05 Uhr'],
    ['German, short', 'Datum: 02.11.2026', 'Beginn: 14.05 Uhr (MEZ)', 'Behoben: 15.05 Uhr'],
    ['French', 'Date : 2 novembre 2026', 'Début : 14h05 CET', 'Fin de l’incident : 15h05'],
    ['Spanish', 'Fecha: 2 de noviembre de 2026', 'Inicio: 14:05 CET', 'Fin: 15:05'],
    ['Portuguese', 'Data: 2 de novembro de 2026', 'Início: 14:05 CET', 'Fim: 15:05'],
    ['Italian', 'Data: 2 novembre 2026', 'Inizio: 14:05 CET', 'Fine: 15:05'],
    ['Dutch', 'Datum: 2 november 2026', 'Aanvang: 14:05 CET', 'Einde: 15:05'],
    ['German, in one', 'Beginn: 2. November 2026 um 14:05 Uhr MEZ', 'Ende: 2. November 2026, 15:05 Uhr', ''],
  ])('%s: a day and its times by their names', (_, ...lines) => {
    const { incidents } = readPostmortem(['# 1', ...lines, '## Impact', 'x'].join('\n'), { path: null, timeZone: 'UTC' });
    expect(incidents[0]).toMatchObject({ startedAt: '2026-11-02T13:05:00.000Z', endedAt: '2026-11-02T14:05:00.000Z' });
  });

  test.each([
    ['5 décembre 2026', '2026-12-05'],
    ['5. Dezember', '2026-12-05'],
    ['bis 05.12.2026', '2026-12-05'],
    ['diciembre de 2026', '2026-12-31'],
    ['Ende Dezember 2026', '2026-12-31'],
    ['end of Q1 2027', '2027-03-31'],
    ['Mitte Dezember 2026', null],
    ['mi-juin 2026', null],
    ['nach dem 5. Bier', null],
    ['within 30 days', null],
    ['12/1', null],
  ])('due %s is %j, and what is no day is said', (due, dueOn) => {
    const markdown = `# 1\n\nDatum: 2. November 2026\n\n## Maßnahmen\n\n| Maßnahme | Frist |\n|---|---|\n| Eins zwei | ${due} |`;
    const { incidents, problems } = readPostmortem(markdown, { path: null, timeZone: 'UTC' });
    expect(incidents[0]?.items.map((item) => [item.dueText, item.dueOn])).toEqual([[due, dueOn]]);
    const told = problems.filter(({ code }) => code === 'due-without-day').map(({ line }) => line);
    expect(told).toEqual(dueOn === null ? [9] : []);
  });

  test('which number of a date is the day may be told by another date of the table', () => {
    const found = items('## Maßnahmen', '| Maßnahme | Frist |', '|---|---|', '| Eins zwei | 10.02.2026 |', '| Drei vier | 25.02.2026 |');
    expect(found.map(({ dueOn }) => dueOn)).toEqual(['2026-02-10', '2026-02-25']);
  });
});

describe('documents in other markup', () => {
  test.each([
    ['MediaWiki', '== Timeline ==', '* 10:00 it was down', '== Actionables ==', '* Add an alert'],
    ['AsciiDoc', '== Timeline', '. 10:00 it was down', '== Follow-up actions', '. Add an alert'],
    ['Confluence', 'h2. Timeline', '* 10:00 it was down', 'h2. Action items', '* Add an alert'],
  ])('%s', (_, ...lines) => {
    expect(items(...lines).map(({ title, line }) => [title, line])).toEqual([['Add an alert', 4]]);
  });

  test('a formula or a comparison is no heading', () => {
    expect(items('## Action items', '', '=SUM(A1) is to be fixed', '').length).toBe(0);
  });

  test('what stands between angle brackets and is no tag is text', () => {
    expect(items('## Action items', '- Replace Map<String> by <b>records</b>').map(({ title }) => title)).toEqual([
      'Replace Map<String> by records',
    ]);
  });
});
