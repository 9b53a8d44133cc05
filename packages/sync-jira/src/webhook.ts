import { type Delivery, type Hint, type Received, replayMemory } from '@closeout/core';
import { isGateway } from './address.ts';
import { recordOf } from './failure.ts';
import { isIssueId, isIssueKey } from './issue.ts';
import { jiraTrackerName } from './tracker-name.ts';

export interface JiraWebhookOptions {
  /** Any of them signs: a new one is added before the old one goes. */
  readonly secrets: readonly string[];
  /** The address of the site in the configuration, where that is not the one that Jira calls itself by (`api.atlassian.com/ex/…`). */
  readonly host?: string;
  /** How many deliveries are remembered, so that a replay is no news. A replay that slips through costs one read. */
  readonly remember?: number;
}

/** Jira sends no more than 25 MB. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Receives the deliveries of an administrator's webhooks with a secret, of any number of projects. Nothing is read of a delivery
 * before its signature was verified, in constant time; then it is a hint which issue to read, and its content is not believed.
 */
export function jiraWebhook({ secrets, host, remember = 10_000 }: JiraWebhookOptions): (delivery: Delivery) => Promise<Received> {
  if (secrets.length === 0 || secrets.includes('')) throw new TypeError('a webhook needs a secret that is not empty');
  const isReplay = replayMemory(remember);
  return async ({ headers, body }) => {
    const refuse = (status: 400 | 401 | 413, message: string) => ({ outcome: 'refused', status, message }) as const;
    if (body.length > MOST_BYTES) return refuse(413, 'larger than any delivery of Jira');
    const signature = headers.get('x-hub-signature') ?? '';
    if (!(await isSigned(body, { signature, secrets }))) return refuse(401, 'not signed with the secret of this webhook');
    const payload = jsonIn(body);
    if (payload === undefined) return refuse(400, 'the body is not JSON');
    // The identifier is the same over retries, and it is not signed: the same words under another one are a replay, too.
    const id = headers.get('x-atlassian-webhook-identifier');
    if (isReplay([...(id === null ? [] : [`id ${id}`]), signature])) return { outcome: 'ignored', status: 202, why: 'replay' };
    const hint = hintOf(payload, host);
    return hint === null ? { outcome: 'ignored', status: 202, why: 'nothing-to-read' } : { outcome: 'hint', status: 202, hint };
  };
}

/** Which issue an event is about; `null` when it is about none. An issue that was moved is one of the project it left. Pure. */
export function hintOf(payload: unknown, host?: string): Hint | null {
  const { webhookEvent, issue: rawIssue, changelog } = recordOf(payload);
  const issue = recordOf(rawIssue);
  const { id, key, self } = issue;
  if (typeof webhookEvent !== 'string' || !/^(jira:issue_|comment_|issue_property_)/.test(webhookEvent)) return null;
  if (typeof id !== 'string' || !isIssueId(id) || typeof key !== 'string' || !isIssueKey(key)) return null;
  const own = typeof self === 'string' ? (URL.parse(self)?.origin ?? null) : null;
  const site = host ?? own;
  if (site === null) return null;
  const pages = own !== null && isGateway(site) ? own : site;
  const project = (keyBefore(changelog) ?? key).replace(/-\d+$/, '');
  return { tracker: jiraTrackerName({ host: site, project }), issue: { id, key, url: `${pages.replace(/\/$/, '')}/browse/${key}` } };
}

function keyBefore(changelog: unknown): string | null {
  const { items } = recordOf(changelog);
  const moved = (Array.isArray(items) ? items : []).map(recordOf).find(({ field }) => field === 'Key');
  return typeof moved?.fromString === 'string' && isIssueKey(moved.fromString) ? moved.fromString : null;
}

/** `sha256=` and the HMAC of the body in hexadecimal. */
async function isSigned(
  body: string,
  { signature, secrets }: { readonly signature: string; readonly secrets: readonly string[] },
): Promise<boolean> {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1];
  if (hex === undefined) return false;
  const bytes = new Uint8Array((hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
  const encoder = new TextEncoder();
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    if (await crypto.subtle.verify('HMAC', key, bytes, encoder.encode(body))) return true;
  }
  return false;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
