import { Ajv, type ValidateFunction } from 'ajv';

const texts = { type: 'array', items: { type: 'string' } };
const properties = {
  type: 'array',
  items: { type: 'object', additionalProperties: false, required: ['key', 'value'], properties: { key: { type: 'string' }, value: {} } },
};
const operation = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: { add: {}, copy: {}, edit: {}, remove: {}, set: {} },
};
// Tighter than Atlassian's description, which lets anything else pass here: we send nothing else.
const details = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    fields: { type: 'object', minProperties: 1 },
    properties,
    transition: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: { type: 'string' } } },
    update: { type: 'object', additionalProperties: { type: 'array', items: operation } },
  },
};

/**
 * The requests that the tracker may send, with the shapes of their bodies: derived by hand from Atlassian's description of
 * the REST API v3 (IssuesUpdateBean, BulkFetchIssueRequestBean, SearchAndReconcileRequestBean, IssueUpdateDetails).
 */
const REQUESTS: readonly (readonly [method: string, path: RegExp, body: object | null])[] = [
  [
    'POST',
    /^\/issue\/bulk$/,
    {
      type: 'object',
      required: ['issueUpdates'],
      additionalProperties: false,
      properties: { issueUpdates: { type: 'array', minItems: 1, maxItems: 50, items: details } },
    },
  ],
  [
    'POST',
    /^\/issue\/bulkfetch$/,
    {
      type: 'object',
      required: ['issueIdsOrKeys'],
      additionalProperties: false,
      properties: { issueIdsOrKeys: { ...texts, minItems: 1, maxItems: 100 }, fields: texts, properties: { ...texts, maxItems: 5 } },
    },
  ],
  [
    'POST',
    /^\/search\/jql$/,
    {
      type: 'object',
      required: ['jql'],
      additionalProperties: false,
      properties: {
        jql: { type: 'string' },
        maxResults: { type: 'integer', minimum: 1, maximum: 5000 },
        nextPageToken: { type: 'string' },
        fields: texts,
        properties: { ...texts, maxItems: 5 },
        reconcileIssues: { type: 'array', maxItems: 50, items: { type: 'integer' } },
      },
    },
  ],
  ['PUT', /^\/issue\/\d+\?returnIssue=true$/, details],
  ['GET', /^\/issue\/\d+\/transitions\?expand=transitions\.fields$/, null],
  ['POST', /^\/issue\/\d+\/transitions$/, { ...details, required: ['transition'] }],
  ['GET', /^\/myself$/, null],
  ['GET', /^\/project\/[A-Z][A-Z0-9_]+(\/statuses)?$/, null],
  ['GET', /^\/mypermissions\?projectKey=[A-Z][A-Z0-9_]+&permissions=[A-Z_%2C]+$/, null],
  ['GET', /^\/resolution\/search\?maxResults=\d+$/, null],
  ['GET', /^\/user\/assignable\/search\?[a-zA-Z0-9=&:-]+$/, null],
  ['GET', /^\/issue\/createmeta\/[A-Z][A-Z0-9_]+\/issuetypes\?(startAt=\d+&)?maxResults=200$/, null],
  ['GET', /^\/issue\/createmeta\/[A-Z][A-Z0-9_]+\/issuetypes\/\d+\?(startAt=\d+&)?maxResults=200$/, null],
];

const ajv = new Ajv({ allErrors: true });
const compiled: readonly (readonly [string, RegExp, ValidateFunction | null])[] = REQUESTS.map(([method, path, body]) => [
  method,
  path,
  body && ajv.compile(body),
]);

/** Throws unless the request is one that Atlassian describes. `path` is what follows `/rest/api/3`. */
export function assertJiraRequest({
  method,
  path,
  body,
}: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}): void {
  const known = compiled.find(([each, pattern]) => each === method && pattern.test(path));
  if (!known) throw new Error(`no such request in the description of Jira: ${method} ${path}`);
  const [, , validate] = known;
  if (validate ? validate(body) : body === null) return;
  throw new Error(`${method} ${path}: ${validate ? ajv.errorsText(validate.errors) : 'has a body'}`);
}
