import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CachePull,
  type CacheRegistry,
  compilePullThrough,
  decidePull,
  explainPull,
  type NeedsQuestion,
  orThrow,
  type PullThroughNeeds,
  type PullThroughReadings,
  type PullThroughRule,
  type PullVerdict,
  parsePullThroughRules,
  pullThroughNeeds,
  resolveUpstream,
  ruleCreatorNeeds,
  type UpstreamResolution,
} from '../src/pull-through/index.js';
import { cases } from './cases.js';
import { corpusFolder } from './corpus-folder.js';

interface Named {
  readonly name: string;
  readonly rules: readonly PullThroughRule[];
  readonly readings?: PullThroughReadings;
}

describe('reading pull through cache rules', () => {
  it.each(
    cases<{
      name: string;
      rules: unknown;
      codes: readonly string[];
      registry?: CacheRegistry;
      awsMessage?: string;
      ok?: boolean;
    }>('pull-through/rules'),
  )('$name', ({ rules, codes, registry, awsMessage, ok }) => {
    const read = parsePullThroughRules(rules, registry);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    expect(read.ok).toBe(ok ?? codes.length === 0);
    if (awsMessage !== undefined) {
      expect(read.diagnostics.map((found) => found.awsMessage)).toContain(awsMessage);
    }
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    expect(parsePullThroughRules(JSON.stringify(rules), registry).ok).toBe(read.ok);
  });

  it('a problem is placed in the document as it was given', () => {
    const rule = { ecrRepositoryPrefix: 'up', upstreamRegistryUrl: 'docker.io' };
    const places = [{ pullThroughCacheRules: [rule] }, [rule], rule].map(
      (document) => parsePullThroughRules(document).diagnostics[0]?.at,
    );
    expect(places).toEqual([
      '/pullThroughCacheRules/0/upstreamRegistryUrl',
      '/0/upstreamRegistryUrl',
      '/upstreamRegistryUrl',
    ]);
  });

  it('a problem in text is shown at its line, in the spelling of the text', () => {
    const text = '{\n  "ecr_repository_prefix": "up",\n  "upstream_registry_url": "docker.io"\n}';
    const [problem] = parsePullThroughRules(text).diagnostics;
    expect(problem?.at).toBe('/upstream_registry_url');
    expect(problem?.range?.start.line).toBe(3);
    expect(problem?.help).toBe('Docker Hub is `registry-1.docker.io`');
  });
});

describe('which upstream a repository stands for', () => {
  it.each(
    cases<Named & { repositoryName: string; resolution: UpstreamResolution }>(
      'pull-through/resolve',
    ),
  )('$name', ({ rules, repositoryName, resolution, readings }) => {
    const pullThrough = compilePullThrough(orThrow(parsePullThroughRules(rules)), { readings });
    expect(resolveUpstream(pullThrough, repositoryName)).toMatchObject(resolution);
  });
});

describe('what a pull gives', () => {
  it.each(
    cases<Named & { cites: readonly string[]; pull: CachePull; verdict: PullVerdict }>(
      'pull-through/pull',
    ),
  )('$name', ({ rules, pull, verdict, cites, readings }) => {
    const pullThrough = compilePullThrough(orThrow(parsePullThroughRules(rules)), { readings });
    expect(decidePull(pullThrough, pull)).toEqual(verdict);
    const explanation = explainPull(pullThrough, pull);
    expect(explanation.verdict).toEqual(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
  });

  it('the explanation of an error says what a client shows', () => {
    const pullThrough = compilePullThrough([
      { ecrRepositoryPrefix: 'ecr-public', upstreamRegistryUrl: 'public.ecr.aws' },
    ]);
    const pull: CachePull = {
      repositoryName: 'ecr-public/amazonlinux/amazonlinux',
      registryId: '111122223333',
      reference: 'latest',
      atMs: 0,
      repository: 'missing',
      upstream: { kind: 'has', digest: 'sha256:a' },
      mayImport: 'allowed',
      mayCreateRepository: 'denied',
    };
    expect(explainPull(pullThrough, pull).clientShows).toBe(
      "name unknown: The repository with name 'ecr-public/amazonlinux/amazonlinux' does not exist in the registry with id '111122223333'",
    );
    const denied: CachePull = { ...pull, repository: 'exists', mayImport: 'denied' };
    expect(explainPull(pullThrough, denied).clientShows).toBe(
      'manifest unknown: Requested image not found',
    );
    const allowed: CachePull = { ...pull, mayCreateRepository: 'allowed' };
    expect(explainPull(pullThrough, allowed).clientShows).toBeUndefined();
  });

  it('the explanation names the upstream and the reason', () => {
    const pullThrough = compilePullThrough([
      { ecrRepositoryPrefix: 'ecr-public', upstreamRegistryUrl: 'public.ecr.aws' },
    ]);
    const pull: CachePull = {
      repositoryName: 'ecr-public/eks/coredns',
      reference: 'v1',
      atMs: Date.UTC(2026, 0, 2),
      repository: 'exists',
      cached: { digest: 'sha256:a', checkedAtMs: Date.UTC(2026, 0, 1) },
      upstream: { kind: 'unavailable' },
      mayImport: 'allowed',
    };
    expect(explainPull(pullThrough, pull).sentence).toBe(
      '`ecr-public/eks/coredns` caches public.ecr.aws/eks/coredns: sha256:a is served from the cache, since the upstream cannot be reached',
    );
  });
});

describe('what a pull needs', () => {
  it.each(
    cases<Named & { question: NeedsQuestion; needs: PullThroughNeeds }>('pull-through/needs'),
  )('$name', ({ rules, question, needs }) => {
    const pullThrough = compilePullThrough(orThrow(parsePullThroughRules(rules)));
    expect(pullThroughNeeds(pullThrough, question)).toEqual(needs);
  });

  it('creating a rule can be granted by an identity policy only', () => {
    expect(ruleCreatorNeeds).toEqual([
      { action: 'ecr:CreatePullThroughCacheRule', on: '*', grantedBy: ['identity'] },
    ]);
  });
});

/** A folder of Terraform resources as people wrote them, each under `data`; it is no part of the project. */
const corpus = corpusFolder('terraform-resources');

describe.skipIf(corpus === undefined)('rules from the field', () => {
  const resources = (corpus === undefined ? [] : readdirSync(corpus))
    .map((file) => JSON.parse(readFileSync(join(corpus ?? '', file), 'utf8')).data)
    .filter((data) => data?.type === 'aws_ecr_pull_through_cache_rule')
    .map(({ values }): unknown => values);

  it('are read, or refused for a reason that stands in the rule', () => {
    expect(resources.length).toBeGreaterThan(0);
    const read = resources.map((values) => parsePullThroughRules(values));
    for (const { diagnostics } of read) {
      for (const { at, because } of diagnostics) {
        expect(at).toMatch(/^(\/[a-z_]+)?$/);
        expect(because.length).toBeGreaterThan(0);
      }
    }
    expect(read.some(({ ok }) => ok)).toBe(true);
  });
});
