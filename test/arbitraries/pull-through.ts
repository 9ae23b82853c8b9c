import fc from 'fast-check';
import type { CachePull, PullThroughRule } from '../../src/pull-through/index.js';

const word = fc.constantFrom('aa', 'ab', 'library', 'a1');

/** Prefixes that overlap, start alike, and end in a slash or not. */
const prefix: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(fc.constant('ROOT'), fc.array(word, { minLength: 1, maxLength: 3 })),
    fc.boolean(),
  )
  .map(([words, slash]) =>
    typeof words === 'string' ? words : words.join('/').slice(0, 29) + (slash ? '/' : ''),
  );

const secret =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:ecr-pullthroughcache/upstream-AbCdEf';

const upstream = fc.constantFrom(
  { upstreamRegistryUrl: 'public.ecr.aws' },
  { upstreamRegistryUrl: 'registry.k8s.io' },
  { upstreamRegistryUrl: 'registry-1.docker.io', credentialArn: secret },
  { upstreamRegistryUrl: '444455556666.dkr.ecr.us-east-1.amazonaws.com' },
);

/** Rules that AWS takes: one a prefix. */
export const pullThroughRules: fc.Arbitrary<PullThroughRule[]> = fc
  .uniqueArray(prefix, { selector: (text) => text.replace(/\/$/, ''), maxLength: 5 })
  .chain((prefixes) =>
    fc.tuple(
      ...prefixes.map((ecrRepositoryPrefix) =>
        fc.tuple(upstream, fc.option(prefix, { nil: undefined })).map(
          ([of, upstreamRepositoryPrefix]): PullThroughRule => ({
            ecrRepositoryPrefix,
            ...of,
            ...(upstreamRepositoryPrefix === undefined || ecrRepositoryPrefix === 'ROOT'
              ? {}
              : { upstreamRepositoryPrefix }),
          }),
        ),
      ),
    ),
  );

/** A repository under a rule's prefix, at it, or just beside it. */
const nameNear = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('/web', 'x/web', '', '/aa', '-b', '/library/web'), fc.boolean())
    .map(([rest, cut]) => (cut ? text.slice(0, -1) : text.replace(/\/$/, '')) + rest)
    .filter((name) => name !== '');

export const pullThroughName: fc.Arbitrary<[PullThroughRule[], string]> = pullThroughRules.chain(
  (rules) =>
    fc.tuple(
      fc.constant(rules),
      fc.oneof(
        fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/')),
        ...rules.map(({ ecrRepositoryPrefix }) => nameNear(ecrRepositoryPrefix)),
      ),
    ),
);

const permission = fc.constantFrom('allowed', 'denied', 'unknown');
const hour = 3_600_000;

/** Rules, and a pull that asks all there is to ask; ages lie around both windows. */
export const cachePull: fc.Arbitrary<[PullThroughRule[], CachePull]> = pullThroughName.chain(
  ([rules, repositoryName]) =>
    fc
      .record({
        reference: fc.constantFrom('1', 'latest', 'sha256:aa'),
        what: fc.constantFrom(undefined, 'image', 'referrers'),
        repository: fc.constantFrom('exists', 'missing', 'unknown'),
        age: fc.constantFrom(
          undefined,
          0,
          6 * hour - 1,
          6 * hour,
          24 * hour - 1,
          24 * hour,
          99 * hour,
        ),
        cachedDigest: fc.constantFrom('sha256:aa', 'sha256:bb'),
        upstream: fc.oneof(
          fc.record({
            kind: fc.constant('has' as const),
            digest: fc.constantFrom('sha256:aa', 'sha256:bb'),
            isIndex: fc.boolean(),
          }),
          fc.record({
            kind: fc.constantFrom('lacks', 'denied', 'throttled', 'unavailable', 'unknown'),
          }),
        ),
        tag: fc.constantFrom(undefined, 'movable', 'locked', 'unknown'),
        mayImport: permission,
        mayCreateRepository: fc.option(permission, { nil: undefined }),
      })
      .map(({ age, cachedDigest, ...rest }): [PullThroughRule[], CachePull] => [
        rules,
        {
          ...rest,
          repositoryName,
          atMs: 1000 * hour,
          cached:
            age === undefined
              ? undefined
              : { digest: cachedDigest, checkedAtMs: 1000 * hour - age },
        },
      ]),
);
