import fc from 'fast-check';
import type {
  SignatureRemoval,
  SigningConfiguration,
  SigningPush,
} from '../../src/signing/index.js';
import { nameNear, repositoryName, scanFilter } from './scanning.js';

const profiles = ['release', 'central', 'other'].map(
  (name) => `arn:aws:signer:us-east-1:123456789012:/signing-profiles/${name}`,
);

/** A configuration that AWS takes. */
export const signingConfiguration: fc.Arbitrary<SigningConfiguration> = fc.record({
  rules: fc.array(
    fc.record(
      {
        signingProfileArn: fc.constantFrom(...profiles),
        repositoryFilters: fc.array(
          scanFilter.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' as const })),
          { minLength: 1, maxLength: 3 },
        ),
      },
      { requiredKeys: ['signingProfileArn'] },
    ),
    { maxLength: 4 },
  ),
});

/** A configuration and a push to a repository that nearly matches one of its filters. */
export const signingQuestion: fc.Arbitrary<[SigningConfiguration, SigningPush]> =
  signingConfiguration.chain((configuration) => {
    const filters = configuration.rules.flatMap(({ repositoryFilters = [] }) =>
      repositoryFilters.map(({ filter }) => filter),
    );
    return fc.tuple(
      fc.constant(configuration),
      fc.record(
        {
          repositoryName: fc.oneof(repositoryName, ...filters.map(nameNear)),
          cause: fc.constantFrom('push', 'push', 'restored', 'replicated', 'pull-through'),
          artifact: fc.constantFrom('image', 'index', 'signature', 'referrer'),
          maySign: fc.dictionary(
            fc.constantFrom(...profiles),
            fc.constantFrom('allowed', 'denied', 'unknown'),
          ),
        },
        { requiredKeys: ['repositoryName', 'cause'] },
      ),
    );
  });

const digests = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `sha256:${letter.repeat(64)}`);
const hour = 3_600_000;

/** A small repository in which images, signatures and indexes refer to one another, in circles too. */
export const signatureRemoval: fc.Arbitrary<SignatureRemoval> = fc
  .record({
    count: fc.integer({ min: 1, max: 6 }),
    subjects: fc.array(fc.option(fc.constantFrom(...digests), { nil: undefined }), {
      minLength: 6,
      maxLength: 6,
    }),
    references: fc.array(fc.subarray(digests, { maxLength: 2 }), { minLength: 6, maxLength: 6 }),
    tags: fc.array(fc.constantFrom('', '', '', '.sig', '.att', 'index', '.sigx'), {
      minLength: 6,
      maxLength: 6,
    }),
    ages: fc.array(fc.nat(48), { minLength: 6, maxLength: 6 }),
    statuses: fc.array(fc.constantFrom('ACTIVE', 'ACTIVE', 'ARCHIVED', undefined), {
      minLength: 6,
      maxLength: 6,
    }),
    remove: fc.array(fc.constantFrom(...digests), { minLength: 1, maxLength: 3 }),
    hasLifecyclePolicy: fc.boolean(),
  })
  .map(({ count, subjects, references, tags, ages, statuses, remove, hasLifecyclePolicy }) => ({
    images: digests.slice(0, count).map((imageDigest, index) => ({
      imageDigest,
      imageTags: tagsOf(tags[index] ?? '', digests[(index + 1) % 6] ?? ''),
      imagePushedAtMs: 100 * hour - (ages[index] ?? 0) * hour,
      subjectManifestDigest: subjects[index],
      references: references[index],
      imageStatus: statuses[index],
    })),
    remove,
    atMs: 100 * hour,
    hasLifecyclePolicy,
  }));

function tagsOf(kind: string, subject: string): string[] {
  if (kind === '') return [];
  const tag = subject.replace(':', '-');
  return [kind === 'index' ? tag : tag + kind];
}
