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
