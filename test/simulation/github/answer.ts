/** An answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which version of which issue it shows: who gets it has seen them. */
  readonly shows?: readonly Shown[];
}

export interface Shown {
  readonly number: number;
  /** Index among the versions of the issue. */
  readonly version: number;
}

export function invalid(field: string, message: string): Answer {
  return { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'Issue', code: 'invalid', field, message }] } };
}

export function refusal(status: number, message: string): Answer {
  return { status, body: { message } };
}
