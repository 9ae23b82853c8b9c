import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, emptyRegistry, step } from '../../src/registry/index.js';
import { prelude, timedCommand } from '../arbitraries/registry.js';

/** Values in places where they do not belong: lists for texts, numbers for ids, and what the language treats apart. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    5,
    Number.NaN,
    '',
    '__proto__',
    true,
    [],
    {},
    [null],
    [{}],
    ['a'],
    new Array(2),
    [{ imageDigest: 5 }],
    [{ imageTag: 7 }],
    [{ imageDigest: null, imageTag: 'v1' }],
    { imageDigest: 5 },
    { encryptionType: 5 },
    { scanOnPush: 'x' },
    { rules: 5 },
    { rules: [null] },
    [{ Key: 5 }],
    [{ Key: 'a' }],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const members = [
  'appliedFor',
  'ecrRepositoryPrefix',
  'encryptionConfiguration',
  'filter',
  'force',
  'imageDigest',
  'imageId',
  'imageIds',
  'imageManifest',
  'imageManifestMediaType',
  'imageScanningConfiguration',
  'imageTag',
  'imageTagMutability',
  'imageTagMutabilityExclusionFilters',
  'lifecyclePolicyText',
  'name',
  'policyText',
  'prefix',
  'principalArn',
  'registryId',
  'replicationConfiguration',
  'repositoryName',
  'repositoryNames',
  'resourceArn',
  'rules',
  'scanType',
  'signingConfiguration',
  'tagKeys',
  'tags',
  'targetStorageClass',
  'upstreamRegistryUrl',
  'value',
] as const;

const otherOperations = [
  'CreatePullThroughCacheRule',
  'DeletePullThroughCacheRule',
  'DeleteRepositoryPolicy',
  'DeleteSigningConfiguration',
  'DeregisterPullTimeUpdateExclusion',
  'DescribeImageReplicationStatus',
  'DescribeImages',
  'DescribeRepositories',
  'ListImages',
  'PutAccountSetting',
  'PutImageScanningConfiguration',
  'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion',
  'SetRepositoryPolicy',
  'UpdatePullThroughCacheRule',
  'UpdateRepositoryCreationTemplate',
  'NoSuchOperation',
  '__proto__',
] as const;

const home = { registryId: '111111111111', region: 'us-east-1' };

/** A request of another operation with members that belong to any, or one of the usual with a member spoilt. */
const spoilt: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    operation: fc.constantFrom(...otherOperations),
    input: fc.oneof(fc.dictionary(fc.constantFrom(...members), junk), junk),
    principal: fc.constantFrom(undefined, 'arn:aws:iam::111111111111:root'),
  }),
  fc
    .record({ timed: timedCommand, member: fc.constantFrom(...members), value: junk })
    .map(({ timed: { command }, member, value }) => ({
      ...command,
      input: { ...command.input, [member]: value },
    })),
  timedCommand.map(({ command }) => command),
);

describe('a request that nobody would send', () => {
  it('is answered like any other, and changes nothing when it is refused', () => {
    fc.assert(
      fc.property(prelude, fc.array(spoilt, { maxLength: 30 }), (first, commands) => {
        let registry = emptyRegistry();
        let atMs = 0;
        for (const command of [...first.map((timed) => timed.command), ...commands]) {
          atMs += 1000;
          // On purpose not what the type promises: programs without types send such things.
          const result = step(registry, { ...home, ...command, atMs } as Command);
          if (result.outcome.kind === 'refused') {
            expect(result.registry).toBe(registry);
            expect(result.events).toEqual([]);
          }
          expect(() => JSON.stringify(result)).not.toThrow();
          registry = result.registry;
        }
      }),
      { numRuns: 300 },
    );
  });
});
