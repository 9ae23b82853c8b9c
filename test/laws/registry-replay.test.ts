import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  commandRecord,
  eventBridgeEventsOf,
  orThrow,
  type Registry,
  type RegistrySnapshot,
  readRegistry,
  registryFiles,
  registryOf,
  type StepResult,
  serviceRecordsOf,
  snapshotOf,
  step,
} from '../../src/registry/index.js';
import { prelude, type Timed, timedCommand } from '../arbitraries/registry.js';
import { registrySnapshot } from '../arbitraries/registry-snapshot.js';
import { closed, schemaOf } from '../schema-of.js';

const ajv = new Ajv({ strict: false, allErrors: true });

const schemas: Readonly<Record<string, string>> = {
  'ECR Image Action': 'ecr-image-action-event',
  'ECR Referrer Action': 'ecr-image-action-event',
  'ECR Image Scan': 'ecr-image-scan-event',
  'ECR Replication Action': 'ecr-replication-action-event',
  'ECR Pull Through Cache Action': 'ecr-pull-through-cache-action-event',
  'ECR Scan Resource Change': 'ecr-scan-resource-change-event',
  'Inspector2 Scan': 'inspector-scan-event',
  PolicyExecutionEvent: 'ecr-policy-execution-record',
  ImageActivationEvent: 'ecr-image-activation-record',
};

function expectToFit(name: string | undefined, value: unknown): void {
  const schema = schemaOf(name ?? '');
  const validate = ajv.getSchema(schema.$id) ?? ajv.compile(closed(schema));
  validate(JSON.parse(JSON.stringify(value)));
  expect(validate.errors ?? []).toEqual([]);
}

/** A world with something in it and commands of every kind; or registries that were read, of which some ask. */
const story = fc
  .tuple(
    fc.oneof(registrySnapshot, fc.constant({ registries: [] })),
    prelude,
    fc.array(timedCommand, { minLength: 1, maxLength: 12 }),
  )
  .map(([snapshot, before, commands]): Story => ({ snapshot, commands: [...before, ...commands] }));

interface Story {
  readonly snapshot: RegistrySnapshot;
  readonly commands: readonly Timed[];
}

/** Steps through the commands, each its time after the one before. */
function play(
  { snapshot, commands }: Story,
  see: (before: Registry, command: Command, result: StepResult) => void,
): Registry {
  let registry = orThrow(registryOf(snapshot));
  let atMs = Date.UTC(2026, 5, 1);
  for (const { afterMs, command: asked } of commands) {
    atMs += afterMs;
    // Sound: only the instant was left out.
    const command = { ...asked, atMs } as Command;
    const result = step(registry, command);
    see(registry, command, result);
    registry = result.registry;
  }
  return registry;
}

describe('a change that is replayed on a copy', () => {
  it('is told in published shapes, each event with an id of its own', () => {
    fc.assert(
      fc.property(story, (given) => {
        play(given, (before, command, { registry, events, outcome }) => {
          const told = eventBridgeEventsOf(events, { between: { before, after: registry } });
          for (const event of told) expectToFit(schemas[event['detail-type']], event);
          const records = serviceRecordsOf(events);
          for (const record of records) expectToFit(schemas[record.eventName], record);
          const ids = [...told.map(({ id }) => id), ...records.map(({ eventID }) => eventID)];
          expect(new Set(ids).size).toBe(ids.length);
          const call = commandRecord(command, outcome);
          if (call !== undefined) expectToFit('ecr-api-call-record', call);
          expect(call === undefined).toBe(/LifecycleRun|ClockTick/.test(command.operation));
          if (outcome.kind === 'refused') expect([told, records]).toEqual([[], []]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is told of no deleted image twice, and of every image that is gone', () => {
    fc.assert(
      fc.property(story, (given) => {
        play(given, (before, _, { registry, events }) => {
          const count = (of: Registry) =>
            snapshotOf(of).registries.flatMap(({ repositories = [] }) =>
              repositories.flatMap(({ images = [] }) => images),
            ).length;
          const deletions = eventBridgeEventsOf(events).filter(
            ({ detail }) => Object(detail)['action-type'] === 'DELETE',
          );
          const key = ({ detail, account, region }: (typeof deletions)[number]) =>
            JSON.stringify([
              account,
              region,
              Object(detail)['repository-name'],
              Object(detail)['image-digest'],
              Object(detail)['image-tag'],
            ]);
          expect(new Set(deletions.map(key)).size).toBe(deletions.length);
          const gone = events.filter(({ kind }) => kind === 'image-deleted').length;
          const come = events.filter(
            (event) => event.kind === 'image-pushed' && event.isNew,
          ).length;
          expect(count(registry)).toBe(count(before) + come - gone);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('leaves a registry that is written and read back as it is', () => {
    fc.assert(
      fc.property(story, (given) => {
        const registry = play(given, () => {});
        const result = readRegistry(registryFiles(registry));
        expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(answers(orThrow(result))).toEqual(answers(registry));
      }),
      { numRuns: 60 },
    );
  });
});

/** What AWS's answers tell of registries. */
function answers(registry: Registry): unknown {
  return JSON.parse(JSON.stringify(registryFiles(registry)));
}
