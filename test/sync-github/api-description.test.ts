import { describe, expect, it } from 'vitest';
import { checkBy, type Exchange } from '../support/api-description.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** A description in the form of GitHub's, of a made-up list and a made-up write. */
const check = checkBy({
  components: {
    schemas: {
      note: {
        type: 'object',
        required: ['title', 'closed_at'],
        properties: { title: { type: 'string' }, closed_at: { type: 'string', format: 'date-time', nullable: true } },
      },
    },
    parameters: { since: { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } } },
    responses: { missing: { description: 'not there' } },
  },
  paths: {
    '/notes': {
      get: {
        parameters: [{ $ref: '#/components/parameters/since' }, { name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/note' } }) },
      },
      post: {
        requestBody: json({ type: 'object', required: ['title'], properties: { title: { type: 'string' } } }),
        responses: { 201: json({ $ref: '#/components/schemas/note' }), 404: { $ref: '#/components/responses/missing' } },
      },
    },
  },
});

const NOTE = '{"title":"a","closed_at":null}';
const get: Exchange = {
  method: 'GET',
  path: '/notes?page=2&since=2026-03-02T09:00:00Z',
  body: '',
  answer: { status: 200, body: `[${NOTE}]` },
};
const post: Exchange = { method: 'POST', path: '/notes', body: '{"title":"a"}', answer: { status: 201, body: NOTE } };

describe('an exchange', () => {
  it.each<readonly [string, Exchange]>([
    ['a list', get],
    ['a write', post],
    ['a list that is unchanged', { ...get, answer: { status: 304, body: '' } }],
    ['a refusal without a text', { ...post, answer: { status: 404, body: '' } }],
    ['a limit, which is described for all requests in one place', { ...post, answer: { status: 403, body: '{}' } }],
    ['one whose answer is an accident', { ...post, answer: null }],
  ])('as described is no problem: %s', (_, exchange) => {
    expect(check.problems(exchange)).toEqual([]);
  });

  it.each<readonly [string, Exchange, RegExp]>([
    ['another address', { ...get, path: '/note' }, /GET \/note is not described/],
    ['another method', { ...get, method: 'DELETE' }, /DELETE \/notes is not described/],
    ['an unknown name in the query', { ...get, path: '/notes?pages=2' }, /the query has no pages/],
    ['a value in the query that is of another kind', { ...get, path: '/notes?page=two' }, /page two: data must be integer/],
    ['a moment that is none', { ...get, path: '/notes?since=2026-03-02T09:00:00.000.000Z' }, /since .*date-time/],
    ['a body that lacks something', { ...post, body: '{}' }, /the body: data must have required property 'title'/],
    ['a body with an unknown member', { ...post, body: '{"title":"a","tilte":"b"}' }, /the body has no tilte/],
    ['a body where none is taken', { ...get, body: '{}' }, /it takes no body/],
    ['an answer that lacks something', { ...get, answer: { status: 200, body: '[{"title":"a"}]' } }, /closed_at/],
    ['a text where none is described', { ...post, answer: { status: 404, body: '{}' } }, /the answer 404 has no body/],
    ['another status', { ...post, answer: { status: 200, body: NOTE } }, /the answer 200 is not described/],
  ])('that is not as described is one: %s', (_, exchange, words) => {
    expect(check.problems(exchange).join('\n')).toMatch(words);
  });
});
