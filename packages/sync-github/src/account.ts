import * as z from 'zod';
import type { Client } from './client.ts';
import { type Answer, limitOf } from './failure.ts';

const DOING = 'asking who we are';

/**
 * Who writes with these credentials, asked once: markers are trusted only on issues of such an account. `null` where GitHub
 * does not tell; the first issue that is created tells it then.
 */
export function accountAsker(client: Client): () => Promise<string | null> {
  let asked: Promise<string | null> | null = null;
  return () => {
    asked ??= accountOf(client).catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}

async function accountOf(client: Client): Promise<string | null> {
  if (client.appHeader !== null) {
    const { data } = await client.ask(DOING, 'GET /app', { headers: { authorization: await client.appHeader() } });
    const slug = z.object({ slug: z.string() }).safeParse(data).data?.slug;
    return slug === undefined ? null : `${slug}[bot]`;
  }
  const answer = await client.ask(DOING, 'GET /user', { ok: [200, 403, 404] });
  if (limitOf(answer, client.nowMs()) !== null) throw client.failure(DOING, answer);
  return answer.status === 200 ? loginIn(answer.data) : viewerOf(client);
}

/** An app's token, the `GITHUB_TOKEN` of Actions among them, has no `/user`; only GraphQL says whose it is. */
async function viewerOf(client: Client): Promise<string | null> {
  const answer = await client.send(`POST ${client.graphql}`, { body: { query: 'query { viewer { login } }' } }).catch(() => null);
  return answer === null ? null : viewerIn(answer);
}

function viewerIn({ data }: Answer): string | null {
  const told = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) }).safeParse(data);
  return told.data?.data.viewer.login ?? null;
}

function loginIn(data: unknown): string | null {
  return z.object({ login: z.string() }).safeParse(data).data?.login ?? null;
}
