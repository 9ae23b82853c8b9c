import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CachePull,
  compilePullThrough,
  decidePull,
  explainPull,
  orThrow,
  type PullVerdict,
  parsePullThroughRules,
  pullThroughNeeds,
  resolveUpstream,
} from '../../src/pull-through/index.js';
import { cachePull, pullThroughName, pullThroughRules } from '../arbitraries/pull-through.js';
import { fuzzRuns, fuzzTimeoutMs, spoilt } from '../arbitraries/spoilt.js';
import { referencePull, referenceUpstream } from '../reference/pull-through.js';

/** What a puller sees. */
function seen(verdict: PullVerdict): string {
  switch (verdict.kind) {
    case 'served':
      return `${verdict.digest} false`;
    case 'imported':
      return `${verdict.digest} ${verdict.createsRepository}`;
    case 'failed':
      return verdict.failure;
    default:
      return verdict.kind;
  }
}

/** The pull with everything unknown filled in, one field after the other. */
function completed(pull: CachePull): CachePull[] {
  let pulls: CachePull[] = [pull];
  const fill = <Key extends keyof CachePull>(key: Key, values: readonly CachePull[Key][]) => {
    pulls = pulls.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));
  };
  if (pull.repository === 'unknown') fill('repository', ['exists', 'missing']);
  if (pull.mayImport === 'unknown') fill('mayImport', ['allowed', 'denied']);
  if ((pull.mayCreateRepository ?? 'unknown') === 'unknown') {
    fill('mayCreateRepository', ['allowed', 'denied']);
  }
  if (pull.tag === 'unknown') fill('tag', ['movable', 'locked']);
  if (pull.upstream.kind === 'unknown') {
    const digests = ['sha256:aa', 'sha256:bb', 'sha256:cc'];
    fill('upstream', [
      ...digests.map((digest) => ({ kind: 'has' as const, digest })),
      { kind: 'unavailable' },
      { kind: 'lacks' },
    ]);
  }
  return pulls;
}

describe('which upstream a repository stands for', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(pullThroughName, ([rules, name]) => {
        const resolution = resolveUpstream(compilePullThrough(rules), name);
        const found =
          resolution.kind === 'ordinary'
            ? undefined
            : {
                url: resolution.upstreamRegistryUrl,
                repository: resolution.upstreamRepositoryName,
              };
        expect(found).toEqual(referenceUpstream(rules, name));
      }),
      { numRuns: 5000 },
    );
  });

  it('does not depend on the order of the rules, but for their numbers', () => {
    fc.assert(
      fc.property(pullThroughName, ([rules, name]) => {
        const [one, other] = [rules, rules.toReversed()].map((of) => {
          const resolution = resolveUpstream(compilePullThrough(of), name);
          return resolution.kind === 'ordinary'
            ? undefined
            : { ...resolution, rule: of[resolution.rule] };
        });
        expect(one).toEqual(other);
      }),
    );
  });
});

