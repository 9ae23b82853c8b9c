import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  commandRecord,
  eventBridgeEventsOf,
  orThrow,
  type Registry,
  readRegistry,
  registryFiles,
  registryOf,
  serviceRecordsOf,
  snapshotOf,
  step,
} from '../../src/registry/index.js';
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

const lifecyclePolicyText = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'archive what nobody pulls',
      selection: {
        tagStatus: 'tagged',
        tagPatternList: ['v*'],
        countType: 'sinceImagePulled',
        countUnit: 'days',
        countNumber: 1,
      },
      action: { type: 'transition', targetStorageClass: 'archive' },
    },
    {
      rulePriority: 2,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1 },
      action: { type: 'expire' },
    },
  ],
});

const repositoryName = fc.constantFrom('web', 'api', 'team-a/web');
const imageId = fc.constantFrom(
  { imageDigest: 'sha256:0' },
  { imageDigest: 'sha256:1' },
  { imageTag: 'v1' },
  { imageTag: 'latest' },
);

/** What may be asked of a registry, without its place and time. */
const request = fc.oneof(
  fc.record({
    operation: fc.constant('PutImage' as const),
    input: fc.record({
      repositoryName,
      imageTag: fc.constantFrom('v1', 'v9', undefined),
      imageManifest: fc.constantFrom(
        '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}',
        '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[],"subject":{"digest":"sha256:0"},"artifactType":"text/sbom+json"}',
      ),
    }),
  }),
  fc.record({
    operation: fc.constant('BatchDeleteImage' as const),
    input: fc.record({
      repositoryName,
      imageIds: fc.array(imageId, { minLength: 1, maxLength: 3 }),
    }),
  }),
  fc.record({
    operation: fc.constant('UpdateImageStorageClass' as const),
    input: fc.record({
      repositoryName,
      imageId,
      targetStorageClass: fc.constantFrom('ARCHIVE' as const, 'STANDARD' as const),
    }),
  }),
  fc.record({
    operation: fc.constant('PutLifecyclePolicy' as const),
    input: fc.record({ repositoryName, lifecyclePolicyText: fc.constant(lifecyclePolicyText) }),
  }),
  fc.record({
    operation: fc.constant('DeleteRepository' as const),
    input: fc.record({ repositoryName, force: fc.boolean() }),
  }),
  fc.record({
    operation: fc.constant('CreateRepository' as const),
    input: fc.record({ repositoryName: fc.constantFrom('new', 'web') }),
  }),
  fc.record({ operation: fc.constant('LifecycleRun' as const), input: fc.constant({}) }),
  fc.record({ operation: fc.constant('ClockTick' as const), input: fc.constant({}) }),
  fc.record({ operation: fc.constant('DescribeRepositories' as const), input: fc.constant({}) }),
  fc.record({
    operation: fc.constant('PutRegistryScanningConfiguration' as const),
    input: fc.constant({
      scanType: 'ENHANCED' as const,
      rules: [
        {
          scanFrequency: 'SCAN_ON_PUSH' as const,
          repositoryFilters: [{ filter: 'web', filterType: 'WILDCARD' as const }],
        },
      ],
    }),
  }),
);

const story = fc.tuple(registrySnapshot, fc.array(request, { minLength: 1, maxLength: 6 }));

/** Steps through requests at one registry, half an hour apart. */
function play(
  [snapshot, requests]: typeof story extends fc.Arbitrary<infer Story> ? Story : never,
  see: (before: Registry, command: Command, result: ReturnType<typeof step>) => void,
): Registry {
  let registry = orThrow(registryOf(snapshot));
  const [{ registryId, region } = { registryId: '111111111111', region: 'eu-central-1' }] =
    snapshot.registries;
  requests.forEach((asked, index) => {
    const atMs = 1_800_000_000_000 + index * 1_800_000;
    // Sound: the pairs of an operation and its input come from the generators above.
    const command = { registryId, region, atMs, ...asked } as Command;
    const result = step(registry, command);
    see(registry, command, result);
    registry = result.registry;
  });
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
      { numRuns: 300 },
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
      { numRuns: 300 },
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
      { numRuns: 200 },
    );
  });
});

/** What AWS's answers tell of registries. */
function answers(registry: Registry): unknown {
  return JSON.parse(JSON.stringify(registryFiles(registry)));
}
