import { generateKeyPairSync } from 'node:crypto';
import { createEmulator } from 'emulate';

/** A key pair of nobody. */
export const APP_KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
export const APP = { appId: 4711, installationId: 815, privateKey: APP_KEYS.privateKey } as const;
export const APP_LOGIN = 'closeout-acme[bot]';

/** GitHub as emulated, with the repository acme/payments, where the app is installed for all repositories of acme. */
export async function githubAppEmulator(
  permissions: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const installation = { installation_id: APP.installationId, account: 'acme', repository_selection: 'all' } as const;
  const app = { app_id: APP.appId, slug: 'closeout-acme', name: 'Closeout', private_key: APP.privateKey, permissions };
  return createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { 'token-of-ada': { login: 'ada', scopes: ['repo', 'user'] } },
      github: {
        users: [{ login: 'ada' }],
        orgs: [{ login: 'acme', members: [{ login: 'ada', role: 'admin' }] }],
        repos: [{ owner: 'acme', name: 'payments', auto_init: false }],
        apps: [{ ...app, installations: [installation] }],
      },
    },
  });
}
