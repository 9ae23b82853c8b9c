/**
 * Analyses every lifecycle policy of a corpus of real ones, where a machine has it: `ECR_DRYDOCK_CORPUS=<folder>
 * npx vitest run test/lifecycle-analyze-corpus.test.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  diffLifecyclePolicies,
  findLifecycleFindings,
  lifecycleFates,
  neverDeletesMore,
} from '../src/lifecycle/analyze/index.js';
import {
  compileLifecyclePolicy,
  type LifecyclePolicy,
  parseLifecyclePolicy,
} from '../src/lifecycle/index.js';
import { corpusFolder } from './corpus-folder.js';
import { referenceRun } from './reference/lifecycle.js';

const folder = corpusFolder('lifecycle');
const policies = (folder === undefined ? [] : readdirSync(folder).sort()).flatMap(
  (name): [string, LifecyclePolicy][] => {
    const read = parseLifecyclePolicy(
      JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')).policy,
    );
    return read.ok ? [[name, read.value]] : [];
  },
);

describe.skipIf(folder === undefined)('the lifecycle policies of the corpus', () => {
  it('are analysed exactly, finding by finding', () => {
    expect(policies.length).toBeGreaterThan(0);
    const counts = new Map<string, number>();
    for (const [name, policy] of policies) {
      const { findings, isExact } = findLifecycleFindings(policy);
      expect(isExact, name).toBe(true);
      expect(lifecycleFates(compileLifecyclePolicy(policy)).isExact, name).toBe(true);
      for (const { kind, rulePriority } of findings) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (kind !== 'shadowed' && kind !== 'unmatchable') continue;
        const rules = policy.rules.filter((rule) => rule.rulePriority !== rulePriority);
        const [all, fewer] = [compileLifecyclePolicy(policy), compileLifecyclePolicy({ rules })];
        expect(diffLifecyclePolicies(all, fewer).kind, name).toBe('holds');
      }
    }
    console.log(policies.length, 'policies:', Object.fromEntries(counts));
  });

  it('are compared exactly, each with the next, and every witness is what the reference says', () => {
    const { readings } = compileLifecyclePolicy({ rules: [] });
    for (const [index, [name, policy]] of policies.entries()) {
      const [, other = policy] = policies[index + 1] ?? [];
      const pair = [compileLifecyclePolicy(policy), compileLifecyclePolicy(other)] as const;
      expect(diffLifecyclePolicies(pair[0], pair[0]).kind, name).toBe('holds');
      for (const verdict of [diffLifecyclePolicies(...pair), neverDeletesMore(...pair)]) {
        expect(verdict.kind, name).not.toBe('unknown');
        // The reference compares every image with every other one; the verdict itself was replayed by the engine.
        if (verdict.kind !== 'fails' || verdict.witness.images.length > 300) continue;
        const { imageDigest } = verdict.witness;
        const [before, after] = [policy, other].map((of) =>
          referenceRun(of, verdict.witness, readings).find(
            ({ image }) => image.imageDigest === imageDigest,
          ),
        );
        expect(before?.action?.type, name).not.toBe(after?.action?.type);
      }
    }
  });
});