describe('what a pull gives', () => {
  it('is what the guide says, and depends on something just where the ways to fill it in differ', () => {
    fc.assert(
      fc.property(cachePull, ([rules, pull]) => {
        const verdict = decidePull(compilePullThrough(rules), pull);
        const answers = new Set(completed(pull).map((one) => referencePull(rules, one)));
        if (answers.size === 1) expect(seen(verdict)).toBe([...answers][0]);
        else expect(verdict.kind).toBe('depends');
      }),
      { numRuns: 4000 },
    );
  });

  it('what it depends on was unknown, and knowing all of it is enough', () => {
    fc.assert(
      fc.property(cachePull, ([rules, pull]) => {
        const pullThrough = compilePullThrough(rules);
        const verdict = decidePull(pullThrough, pull);
        if (verdict.kind !== 'depends') return;
        expect(verdict.on.length).toBeGreaterThan(0);
        for (const complete of completed(pull)) {
          const known = { ...pull };
          for (const name of verdict.on) Object.assign(known, { [name]: complete[name] });
          expect(decidePull(pullThrough, known).kind).not.toBe('depends');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('an image that was just imported is served from the cache', () => {
    fc.assert(
      fc.property(cachePull, ([rules, pull]) => {
        const pullThrough = compilePullThrough(rules);
        const verdict = decidePull(pullThrough, pull);
        if (verdict.kind !== 'imported') return;
        const cached = { digest: verdict.digest, checkedAtMs: pull.atMs };
        const again: CachePull = {
          ...pull,
          repository: 'exists',
          cached,
          atMs: verdict.freshUntilMs - 1,
        };
        expect(decidePull(pullThrough, again)).toMatchObject({
          kind: 'served',
          asked: false,
          digest: verdict.digest,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('an upstream that fails never fails a pull of what is cached', () => {
    fc.assert(
      fc.property(
        cachePull,
        fc.constantFrom('lacks', 'denied', 'throttled', 'unavailable'),
        ([rules, pull], kind) => {
          const asked: CachePull = { ...pull, upstream: { kind } };
          const verdict = decidePull(compilePullThrough(rules), asked);
          if (asked.cached === undefined || verdict.kind === 'ordinary') return;
          expect(verdict).toMatchObject({ kind: 'served', digest: asked.cached.digest });
        },
      ),
    );
  });

  it('is never contradicted by its explanation, nor by a JSON round trip', () => {
    fc.assert(
      fc.property(cachePull, ([rules, pull]) => {
        const pullThrough = compilePullThrough(rules);
        const verdict = decidePull(pullThrough, pull);
        const explanation = explainPull(pullThrough, pull);
        expect(explanation.verdict).toEqual(verdict);
        expect(explanation.because.length).toBeGreaterThan(0);
        expect(decidePull(JSON.parse(JSON.stringify(pullThrough)), pull)).toEqual(verdict);
      }),
    );
  });
});

describe('what a pull needs', () => {
  it('an import and a creation are needed just where the pull hangs on them', () => {
    fc.assert(
      fc.property(
        pullThroughName,
        fc.boolean(),
        fc.boolean(),
        ([rules, repositoryName], missing, cached) => {
          const pullThrough = compilePullThrough(rules);
          const repository = missing && !cached ? 'missing' : 'exists';
          const needed = pullThroughNeeds(pullThrough, { repositoryName, repository, cached });
          const actions = needed.puller.map(({ action }) => action);
          const asked = (
            mayImport: 'allowed' | 'denied',
            mayCreateRepository: 'allowed' | 'denied',
          ) =>
            seen(
              decidePull(pullThrough, {
                repositoryName,
                reference: '1',
                atMs: 1,
                repository,
                cached: cached ? { digest: 'sha256:aa', checkedAtMs: 0 } : undefined,
                upstream: { kind: 'has', digest: 'sha256:aa' },
                mayImport,
                mayCreateRepository,
              }),
            );
          const whole = asked('allowed', 'allowed');
          // An official image without its namespace is refused, whatever is permitted.
          if (whole === 'forbidden') return;
          expect(actions.includes('ecr:BatchImportUpstreamImage')).toBe(
            whole !== asked('denied', 'allowed'),
          );
          expect(actions.includes('ecr:CreateRepository')).toBe(
            whole !== asked('allowed', 'denied'),
          );
        },
      ),
    );
  });
});

describe('the reader of pull through cache rules', () => {
  it('takes what AWS takes', () => {
    fc.assert(
      fc.property(pullThroughRules, (rules) => {
        expect(orThrow(parsePullThroughRules({ pullThroughCacheRules: rules }))).toHaveLength(
          rules.length,
        );
      }),
    );
  });

  it(
    'takes anything without a throw, and what it takes can be run',
    () => {
      const documents = pullThroughRules.map((rules) => ({ pullThroughCacheRules: rules }));
      fc.assert(
        fc.property(spoilt(fc.oneof(documents, pullThroughRules)), (input) => {
          const read = parsePullThroughRules(input, {
            registryId: '111122223333',
            region: 'us-east-1',
          });
          expect(read.ok).toBe(read.diagnostics.every(({ severity }) => severity !== 'error'));
          if (read.ok) resolveUpstream(compilePullThrough(read.value), 'aa/web');
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'takes any text without a throw',
    () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
          const read = parsePullThroughRules(text);
          if (!read.ok) expect(read.diagnostics.length).toBeGreaterThan(0);
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );
});
