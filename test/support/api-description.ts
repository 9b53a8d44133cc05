import { appendFileSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** Names the file of GitHub's description; without it nothing is checked (`pnpm test:api` sets it). */
export const DESCRIPTION = 'CLOSEOUT_GITHUB_DESCRIPTION';
/** Names the file to which each check adds a line with the operation. */
export const CHECKED = 'CLOSEOUT_GITHUB_CHECKED';

/** A request and what it was answered. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** `''`: none. */
  readonly body: string;
  /** `null` where the answer is an accident of the test's. */
  readonly answer: { readonly status: number; readonly body: string } | null;
}

/** What the description gets wrong: statuses that GitHub's own pages name, and the operations of the description leave out. */
const LEFT_OUT: readonly { readonly operation: RegExp; readonly status: number; readonly because: string }[] = [
  { operation: /^get /, status: 304, because: 'conditional requests are a page of their own, for every GET' },
  { operation: /./, status: 401, because: 'bad credentials are described under troubleshooting, for every request' },
  { operation: /./, status: 403, because: 'limits and missing permissions are pages of their own, for every request' },
  { operation: /./, status: 429, because: 'limits are a page of their own, for every request' },
  { operation: /^(?:post|delete) .*\/assignees$/, status: 404, because: 'an issue that is not there; labels beside it say so' },
];

/** What it does not speak of at all. */
const ELSEWHERE: readonly { readonly path: string; readonly because: string }[] = [
  { path: '/graphql', because: 'GraphQL has a schema of its own' },
];

/** Answers of the emulation that lack what GitHub's have, and that closeout reads no more of than their status. */
const NOT_EMULATED: readonly { readonly operation: string; readonly because: string }[] = [
  {
    operation: 'get /repos/{owner}/{repo}',
    because: 'emulate leaves out counts and addresses; asked only whether the repository is there',
  },
];

interface Described {
  readonly operation: string;
  readonly query: ReadonlyMap<string, ValidateFunction>;
  readonly body: ValidateFunction | null;
  /** `null`: any. */
  readonly members: ReadonlySet<string> | null;
  readonly answers: ReadonlyMap<string, ValidateFunction | null>;
}

/** Compares exchanges with GitHub's official OpenAPI description. */
export interface ApiCheck {
  /** What is wrong with it, in words; empty when all is as described. */
  problems(exchange: Exchange): readonly string[];
}

/** The check that this run is asked for, or `null`. */
export function apiCheck(): ApiCheck | null {
  const file = process.env[DESCRIPTION];
  if (file === undefined || file === '') return null;
  cached ??= checkBy(JSON.parse(readFileSync(file, 'utf8')));
  return cached;
}

let cached: ApiCheck | null = null;

type Json = Readonly<Record<string, unknown>>;

