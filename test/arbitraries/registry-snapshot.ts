import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { RegionalSnapshot, RegistrySnapshot, StoredImage } from '../../src/registry/index.js';

type RepositorySnapshot = NonNullable<RegionalSnapshot['repositories']>[number];

const account = fc.constantFrom('111111111111', '222222222222');
const region = fc.constantFrom('eu-central-1', 'us-east-1');
const names = ['web', 'api', 'team-a/web', 'a--b'];
const instant = fc.integer({ min: 1_600_000_000_000, max: 1_790_000_000_000 });
const tagNames = ['v1', 'v2', 'latest', 'git hash', 'b'];

/** Policies, each with the text that its author wrote. */
const lifecyclePolicyText = fc.integer({ min: 1, max: 40 }).map((countNumber) =>
  JSON.stringify(
    {
      rules: [
        {
          rulePriority: 1,
          description: 'keep some',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber },
          action: { type: 'expire' },
        },
      ],
    },
    null,
    countNumber % 2 === 0 ? 2 : 0,
  ),
);
const policyText = (resource: object) => (sid: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: sid,
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::222222222222:root' },
        Action: ['ecr:BatchGetImage'],
        ...resource,
      },
    ],
  });
const sid = fc.constantFrom('One', 'Two');

/** A manifest of an index with its true digest, or only a digest. */
const identity = (children: readonly string[]) =>
  fc
    .boolean()
    .map((isPushed): Pick<StoredImage, 'imageDigest' | 'references' | 'imageManifest'> => {
      if (children.length === 0) return { imageDigest: '' };
      const manifests = children.map((digest) => ({ digest }));
      const imageManifest = JSON.stringify({ schemaVersion: 2, manifests });
      const hex = createHash('sha256').update(imageManifest).digest('hex');
      if (isPushed) return { imageDigest: `sha256:${hex}`, references: children, imageManifest };
      return { imageDigest: `sha256:f${hex.slice(1)}f`, references: children };
    });

const details = fc.record(
  {
    imagePushedAtMs: instant,
    imageSizeInBytes: fc.nat(),
    lastRecordedPullTimeMs: instant,
    imageStatus: fc.constantFrom('ACTIVE' as const, 'ARCHIVED' as const, 'ACTIVATING' as const),
    lastArchivedAtMs: instant,
    lastActivatedAtMs: instant,
    subjectManifestDigest: fc.constantFrom('sha256:0', 'sha256:1'),
    imageManifestMediaType: fc.constantFrom('application/vnd.oci.image.manifest.v1+json', 'x'),
    artifactMediaType: fc.constant('text/sbom+json'),
    lastBasicScanAtMs: instant,
  },
  { requiredKeys: ['imagePushedAtMs', 'imageStatus'] },
);

const images: fc.Arbitrary<readonly StoredImage[]> = fc
  .array(
    fc
      .tuple(
        details,
        fc.uniqueArray(fc.constantFrom('sha256:0', 'sha256:1', 'sha256:2'), { maxLength: 2 }),
      )
      .chain(([one, children]) => fc.tuple(fc.constant(one), identity(children))),
    { maxLength: 6 },
  )
  .chain((list) => fc.tuple(fc.constant(list), fc.array(fc.nat(5), { minLength: 5, maxLength: 5 })))
  .map(([list, holders]) => {
    const seen = new Set<string>();
    return list.flatMap(([one, own], index): StoredImage[] => {
      const imageDigest = own.imageDigest === '' ? `sha256:${index}` : own.imageDigest;
      if (seen.has(imageDigest)) return [];
      seen.add(imageDigest);
      const imageTags = tagNames.filter((_, tag) => holders[tag] === index);
      const scanned = one.lastBasicScanAtMs !== undefined;
      return [
        {
          ...one,
          ...own,
          imageDigest,
          imageTags,
          ...(scanned ? { imageScanStatus: 'COMPLETE' as const } : {}),
        },
      ];
    });
  });

const repository = (repositoryName: string): fc.Arbitrary<RepositorySnapshot> =>
  fc
    .record(
      {
        repositoryName: fc.constant(repositoryName),
        createdAtMs: instant,
        imageTagMutability: fc.constantFrom('MUTABLE' as const, 'IMMUTABLE' as const),
        imageScanningConfiguration: fc.record({ scanOnPush: fc.boolean() }),
        encryptionConfiguration: fc.constantFrom(
          { encryptionType: 'AES256' as const },
          { encryptionType: 'KMS' as const, kmsKey: 'alias/images' },
        ),
        resourceTags: fc.uniqueArray(
          fc.record({ Key: fc.constantFrom('team', 'stage'), Value: fc.constantFrom('a', '') }),
          { selector: ({ Key }) => Key, minLength: 1 },
        ),
        repositoryPolicyText: sid.map(policyText({})),
        lifecyclePolicyText,
        lifecycleLastEvaluatedAtMs: instant,
        images,
      },
      { requiredKeys: ['repositoryName', 'images'] },
    )
    .map(({ lifecycleLastEvaluatedAtMs, ...one }) =>
      one.lifecyclePolicyText === undefined ? one : { ...one, lifecycleLastEvaluatedAtMs },
    );

const regional = (registryId: string, of: string): fc.Arbitrary<RegionalSnapshot> =>
  fc.subarray(names).chain((chosen) =>
    fc.record(
      {
        registryId: fc.constant(registryId),
        region: fc.constant(of),
        repositories: fc.tuple(...chosen.map(repository)),
        registryPolicyText: sid.map(policyText({ Resource: '*' })),
        replicationConfiguration: fc.constant({
          rules: [{ destinations: [{ region: 'eu-west-3', registryId: '333333333333' }] }],
        }),
        scanningConfiguration: fc.constantFrom(
          { scanType: 'BASIC' as const, rules: [] },
          {
            scanType: 'ENHANCED' as const,
            rules: [
              {
                scanFrequency: 'CONTINUOUS_SCAN' as const,
                repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' as const }],
              },
            ],
          },
        ),
        signingConfiguration: fc.constant({
          rules: [
            { signingProfileArn: `arn:aws:signer:${of}:${registryId}:/signing-profiles/rel` },
          ],
        }),
        repositoryCreationTemplates: fc.constant([
          { prefix: 'team-a', appliedFor: ['CREATE_ON_PUSH' as const] },
          { prefix: 'ROOT', appliedFor: ['REPLICATION' as const], description: 'the rest' },
        ]),
        pullThroughCacheRules: fc.constant([
          { ecrRepositoryPrefix: 'ecr-public', upstreamRegistryUrl: 'public.ecr.aws', registryId },
        ]),
        accountSettings: fc.constantFrom({ BLOB_MOUNTING: 'ENABLED' }, {}),
        pullTimeUpdateExclusions: fc.constant([`arn:aws:iam::${registryId}:role/scanner`]),
      },
      { requiredKeys: ['registryId', 'region', 'repositories'] },
    ),
  );

/** Registries of which AWS's answers tell everything. */
export const registrySnapshot: fc.Arbitrary<RegistrySnapshot> = fc
  .uniqueArray(fc.tuple(account, region), { selector: String, maxLength: 3 })
  .chain((places) => fc.tuple(...places.map(([id, of]) => regional(id, of))))
  .map((registries) => ({ registries }));
