import type { Json } from './json.ts';

/** What the site answers to one request; without a body when there is none to send. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is not carried out, in the words Jira uses for it. */
export class JiraRefusal extends Error {
  override readonly name = 'JiraRefusal';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`${answer.status} ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

/** Problems that belong to no field. */
export function refused(status: number, ...messages: readonly string[]): JiraRefusal {
  return new JiraRefusal({ status, body: { errorMessages: messages, errors: {} } });
}

/** Problems by field. */
export function refusedFields(errors: Readonly<Record<string, string>>): JiraRefusal {
  return new JiraRefusal({ status: 400, body: { errorMessages: [], errors } });
}