export function checkBy(description: Json): ApiCheck {
  const schemas = described(description, 'components', 'schemas');
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false });
  formats.default(ajv);
  ajv.addSchema({ $id: 'github', components: { schemas: withNull(schemas) } } as object);
  const compile = (schema: unknown) =>
    ajv.compile(JSON.parse(JSON.stringify(withNull(schema)).replaceAll('"#/components/', '"github#/components/')));
  const paths = Object.entries(described(description, 'paths')).map(([template, item]) => ({
    template,
    pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/?]+')}$`),
    item: item as Json,
  }));
  const known = new Map<string, Described>();
  const resolve = (value: unknown): Json => {
    const { $ref } = value as { readonly $ref?: string };
    return $ref === undefined ? (value as Json) : described(description, ...$ref.replace('#/', '').split('/'));
  };
  const operationAt = (method: string, pathname: string): Described | null => {
    // A literal segment is nearer than a placeholder.
    const [path] = paths
      .filter(({ pattern }) => pattern.test(pathname))
      .sort((a, b) => a.template.split('{').length - b.template.split('{').length);
    const operation = path?.item[method.toLowerCase()] as Json | undefined;
    if (path === undefined || operation === undefined) return null;
    const name = `${method.toLowerCase()} ${path.template}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const parameters = ((operation.parameters ?? []) as unknown[]).map(resolve);
    const bodySchema = jsonSchemaIn(operation.requestBody);
    const made: Described = {
      operation: name,
      query: new Map(parameters.filter((one) => one.in === 'query').map((one) => [String(one.name), compile(one.schema)])),
      body: bodySchema === null ? null : compile(bodySchema),
      members: bodySchema === null ? null : membersOf(bodySchema),
      answers: new Map(
        Object.entries(operation.responses as Json).map(([status, response]) => {
          const schema = jsonSchemaIn(resolve(response));
          return [status, schema === null ? null : compile(schema)];
        }),
      ),
    };
    known.set(name, made);
    return made;
  };

  return {
    problems: ({ method, path, body, answer }) => {
      const { pathname, searchParams } = new URL(path, 'http://github');
      if (ELSEWHERE.some((one) => one.path === pathname)) return [];
      const operation = operationAt(method, pathname);
      if (operation === null) return [`${method} ${pathname} is not described`];
      if (process.env[CHECKED] !== undefined) appendFileSync(process.env[CHECKED], `${operation.operation}\n`);
      const found: string[] = [];
      const judge = (validate: ValidateFunction, value: unknown, what: string) => {
        if (validate(value)) return;
        const shown = typeof value === 'object' ? '' : ` ${String(value)}`;
        found.push(`${what}${shown}: ${ajv.errorsText(validate.errors?.slice(0, 5))}`);
      };
      for (const [name, value] of searchParams) {
        const validate = operation.query.get(name);
        if (validate === undefined) found.push(`the query has no ${name}`);
        else judge(validate, /^\d+$/.test(value) ? Number(value) : value, `the query's ${name}`);
      }
      if (body !== '') {
        const sent: unknown = JSON.parse(body);
        if (operation.body === null) found.push('it takes no body');
        else judge(operation.body, sent, 'the body');
        const strange = Object.keys(sent as object).filter((name) => operation.members?.has(name) === false);
        if (strange.length > 0) found.push(`the body has no ${strange.join(', ')}`);
      }
      if (answer !== null) judgeAnswer(operation, answer, { found, judge });
      return found.map((problem) => `${operation.operation}: ${problem}`);
    },
  };
}

function judgeAnswer(
  { operation, answers }: Described,
  { status, body }: NonNullable<Exchange['answer']>,
  { found, judge }: { readonly found: string[]; readonly judge: (validate: ValidateFunction, value: unknown, what: string) => void },
): void {
  const validate = answers.get(String(status));
  if (validate === undefined) {
    const isLeftOut = LEFT_OUT.some((one) => one.status === status && one.operation.test(operation));
    if (!isLeftOut) found.push(`the answer ${status} is not described`);
  } else if (validate === null) {
    if (body !== '') found.push(`the answer ${status} has no body`);
  } else if (!NOT_EMULATED.some((one) => one.operation === operation)) judge(validate, JSON.parse(body), `the answer ${status}`);
}

function described(from: Json, ...names: readonly string[]): Json {
  return names.reduce<Json>((at, name) => at[name] as Json, from);
}

function jsonSchemaIn(holder: unknown): Json | null {
  const content = (holder as { readonly content?: Json } | undefined)?.content?.['application/json'];
  return content === undefined ? null : ((content as Json).schema as Json);
}

/** Which members a body may have, where the description says so in one place; it forbids none itself. */
function membersOf(schema: Json): ReadonlySet<string> | null {
  const variants = (schema.oneOf ?? schema.anyOf) as readonly Json[] | undefined;
  const objects = (variants ?? [schema]).filter((one) => one.properties !== undefined);
  return objects.length === 0 ? null : new Set(objects.flatMap((one) => Object.keys(one.properties as object)));
}

/** OpenAPI 3.0 says `nullable` beside `$ref` and `oneOf`, where JSON Schema knows it not. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const made = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withNull(one)]));
  if (nullable !== true) return made;
  return { anyOf: [made, { type: 'null' }] };
}
