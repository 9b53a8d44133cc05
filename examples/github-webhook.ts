import { runHints, type SyncWorld } from '@closeout/core/sync';
import { githubWebhook } from '@closeout/sync-github';

/**
 * Answers GitHub's webhook. What a delivery hints at is read and taken over at once instead of with the next sync; a delivery that
 * is lost, late or forged changes nothing that a sync would not.
 */
export function webhookEndpoint(world: SyncWorld, { secret }: { readonly secret: string }): (request: Request) => Promise<Response> {
  const receive = githubWebhook({ secrets: [secret] });
  return async (request) => {
    const received = await receive({ headers: request.headers, body: await request.text() });
    if (received.outcome === 'refused') return new Response(received.message, { status: received.status });
    if (received.outcome === 'hint') await runHints(world, { hints: [received.hint], mode: world.config.sync.mode });
    return new Response(null, { status: received.status });
  };
}
