import { refused } from './answer.ts';
import type { EmulatedIssue } from './site-options.ts';
import { epochMsInZone } from './site-time.ts';

/** A bounded query: which issues, in which order. */
export interface Query {
  readonly matches: (issue: EmulatedIssue) => boolean;
  readonly order: (a: EmulatedIssue, b: EmulatedIssue) => number;
}

/** Who asks, and what there is for them: a query that names anything else is refused. */
export interface JqlContext {
  readonly userZone: string;
  /** Keys of the projects that may be browsed. */
  readonly projects: readonly string[];
  readonly issueTypes: readonly string[];
}

type Token = { readonly kind: 'text' | 'word' | 'sign'; readonly text: string };

/**
 * The subset that is emulated: `project`, `issuetype`, `labels`, `key` and `id` with `=` and `in`; `created` and `updated` with
 * `>=`, `>`, `<=` and `<`; joined by `AND`; `ORDER BY`. A date is epoch milliseconds, or text in minutes
 * read in the zone of the user's profile. Anything else is refused, and so is a query without a restriction.
 */
export function parseJql(jql: string, context: JqlContext): Query {
  const tokens = tokenize(jql);
  const orderAt = tokens.findIndex((token, at) => isWord(token, 'order') && isWord(tokens[at + 1], 'by'));
  const where = orderAt < 0 ? tokens : tokens.slice(0, orderAt);
  if (where.length === 0) throw refused(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  const tests = splitBy(where, (token) => isWord(token, 'and')).map((clause) => testOf(clause, context));
  return {
    matches: (issue) => tests.every((test) => test(issue)),
    order: orderAt < 0 ? byId : orderOf(tokens.slice(orderAt + 2)),
  };
}

function tokenize(jql: string): readonly Token[] {
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(>=|<=|!=|[=<>(),])|([^\s=<>!(),"']+))\s*/y;
  const tokens: Token[] = [];
  while (pattern.lastIndex < jql.length) {
    const match = pattern.exec(jql);
    if (!match) throw refused(400, 'Error in the JQL Query: a character that is reserved or a text without its end.');
    const [, double, single, sign, word] = match;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'text', text: (double ?? single ?? '').replace(/\\(.)/g, '$1') });
  }
  return tokens;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toLowerCase() === word;
}

function splitBy(tokens: readonly Token[], isBorder: (token: Token) => boolean): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isBorder(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function testOf(clause: readonly Token[], { userZone, projects, issueTypes }: JqlContext): (issue: EmulatedIssue) => boolean {
  const [field, operator, ...rest] = clause;
  const name = field?.text.toLowerCase() ?? '';
  if (name === 'created' || name === 'updated') return dateTest(name, operator?.text ?? '', rest, userZone);
  const values = valuesOf(operator, rest);
  switch (name) {
    case 'project':
      assertKnown(name, values, projects);
      return (issue) => values.some((value) => value.toLowerCase() === issue.project.toLowerCase());
    case 'issuetype':
      assertKnown(name, values, issueTypes);
      return (issue) => values.some((value) => value.toLowerCase() === issue.issueType.toLowerCase());
    case 'labels':
      return (issue) => issue.labels.some((label) => values.includes(label));
    case 'key':
    case 'issuekey':
    case 'id':
      return (issue) => values.includes(issue.key) || values.includes(issue.id);
  }
  throw refused(400, `Field '${field?.text ?? ''}' does not exist or you do not have permission to view it.`);
}

/** What may not be seen does not exist either. */
function assertKnown(field: string, values: readonly string[], known: readonly string[]): void {
  const unknown = values.find((value) => !known.some((each) => each.toLowerCase() === value.toLowerCase()));
  if (unknown !== undefined) throw refused(400, `The value '${unknown}' does not exist for the field '${field}'.`);
}

function valuesOf(operator: Token | undefined, rest: readonly Token[]): readonly string[] {
  if (operator?.text === '=' && rest.length === 1 && rest[0]?.kind !== 'sign') return rest.map((token) => token.text);
  if (isWord(operator, 'in') && rest[0]?.text === '(' && rest.at(-1)?.text === ')') {
    const values = splitBy(rest.slice(1, -1), isComma);
    if (values.every(([value, ...more]) => value !== undefined && value.kind !== 'sign' && more.length === 0))
      return values.flat().map((token) => token.text);
  }
  throw refused(400, 'Error in the JQL Query: expecting = with one value, or in with a list.');
}

function dateTest(
  name: 'created' | 'updated',
  operator: string,
  rest: readonly Token[],
  userZone: string,
): (issue: EmulatedIssue) => boolean {
  const [value] = rest;
  if (!value || rest.length > 1) throw refused(400, `Error in the JQL Query: '${name}' needs one date.`);
  const bound = value.kind === 'word' && /^-?\d+$/.test(value.text) ? Number(value.text) : epochMsInZone(value.text, userZone);
  if (bound === null) throw refused(400, `Date value '${value.text}' for field '${name}' is invalid.`);
  const at = (issue: EmulatedIssue) => (name === 'created' ? issue.createdMs : issue.updatedMs);
  switch (operator) {
    case '>=':
      return (issue) => at(issue) >= bound;
    case '>':
      return (issue) => at(issue) > bound;
    case '<=':
      return (issue) => at(issue) <= bound;
    case '<':
      return (issue) => at(issue) < bound;
  }
  throw refused(400, `The operator '${operator}' is not supported by the '${name}' field.`);
}

const SORT_VALUES: Readonly<Record<string, (issue: EmulatedIssue) => number>> = {
  created: (issue) => issue.createdMs,
  updated: (issue) => issue.updatedMs,
  key: (issue) => Number(issue.key.split('-')[1]),
  id: (issue) => Number(issue.id),
};

function isComma({ kind, text }: Token): boolean {
  return kind === 'sign' && text === ',';
}

function byId(a: EmulatedIssue, b: EmulatedIssue): number {
  return Number(a.id) - Number(b.id);
}

/** Ends in the id, so that no two issues are equal and a page token always finds its place. */
function orderOf(tokens: readonly Token[]): Query['order'] {
  const steps = splitBy(tokens, isComma).map(([field, direction, ...more]) => {
    const value = SORT_VALUES[field?.text.toLowerCase() ?? ''];
    if (!value) throw refused(400, `Not able to sort using field '${field?.text ?? ''}'.`);
    const isDirected = direction === undefined || isWord(direction, 'asc') || isWord(direction, 'desc');
    if (!isDirected || more.length > 0) throw refused(400, 'Error in the JQL Query: after the field to sort by, expecting ASC or DESC.');
    return { value, sign: isWord(direction, 'desc') ? -1 : 1 };
  });
  return (a, b) => {
    for (const { value, sign } of steps) if (value(a) !== value(b)) return sign * (value(a) - value(b));
    return byId(a, b);
  };
}
