import fc from 'fast-check';
import type { Command, ImageDescription, Operation } from '../../src/registry/index.js';
import type { ReferenceReadings } from '../reference/registry.js';

/** A small world in which commands meet: two accounts, two Regions, few names, digests and tags. */
export const accounts = ['111111111111', '222222222222'] as const;
export const regions = ['us-east-1', 'us-west-2'] as const;

/** Names of which one is the beginning of another, across a slash and without one. */
export const names = ['prod/web', 'prod', 'prod-x'] as const;

const manifest = 'application/vnd.oci.image.manifest.v1+json';
const index = 'application/vnd.oci.image.index.v1+json';

/** What stands behind each digest: images, an index, an index over that, a signature, and an SBOM about the signature. */
export const contents: Readonly<Record<string, ImageDescription>> = {
  'sha256:a1': { imageManifestMediaType: manifest, imageSizeInBytes: 10 },
  'sha256:a2': { imageManifestMediaType: manifest, imageSizeInBytes: 20 },
  'sha256:a3': { imageManifestMediaType: manifest },
  'sha256:b1': { imageManifestMediaType: index, references: ['sha256:a1', 'sha256:a2'] },
  'sha256:b2': { imageManifestMediaType: index, references: ['sha256:b1', 'sha256:a3'] },
  'sha256:c1': { imageManifestMediaType: manifest, subjectManifestDigest: 'sha256:a1' },
  'sha256:c2': { imageManifestMediaType: manifest, subjectManifestDigest: 'sha256:c1' },
  'sha256:b3': { imageManifestMediaType: index, references: ['sha256:c1'] },
};

export const tags = ['v1', 'v2', 'latest'] as const;

const digest = fc.constantFrom(...Object.keys(contents));
const tag = fc.constantFrom(...tags);
const repositoryName = fc.oneof(
  { weight: 12, arbitrary: fc.constant(names[0]) },
  { weight: 2, arbitrary: fc.constantFrom(...names) },
);

const imageId = fc.oneof(
  { weight: 4, arbitrary: fc.record({ imageDigest: digest }) },
  { weight: 4, arbitrary: fc.record({ imageTag: tag }) },
  { weight: 2, arbitrary: fc.record({ imageDigest: digest, imageTag: tag }) },
  { weight: 1, arbitrary: fc.constantFrom({}, { imageDigest: 'a1' }, { imageTag: '' }) },
);
const plainId = fc.oneof(fc.record({ imageDigest: digest }), fc.record({ imageTag: tag }));

const settings = fc.constantFrom(
  { imageTagMutability: 'MUTABLE' } as const,
  { imageTagMutability: 'IMMUTABLE' } as const,
  {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'lat*' }],
  } as const,
  {
    imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'v*' }],
  } as const,
);

const rule = (selection: object, action: object) => ({ rulePriority: 1, selection, action });

/** Policies that act soon; spaces make up the length that a policy must have. */
export const lifecycleTexts = [
  rule({ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 2 }, { type: 'expire' }),
  rule(
    { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 },
    { type: 'expire' },
  ),
  rule(
    { tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 2 },
    { type: 'transition', targetStorageClass: 'archive' },
  ),
].map((one) => JSON.stringify({ rules: [one] }, null, 2));

/** What a registry lets another account's replication do. */
const registryPolicies = [
  ['ecr:ReplicateImage'],
  ['ecr:ReplicateImage', 'ecr:CreateRepository'],
  ['ecr:ReplicateImage', 'ecr:CreateRepository', 'ecr:TagResource'],
].flatMap((actions) =>
  accounts.flatMap((account) =>
    ['*', 'prod-*'].map((pattern) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: actions,
          Resource: `arn:aws:ecr:*:*:repository/${pattern}`,
        },
      }),
    ),
  ),
);

const templates = fc
  .record({
    prefix: fc.constantFrom('prod', 'ROOT'),
    appliedFor: fc.constantFrom(
      ['CREATE_ON_PUSH'] as const,
      ['REPLICATION'] as const,
      ['CREATE_ON_PUSH', 'REPLICATION'] as const,
    ),
    more: fc.constantFrom(
      {},
      { imageTagMutability: 'IMMUTABLE' } as const,
      { lifecyclePolicy: lifecycleTexts[0] },
      { encryptionConfiguration: { encryptionType: 'KMS' } } as const,
    ),
  })
  .map(({ more, ...template }) => ({ ...template, ...more }));

const destination = fc.record({
  region: fc.constantFrom(...regions),
  registryId: fc.constantFrom(...accounts),
});

interface Asked {
  readonly operation: Operation;
  readonly input: object;
  readonly outside?: object;
}

const put = fc
  .record({ repositoryName, imageDigest: digest, imageTag: fc.option(tag, { nil: undefined }) })
  .map((input) => ({
    operation: 'PutImage' as const,
    input,
    outside: { image: contents[input.imageDigest] ?? {} },
  }));

const asked = (operation: Operation, input: fc.Arbitrary<object>): fc.Arbitrary<Asked> =>
  input.map((members) => ({ operation, input: members }));

