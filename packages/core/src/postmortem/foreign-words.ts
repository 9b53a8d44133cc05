import type { Stated } from './candidate.ts';
import type { SectionClass } from './section-words.ts';

/**
 * What columns and headings are called in other languages than English: German, French, Spanish, Portuguese, Italian, Dutch,
 * Polish, Swedish, Russian, Chinese, Japanese, Korean.
 */
type ForeignColumn = keyof Stated | 'title' | 'links' | 'number' | 'notes';

const COLUMNS: readonly (readonly [ForeignColumn, string])[] = [
  [
    'title',
    'zadani[ea]|działani[ea]|åtgärd(?:er)?|uppgift(?:er)?|maßnahmen?|aufgaben?|aktion(?:en)?|beschreibung|actions? (?:corrective|préventive|à mener)s?|mesures?|tâches?|acci[oó]n(?:es)?|medidas?|tareas?|descripci[oó]n|aç(?:ão|ões)|tarefas?|descrição|azion[ei]|misur[ae]|attività|acties?|maatregel(?:en)?|taak|taken|действи[ея]|задач[аи]|мер[аы]|措施|改进项|改进措施|行动项?|任务|待办事项|事项|内容|对策|對策|アクション|対策|対応|タスク|項目|조치|작업|내용',
  ],
  [
    'owner',
    'właściciel|odpowiedzialn[yai]|ansvarig|ägare|verantwortlich(?:e|er|keit)?|zuständig|bearbeiter(?:in)?|wer|responsables?|porteur|pilote|encargad[oa]|dueño|propietario|responsáve(?:l|is)|dono|responsabil[ei]|assegnatario|verantwoordelijke?|eigenaar|ответственн(?:ый|ая|ые)|исполнитель|负责人|責任人|责任人|负责团队|担当者?|責任者|오너|オーナー|담당자?',
  ],
  [
    'due',
    'klart? senast|slutdatum|frist|termin|fällig(?: (?:am|bis))?|fälligkeit|bis wann|zieldatum|échéance|date (?:limite|cible|prévue)|délai|fecha(?: (?:límite|objetivo|de entrega))?|plazo|vencimiento|para cuándo|prazo|data(?: limite)?|scadenza|termine|deadline|einddatum|срок(?:и)?|дедлайн|截止日期|截止时间|完成时间|完成日期|截止|期限|預定日|期日|完了予定日?|마감일?|기한',
  ],
  ['priority', 'priorität|prio|priorité|prioridade?|priorità|prioriteit|приоритет|优先级|優先度|우선순위'],
  ['status', 'stand|zustand|statut|état|estado|situação|stato|статус|состояние|状态|狀態|状態|進捗|ステータス|状況|상태'],
  ['kind', 'art|typ|catégorie|tipo|categor[ií]a|categoria|тип|类型|類型|種別|カテゴリ|유형'],
  ['team', 'équipe|equipo|equipe|squadra|команда|团队|チーム|팀'],
  [
    'notes',
    'bemerkung(?:en)?|anmerkung(?:en)?|kommentare?|remarques?|commentaires?|notas?|observa(?:ções|ciones)|note|opmerking(?:en)?|примечани[ея]|备注|備考|비고',
  ],
  ['links', 'liens?|enlaces?|collegamento|ссылк[аи]|链接|チケット|링크'],
  ['number', 'nr\\.?|lfd\\. nr\\.?|n[º°]|№|编号|序号|番号|번호'],
];

const COLUMN_PATTERNS = COLUMNS.map(([column, names]) => [column, new RegExp(`^(?:${names})$`, 'iu')] as const);

/** What a column's header in another language is about. */
export function foreignColumn(header: string): ForeignColumn | null {
  return COLUMN_PATTERNS.find(([, pattern]) => pattern.test(header))?.[0] ?? null;
}

