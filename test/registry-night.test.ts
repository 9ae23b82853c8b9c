import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  commandRecord,
  eventBridgeEventsOf,
  orThrow,
  readRegistry,
  serviceRecordsOf,
  step,
} from '../src/registry/index.js';

const text = (path: string) =>
  readFileSync(new URL(`../examples/${path}`, import.meta.url), 'utf8');

/** The night of the guide: a policy is put on a copy of the example's registry, and runs. */
describe('a night on the copy of a registry', () => {
  const paths = [
    'registry/repositories.json',
    'lifecycle/web-api.images.json',
    'lifecycle/web-api.manifests.json',
  ];
  const copy = orThrow(readRegistry(paths.map((path) => ({ path, text: text(path) }))));
  const tonight = {
    registryId: '123456789012',
    region: 'eu-central-1',
    atMs: Date.parse('2026-06-15T12:00:00Z'),
  };
  const put = {
    ...tonight,
    operation: 'PutLifecyclePolicy',
    principal: 'arn:aws:sts::123456789012:assumed-role/deploy/job-7',
    input: {
      repositoryName: 'team/web-api',
      lifecyclePolicyText: text('lifecycle/web-api.policy.json'),
    },
  } as const;
  const set = step(copy, { ...put, principal: undefined });
  const run = step(set.registry, { ...tonight, operation: 'LifecycleRun', input: {} });
  const shown = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

  it('is told to EventBridge', async () => {
    const events = eventBridgeEventsOf(run.events);
    await expect(shown(events)).toMatchFileSnapshot('golden/registry/night.events.json.txt');
  });

  it('is recorded in CloudTrail, and the call before it', async () => {
    const records = [commandRecord(put, set.outcome), ...serviceRecordsOf(run.events)];
    await expect(shown(records)).toMatchFileSnapshot('golden/registry/night.records.json.txt');
  });
});