const mostCommands: readonly fc.WeightedArbitrary<Asked>[] = [
  { weight: 30, arbitrary: put },
  {
    weight: 8,
    arbitrary: asked(
      'BatchDeleteImage',
      fc.record({ repositoryName, imageIds: fc.array(imageId, { minLength: 1, maxLength: 4 }) }),
    ),
  },
  {
    weight: 5,
    arbitrary: asked(
      'BatchGetImage',
      fc.record({ repositoryName, imageIds: fc.array(imageId, { minLength: 1, maxLength: 3 }) }),
    ),
  },
  {
    weight: 16,
    arbitrary: asked(
      'UpdateImageStorageClass',
      fc.record({
        repositoryName,
        imageId: plainId,
        targetStorageClass: fc.constantFrom('ARCHIVE', 'STANDARD'),
      }),
    ),
  },
  { weight: 6, arbitrary: asked('ClockTick', fc.constant({})) },
  {
    weight: 5,
    arbitrary: asked('LifecycleRun', fc.oneof(fc.constant({}), fc.record({ repositoryName }))),
  },
  {
    weight: 5,
    arbitrary: asked(
      'PutLifecyclePolicy',
      fc.record({ repositoryName, lifecyclePolicyText: fc.constantFrom(...lifecycleTexts) }),
    ),
  },
  { weight: 1, arbitrary: asked('DeleteLifecyclePolicy', fc.record({ repositoryName })) },
];

const tagMap = fc.array(
  fc.record({
    Key: fc.constantFrom('team', 'stage', 'team', 'stage', 'team', 'stage', 'aws:x', ''),
    Value: fc.constantFrom('a', ''),
  }),
  { maxLength: 2 },
);

const filters = fc.array(
  fc.constantFrom('prod', 'prod/', 'prod-').map((filter) => ({
    filter,
    filterType: 'PREFIX_MATCH' as const,
  })),
  { minLength: 1, maxLength: 2 },
);

const settingCommands: readonly fc.WeightedArbitrary<Asked>[] = [
  {
    weight: 8,
    arbitrary: asked(
      'CreateRepository',
      fc
        .record({
          repositoryName,
          settings,
          scanOnPush: fc.boolean(),
          tags: fc.option(tagMap, { nil: undefined }),
        })
        .map(({ settings: chosen, scanOnPush, ...input }) => ({
          ...input,
          ...chosen,
          imageScanningConfiguration: { scanOnPush },
        })),
    ),
  },
  {
    weight: 1,
    arbitrary: asked('DeleteRepository', fc.record({ repositoryName, force: fc.boolean() })),
  },
  {
    weight: 3,
    arbitrary: asked(
      'PutImageTagMutability',
      fc.record({ repositoryName, settings }).map(({ settings: chosen, ...input }) => ({
        ...input,
        ...chosen,
      })),
    ),
  },
  {
    weight: 6,
    arbitrary: asked(
      'PutReplicationConfiguration',
      fc
        .array(
          fc.record(
            {
              destinations: fc.array(destination, { minLength: 1, maxLength: 2 }),
              repositoryFilters: filters,
            },
            { requiredKeys: ['destinations'] },
          ),
          { maxLength: 2 },
        )
        .map((rules) => ({ replicationConfiguration: { rules } })),
    ),
  },
  {
    weight: 4,
    arbitrary: asked(
      'PutRegistryPolicy',
      fc.record({ policyText: fc.constantFrom(...registryPolicies) }),
    ),
  },
  { weight: 1, arbitrary: asked('DeleteRegistryPolicy', fc.constant({})) },
  { weight: 3, arbitrary: asked('CreateRepositoryCreationTemplate', templates) },
  {
    weight: 1,
    arbitrary: asked(
      'DeleteRepositoryCreationTemplate',
      fc.record({ prefix: fc.constantFrom('prod', 'ROOT') }),
    ),
  },
  {
    weight: 2,
    arbitrary: asked(
      'PutRegistryScanningConfiguration',
      fc.constantFrom(
        { scanType: 'BASIC', rules: [] },
        {
          scanType: 'ENHANCED',
          rules: [
            {
              scanFrequency: 'SCAN_ON_PUSH',
              repositoryFilters: [{ filter: 'web', filterType: 'WILDCARD' }],
            },
          ],
        },
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: asked('StartImageScan', fc.record({ repositoryName, imageId: plainId })),
  },
  {
    weight: 2,
    arbitrary: asked('TagResource', fc.record({ resourceArn: repositoryName, tags: tagMap })),
  },
  {
    weight: 1,
    arbitrary: asked(
      'UntagResource',
      fc.record({
        resourceArn: repositoryName,
        tagKeys: fc.constantFrom(['team'], ['stage', 'x']),
      }),
    ),
  },
];

/** Who asks: nobody in particular, one who may do all, one who pushes but creates nothing, one who may do nothing. */
export const principals = {
  'arn:aws:iam::111111111111:user/pusher': ['PutImage', 'BatchGetImage', 'TagResource'],
  'arn:aws:iam::111111111111:user/nobody': [],
} as const;

const gaps = [1, 60_000, 1_500_000, 43_200_000, 86_400_000, 3 * 86_400_000] as const;

/** A command without its instant, and how long after the one before it comes. */
export interface Timed {
  readonly afterMs: number;
  readonly command: Omit<Command, 'atMs'>;
}

export const timedCommand: fc.Arbitrary<Timed> = fc
  .record({
    afterMs: fc.constantFrom(...gaps),
    asked: fc.oneof(...mostCommands, ...settingCommands),
    place: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constant({ registryId: accounts[0], region: regions[0] }),
      },
      { weight: 1, arbitrary: destination },
    ),
    principal: fc.oneof(
      { weight: 30, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(principals)) },
    ),
    surface: fc.constantFrom('api' as const, 'api' as const, 'oci' as const),
  })
  .map(({ afterMs, asked: { operation, input, outside }, place, principal, surface }) => ({
    afterMs,
    command: {
      ...place,
      operation,
      input: withArn(input, place),
      ...(outside === undefined ? {} : { outside }),
      // The reference knows principals of one account only.
      ...(principal === undefined || place.registryId !== accounts[0] ? {} : { principal }),
      // What a client asks beside the operation is no business of the reference.
      ...(principal === undefined ? { surface } : {}),
    } as Omit<Command, 'atMs'>, // sound: each operation was given the members of its own input
  }));

