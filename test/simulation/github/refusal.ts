import type { Answer } from '../answer.ts';

export function invalid(field: string, message: string): Answer {
  return { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'Issue', code: 'invalid', field, message }] } };
}

export function refusal(status: number, message: string): Answer {
  return { status, body: { message } };
}
