import type { Answer } from './answer.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import type { Arrived, RequestKind, TrackerWorld } from './tracker-world.ts';
import type { TrueClock } from './true-clock.ts';

/** What may happen to one request. `…-after`: it is carried out all the same. */
export const FAULTS = ['unsent', 'lost-before', 'lost-after', 'late', 'timeout', 'error-before', 'error-after', 'torn', 'limit'] as const;
export type FaultKind = (typeof FAULTS)[number];

/** A fault waits for the first request of its kind. */
export interface Fault {
  readonly kind: FaultKind;
  readonly on: 'any' | RequestKind;
}

/** How long a request takes, and how much later one may be carried out than its sender believes. */
const LATENCY_MS = 400;
export const LATE_MS = 50_000;

export interface NetworkParts {
  readonly tracker: TrackerWorld;
  readonly clock: TrueClock;
  readonly pass: SimulatedProcess<never>['pass'];
  /** Takes the fault that a request meets, if one waits for it. */
  readonly fault: (kinds: readonly RequestKind[]) => FaultKind | null;
  /** Told of every request when it is sent; what it answers is called when the request is carried out. */
  readonly sent: (arrived: Arrived, kinds: readonly RequestKind[]) => () => void;
  /** Told of every answer that arrives. */
  readonly heard: (arrived: Arrived, answer: Answer | null, kinds: readonly RequestKind[]) => void;
}

/** `fetch` as a simulated process has it. */
export function simulatedFetch({ tracker, clock, pass, fault, sent, heard }: NetworkParts): typeof fetch {
  return (input, init = {}) => {
    const arrived = arrivedFrom(String(input), init);
    const path = arrived.url.href.slice(tracker.baseUrl.length);
    const kinds = tracker.kindsOf(arrived);
    return pass({ kind: 'fetch', method: arrived.method, path, kinds }, async () => {
      clock.advance(LATENCY_MS / 2);
      const kind = fault(kinds);
      const arrives = sent(arrived, kinds);
      const carryOut = () => {
        arrives();
        return tracker.answer(arrived);
      };
      try {
        const answer = answerUnder(kind, { carryOut, clock, tracker });
        clock.advance(LATENCY_MS / 2);
        // What has no body arrives whole.
        const isLost = kind === 'error-after' || (kind === 'torn' && answer.body !== undefined);
        heard(arrived, isLost ? null : answer, kinds);
        return response(answer, { torn: kind === 'torn', date: clock.nowMs });
      } catch (error) {
        heard(arrived, null, kinds);
        throw error;
      }
    });
  };
}

function answerUnder(
  kind: FaultKind | null,
  { carryOut, clock, tracker }: { readonly carryOut: () => Answer; readonly clock: TrueClock; readonly tracker: TrackerWorld },
): Answer {
  switch (kind) {
    case null:
    case 'torn':
      return carryOut();
    case 'unsent':
      throw broken('ECONNREFUSED');
    case 'lost-before':
      throw broken('ECONNRESET');
    case 'lost-after':
      carryOut();
      throw broken('UND_ERR_SOCKET');
    case 'late':
      clock.arrange(LATE_MS, carryOut);
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    case 'timeout':
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    case 'error-before':
      return { status: 502, body: { message: 'Server Error' } };
    case 'error-after':
      carryOut();
      return { status: 502, body: { message: 'Server Error' } };
    case 'limit':
      return tracker.limited();
  }
}

function arrivedFrom(address: string, { method = 'GET', headers, body }: RequestInit): Arrived {
  const etag = new Headers(headers).get('if-none-match') ?? undefined;
  return { method, url: new URL(address), etag, body: typeof body === 'string' && body !== '' ? JSON.parse(body) : {} };
}

function response({ status, body, headers = {} }: Answer, { torn, date }: { readonly torn: boolean; readonly date: number }): Response {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(torn && text !== null ? text.slice(0, text.length / 2) : text, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', date: new Date(date).toUTCString(), ...headers },
  });
}

function broken(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`connection: ${code}`), { code }) });
}
