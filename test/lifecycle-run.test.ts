import { describe, expect, it } from 'vitest';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  explainLifecycle,
  type LifecycleComparison,
  type LifecycleReadings,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../src/lifecycle/index.js';
import { cases } from './cases.js';
import { type CaseImage, imageOf, read } from './lifecycle-cases.js';

interface Scene {
  readonly name: string;
  readonly readings?: Partial<LifecycleReadings>;
  readonly now: string;
  readonly images: readonly CaseImage[];
}

interface RunCase extends Scene {
  readonly policy: unknown;
  /** Labels in the order of the answer. */
  readonly results: readonly string[];
  readonly cascaded: readonly string[];
  readonly reasons?: Readonly<Record<string, string>>;
  /** Codes of the doubts that mattered. */
  readonly doubts?: readonly string[];
}

const compile = (policy: unknown, readings: Partial<LifecycleReadings> = {}) =>
  compileLifecyclePolicy(read(parseLifecyclePolicy(policy)), { readings });

const questionOf = ({ images, now }: Scene) => ({
  images: images.map(imageOf),
  nowMs: Date.parse(now),
});

function labelling({ images }: Scene) {
  const labels = new Map(images.map(({ imageDigest, label }) => [imageDigest, label]));
  return ({ imageDigest }: { imageDigest: string }) => labels.get(imageDigest) ?? imageDigest;
}

describe('a run, and the order of its answer', () => {
  it.each(cases<RunCase>('lifecycle/run'))('$name', (given) => {
    const [compiled, question] = [compile(given.policy, given.readings), questionOf(given)];
    const label = labelling(given);
    const { previewResults, cascaded, diagnostics } = previewLifecycle(compiled, question);
    expect(previewResults.map(label)).toEqual(given.results);
    expect(cascaded.map(label)).toEqual(given.cascaded);
    const told = diagnostics
      .filter(({ severity }) => severity === 'info')
      .map(({ code }) => code.replace('lifecycle/', ''));
    if (given.doubts !== undefined) expect(told.sort()).toEqual(given.doubts);
    const reasons = explainLifecycle(compiled, question).map((fate) => [label(fate), fate.reason]);
    expect(Object.fromEntries(reasons)).toMatchObject(given.reasons ?? {});
  });
});

interface CompareCase extends Scene {
  readonly before: unknown;
  readonly after: unknown;
  readonly changes: readonly { label: string; before: string; after: string }[];
  readonly summary: LifecycleComparison['summary'];
}

describe('two policies on one repository', () => {
  it.each(cases<CompareCase>('lifecycle/compare'))('$name', (given) => {
    const label = labelling(given);
    const { changes, summary } = compareLifecycle(
      compile(given.before),
      compile(given.after),
      questionOf(given),
    );
    const found = changes.map((change) => ({
      label: label(change),
      before: change.before.outcome,
      after: change.after.outcome,
    }));
    expect(found).toEqual(given.changes);
    expect(summary).toEqual(given.summary);
  });
});
