import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Answer, createdOf, limitOf, NoAnswer, noAnswerOf, trackerErrorOf } from '../../packages/sync-github/src/failure.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const answer = (status: number, data: unknown = {}, headers: Answer['headers'] = {}): Answer => ({ status, headers, data });
const coded = (code: string) => Object.assign(new Error(code), { code });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('silence', () => {
  test.each<[string, unknown, NoAnswer['kind']]>([
    ['a port that refuses', fetchFailed(coded('ECONNREFUSED')), 'unsent'],
    ['a name nobody knows', fetchFailed(coded('ENOTFOUND')), 'unsent'],
    ['a certificate that is wrong', fetchFailed(coded('CERT_HAS_EXPIRED')), 'unsent'],
    ['both addresses refusing', fetchFailed(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])), 'unsent'],
    ['one address refusing, the other unclear', fetchFailed(new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')])), 'lost'],
    ['a reset', fetchFailed(coded('ECONNRESET')), 'lost'],
    ['a socket closed early', fetchFailed(coded('UND_ERR_SOCKET')), 'lost'],
    ['an answer whose headers never came', fetchFailed(coded('UND_ERR_HEADERS_TIMEOUT')), 'lost'],
    ['our own patience', new DOMException('timed out', 'TimeoutError'), 'timeout'],
    ['something else entirely', 'boo', 'lost'],
  ])('%s is understood', (_, thrown, kind) => {
    expect(noAnswerOf(thrown).kind).toBe(kind);
  });

  test.each([
    new TypeError('Headers.append: "token ZZSECRETZZ" is an invalid header value.'),
    fetchFailed(new Error('cannot send "token ZZSECRETZZ"')),
    'ZZSECRETZZ',
  ])('passes on no text that may hold what was sent: %#', (thrown) => {
    expect(inspect(noAnswerOf(thrown), { depth: 9, showHidden: true })).not.toContain('ZZSECRETZZ');
  });

  test('after a create leaves doubt unless nothing was sent', () => {
    expect(createdOf(new NoAnswer('lost', 'x'), NOW)?.outcome).toBe('in-doubt');
    expect(createdOf(new NoAnswer('timeout', 'x'), NOW)?.outcome).toBe('in-doubt');
    expect(createdOf(new NoAnswer('unsent', 'x'), NOW)).toBe(null);
  });
});

describe('a limit', () => {
  test.each<[string, Answer, number | null]>([
    ['retry-after first', answer(403, {}, { 'retry-after': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' }), 5000],
    [
      'then the reset, by the server clock',
      answer(
        403,
        {},
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 90), date: 'Thu, 01 Jan 2026 00:01:00 GMT' },
      ),
      30_000,
    ],
    ['then the reset, by ours', answer(429, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 90) }), 90_000],
    ['a reset that has passed is a second', answer(429, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }), 1000],
    ['a minute when nothing is said', answer(429), 60_000],
    ['a secondary limit by its words', answer(403, { message: 'You have exceeded a secondary rate limit' }), 60_000],
    ['a retry-after that is no number', answer(429, {}, { 'retry-after': 'soon' }), 60_000],
    ['403 alone is none', answer(403, { message: 'Forbidden' }), null],
    ['403 with something left is none', answer(403, {}, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '99999999999' }), null],
    ['500 is none', answer(500, {}, { 'retry-after': '5' }), null],
  ])('%s', (_, given, waitMs) => {
    expect(limitOf(given, NOW)).toBe(waitMs);
  });
});

describe('a failed call', () => {
  test.each<[Answer | NoAnswer, string]>([
    [answer(301, {}, { location: 'https://api.github.com/repositories/7' }), 'moved'],
    [answer(400), 'invalid'],
    [answer(401), 'unauthorized'],
    [answer(403), 'forbidden'],
    [answer(404), 'not-found'],
    [answer(408), 'unreachable'],
    [answer(410), 'gone'],
    [answer(422), 'invalid'],
    [answer(429), 'limited'],
    [answer(500), 'unreachable'],
    [answer(200), 'bad-answer'],
    [new NoAnswer('timeout', 'x'), 'timeout'],
    [new NoAnswer('unsent', 'x'), 'unreachable'],
    [new NoAnswer('lost', 'x'), 'unreachable'],
  ])('%o is %s', (given, code) => {
    const error = trackerErrorOf(given, { tracker: 'github:acme/payments', doing: 'reading changes', nowMs: NOW });
    expect(error.code).toBe(code);
    expect(error.message.startsWith('github:acme/payments: reading changes failed: ')).toBe(true);
  });

  test('never carries control characters from outside', () => {
    const error = trackerErrorOf(answer(422, { message: 'no\u001b[31m\n\u202ered' }), { tracker: 't', doing: 'd', nowMs: NOW });
    expect(error.message).toBe('t: d failed: status 422: no [31m red');
  });
});
