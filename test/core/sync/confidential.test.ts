import { expect, test } from 'vitest';
import { create, sampleIncident } from '../../../packages/core/src/contract/store-world.ts';
import type { Incident } from '../../../packages/core/src/model/incident.ts';
import { openTwoTrackers } from './two-trackers.ts';

test('once its incident is confidential, nothing more of an item is shown where no route says so, and what people do there still counts', async () => {
  const world = openTwoTrackers();
  const { entities } = await world.store.commit([create(sampleIncident(1))], { actor: 'maria' });
  const incident = entities[0] as Incident;
  const { uid } = await world.add({ incident: incident.uid, title: 'Rotate the keys' });
  await world.sync();
  world.sims.payments.tick(60_000);
  await world.store.commit([{ op: 'update', entity: { ...incident, confidential: true }, reason: null }], { actor: 'maria' });
  await world.edit(uid, { title: 'Rotate the keys that leaked' });
  await world.sync();
  const [issue] = world.sims.payments.mirrorsOf(uid);
  expect(issue?.title).toBe('Rotate the keys');
  expect(await world.plan()).toMatchObject([{ kind: 'wait', code: 'confidential' }]);

  world.sims.payments.edit(issue?.id ?? '', () => ({ status: { name: 'closed', category: 'done', resolution: 'completed' } }));
  await world.sync();
  expect((await world.item(uid)).state.status).toBe('done');
});