const home = { registryId: accounts[0], region: regions[0] } as const;
const west = { registryId: accounts[0], region: regions[1] } as const;
const other = { registryId: accounts[1], region: regions[0] } as const;
const webName = { repositoryName: names[0] } as const;

const pushed = (place: typeof home | typeof west, imageDigest: string, imageTag?: string) =>
  ({
    ...place,
    operation: 'PutImage',
    input: { ...webName, imageDigest, ...(imageTag === undefined ? {} : { imageTag }) },
    outside: { image: contents[imageDigest] ?? {} },
  }) as const;

/** What makes a world in which commands find something to work on, in the order in which it is done. */
const stock: readonly Omit<Command, 'atMs'>[] = [
  { ...home, operation: 'CreateRepository', input: webName },
  {
    ...home,
    operation: 'PutLifecyclePolicy',
    input: { ...webName, lifecyclePolicyText: lifecycleTexts[1] ?? '' },
  },
  {
    ...west,
    operation: 'CreateRepository',
    input: { ...webName, imageTagMutability: 'IMMUTABLE' },
  },
  { ...other, operation: 'CreateRepository', input: webName },
  { ...other, operation: 'PutRegistryPolicy', input: { policyText: registryPolicies[0] ?? '' } },
  {
    ...home,
    operation: 'PutReplicationConfiguration',
    input: { replicationConfiguration: { rules: [{ destinations: [west, other] }] } },
  },
  pushed(west, 'sha256:a3', 'v1'),
  pushed(home, 'sha256:a1', 'v1'),
  pushed(home, 'sha256:a2', 'v2'),
  pushed(home, 'sha256:b1', 'latest'),
  pushed(home, 'sha256:c1'),
  pushed(home, 'sha256:c2'),
];

/** A part of that, and now and then nothing. */
export const prelude: fc.Arbitrary<readonly Timed[]> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 9, arbitrary: fc.subarray([...stock], { minLength: stock.length - 4 }) },
  )
  .map((commands) => commands.map((command) => ({ afterMs: 60_000, command })));

function withArn(input: object, { region, registryId }: { region: string; registryId: string }) {
  if (!('resourceArn' in input)) return input;
  const resourceArn = `arn:aws:ecr:${region}:${registryId}:repository/${input.resourceArn}`;
  return { ...input, resourceArn };
}

export const someReadings: fc.Arbitrary<ReferenceReadings> = fc.record({
  createOnPush: fc.constantFrom('oci-only', 'any-surface'),
  tagAndDigest: fc.constantFrom('the-tag', 'the-image'),
  sameRequest: fc.constantFrom('earlier-counts', 'as-before'),
  archivedPull: fc.constantFrom('ImageInaccessible', 'ImageNotFound'),
  pullTime: fc.constantFrom('every-pull', 'once-a-day'),
  archiveBehindIndex: fc.constantFrom('refused', 'allowed'),
  pushedAt: fc.constantFrom('first-push', 'every-push'),
  restoredPushedAt: fc.constantFrom('unchanged', 'restoring'),
  createOnPushAsks: fc.constantFrom('create-repository', 'push-alone'),
  archivedSubject: fc.constantFrom('artifacts-follow', 'artifacts-stay'),
  deleteBehindArchived: fc.constantFrom('refused', 'allowed'),
  replicatedTags: fc.constantFrom('by-filters', 'by-setting-alone'),
  withheldTagStatus: fc.constantFrom('COMPLETE', 'FAILED'),
  pullTimePrincipals: fc.constantFrom('roles-and-users', 'roles'),
});
