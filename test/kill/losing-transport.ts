import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../simulation/chance.ts';

/** A request on its way, and which process sent it. */
export interface Passing {
  readonly process: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: string;
}

export interface LosingTransportOptions {
  readonly upstream: string;
  readonly chance: Chance;
  /** Each process has a token of its own: whose it is, and what the server shall see instead. */
  readonly identify: (authorization: string) => { readonly process: string; readonly authorization: string };
  /** Told before a request is carried out. */
  readonly sent: (passing: Passing) => void;
  /** Told once an answer has left, whole. */
  readonly answered: (passing: Passing, body: string) => void;
}

/** HTTP between closeout and a tracker on which requests and answers are lost, torn, late, and replaced by errors. */
export interface LosingTransport {
  readonly url: string;
  /** Which share of the requests meets an accident. */
  accidents(share: number): void;
  /** Resolves when the nth request from now on has come in, before anything becomes of it. */
  reached(nth: number): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** `late`: nobody answers, and it is carried out only after a while. */
const FATES = { 'lose-request': 4, 'lose-answer': 6, torn: 3, 'error-after': 3, 'error-before': 2, late: 2 } as const;
type Fate = keyof typeof FATES;
const WAIT_MS = 30;
/** Below the settle window, together with the lag of lists. */
export const LATE_MS = 700;

export async function losingTransport(options: LosingTransportOptions): Promise<LosingTransport> {
  const { upstream, chance } = options;
  let share = 0;
  let waiting: { left: number; readonly resolve: () => void }[] = [];
  const underWay = new Set<Promise<void>>();
  let url = '';

  const carryOut = async (passing: Passing, authorization: string, headers: IncomingMessage['headers']) => {
    options.sent(passing);
    const answer = await fetch(upstream + passing.path, {
      method: passing.method,
      redirect: 'manual',
      headers: { authorization, ...kept(headers, ['content-type', 'accept', 'if-none-match', 'x-atlassian-token']) },
      ...(passing.body === '' ? {} : { body: passing.body }),
    });
    const shown = Object.fromEntries(
      ['content-type', 'etag', 'link', 'date', 'retry-after', 'location'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value.replaceAll(upstream, url)]];
      }),
    );
    return { status: answer.status, headers: shown, body: (await answer.text()).replaceAll(upstream, url) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/' } = request;
    const body = await text(request);
    const { process, authorization } = options.identify(request.headers.authorization ?? '');
    const passing: Passing = { process, method, path, body };
    for (const one of waiting) one.left -= 1;
    for (const one of waiting.filter(({ left }) => left === 0)) one.resolve();
    waiting = waiting.filter(({ left }) => left > 0);
    const fate: Fate | null = chance.happens(share) ? chance.weighted(FATES) : null;
    await sleep(chance.below(WAIT_MS));
    if (fate === 'lose-request') return void request.socket.destroy();
    if (fate === 'error-before') return void response.writeHead(502).end('{"message":"Server Error"}');
    if (fate === 'late') {
      request.socket.destroy();
      await sleep(chance.below(LATE_MS));
    }
    const answer = await carryOut(passing, authorization, request.headers);
    await sleep(chance.below(WAIT_MS));
    if (fate === 'lose-answer' || fate === 'late') return void request.socket.destroy();
    if (fate === 'error-after') return void response.writeHead(502).end('{"message":"Server Error"}');
    response.writeHead(answer.status, answer.headers);
    if (fate === null) {
      response.end(answer.status === 304 || answer.status === 204 ? undefined : answer.body);
      // A process that is killed from now on may have heard of it all the same.
      options.answered(passing, answer.body);
      return;
    }
    response.write(answer.body.slice(0, answer.body.length / 2));
    setImmediate(() => request.socket.destroy());
  };

  const server = createServer((request, response) => {
    const serving = serve(request, response).catch(() => void request.socket.destroy());
    underWay.add(serving);
    void serving.finally(() => underWay.delete(serving));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    accidents: (next) => {
      share = next;
    },
    reached: (nth) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ left: nth, resolve });
      return promise;
    },
    idle: async () => {
      await Promise.all(underWay);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function kept(headers: IncomingMessage['headers'], names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
}