const SECTIONS: readonly (readonly [SectionClass, string])[] = [
  [
    'resolution',
    '(?:ergriffene|durchgeführte|getroffene) maßnahmen|(?:actions|mesures) prises|(?:acciones|medidas) tomadas|(?:ações|medidas) tomadas|已采取|应急(?:处理|措施)|処置|対応内容',
  ],
  [
    'timeline',
    'zeitlicher ablauf|zeitverlauf|zeitleiste|chronologie|línea de tiempo|cronolog[ií]a|linha do tempo|tijdlijn|хронология|时间线|時間線|時系列|タイムライン|타임라인',
  ],
  [
    'lessons',
    "was (?:lief )?(?:hat )?(?:gut|schlecht)|gelernt|leçons|ce qui (?:a|s[’']est)|lecciones|qu[eé] (?:salió|funcionó)|lições|o que (?:deu|funcionou|correu)|lezion[ei]|geleerde lessen|уроки|经验教训|經驗教訓|做得(?:好|不好)|教訓|学び|良かった|교훈",
  ],
  [
    'action',
    "^(?:acciones|tareas|ações|tarefas|azioni|tâches|aufgaben|acties|задачи|действия|меры|zadania|działania|åtgärder|uppgifter)$|maßnahmen(?:plan)?|(?:sofort|korrektur|folge)maßnahmen|nächste schritte|offene punkte|actions? (?:correctives?|préventives?|à mener)|mesures (?:correctives|préventives)|plan d[’']actions?|prochaines étapes|(?:acciones|medidas) (?:correctivas|preventivas|de seguimiento)|plan de acción|próximos pasos|(?:ações|medidas) (?:corretivas|preventivas|de acompanhamento)|plano de ação|próximos passos|azioni (?:correttive|preventive)|piano d[’']azione|prossimi passi|actiepunten|vervolgacties|verbeteracties|корректирующие (?:действия|меры)|план действий|следующие шаги|改[进善進](?:措施|计划|建议|項目|策)|后续(?:行动|措施|工作|改进)|整改措施|预防措施|行动(?:项|计划)|再[发發]防止|再発防止|アクション(?:アイテム|プラン)|今後の(?:対応|対策|アクション)|次のステップ|恒久対(?:応|策)|후속 조치|재발 방지|개선 (?:사항|조치)",
  ],
  [
    'root-cause',
    '(?:grund)?ursachen?|cause racine|causa ra[ií]z|grondoorzaak|oorzaak|причин[аы]|根因|根本原因|原因分析|原因|근본 원인|원인',
  ],
  ['impact', 'auswirkung(?:en)?|impacto|impatto|влияние|影响|影響|영향'],
  ['summary', 'zusammenfassung|résumé|resumen|resumo|riepilogo|samenvatting|кратко|摘要|概要|概述|요약'],
  ['resolution', 'behebung|lösung|résolution|resolución|resolução|risoluzione|oplossing|решение|解决|復旧|해결'],
];

const SECTION_PATTERNS = SECTIONS.map(([says, names]) => [says, new RegExp(`(?<![a-zà-ÿ])(?:${names})`, 'iu')] as const);

/** What a heading in another language says stands below it. */
export function foreignSection(heading: string): SectionClass | null {
  if (!/[^\x20-\x7e]|[a-z]{5}/i.test(heading)) return null;
  return SECTION_PATTERNS.find(([, pattern]) => pattern.test(heading))?.[0] ?? null;
}

const OPEN =
  /(?<!\p{L})(?:offen|in arbeit|geplant|ausstehend|à faire|en cours|planifié|pendiente|en (?:curso|progreso)|por hacer|pendente|em andamento|a fazer|da fare|in corso|lopend|не начато|в работе|запланировано)(?!\p{L})|进行中|進行中|未(?:开始|完成|着手|完了)|待(?:开始|办|处理)|计划中|対応中|予定|진행|대기/iu;
const DONE =
  /(?<!\p{L})(?:erledigt|abgeschlossen|fertig|umgesetzt|terminée?|faite?|finie?|completad[oa]|hech[oa]|cerrad[oa]|concluíd[oa]|feit[oa]|completat[oa]|fatt[oa]|afgerond|gereed|klaar|выполнено|сделано|готово|завершено)(?!\p{L})|已?完成|已(?:上线|修复|关闭)|完了|済|완료/iu;

/** Status words in other languages; `null` for words that leave it open. */
export function foreignDone(status: string): boolean | null {
  return OPEN.test(status) ? false : DONE.test(status) ? true : null;
}
