import { type LintFinding, type LintOptions, lintPostmortem, readPostmortem } from '@closeout/core';

/** A postmortem in which there is nothing to mend. */
export const SOUND = `# Checkout was down

## Summary

Nobody could pay for an hour; every third order was lost.

- Start: 2026-03-02 09:00 UTC
- End: 2026-03-02 10:00 UTC
- Detected: 2026-03-02 09:05 UTC
- Duration: 1 hour

## Timeline

- 09:00 UTC: the outage began
- 09:05 UTC: an alert woke Maria
- 10:00 UTC: service restored

## Root cause

A release halved the pool of connections.

## Action items

- Add an alert on the depth of the payment queue by 2026-04-01 (owner: maria)
- Write a test that counts the connections by 2026-04-15 (owner: jon)
`;

/** `SOUND` with other action items. */
export function promising(...items: readonly string[]): string {
  return `${SOUND.slice(0, SOUND.indexOf('- Add an alert'))}${items.map((item) => `- ${item}\n`).join('')}`;
}

/** What is found in `text` when nobody says more about it. */
export function lint(text: string, options: LintOptions = {}): readonly LintFinding[] {
  return lintPostmortem(readPostmortem(text, { path: 'checkout.md', timeZone: 'UTC' }), { text, ...options });
}

/** The codes found, each once, in order. */
export function codesIn(text: string, options: LintOptions = {}): readonly string[] {
  return [...new Set(lint(text, options).map(({ code }) => code))];
}
