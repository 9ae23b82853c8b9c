import { describe, expect, it } from 'vitest';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type LifecyclePreview,
  type LifecycleReadings,
  parseLifecyclePolicy,
  previewLifecycle,
  toLifecyclePolicyPreviewResponse,
} from '../src/lifecycle/index.js';
import { cases } from './cases.js';
import { type CaseImage, imageOf, read } from './lifecycle-cases.js';

interface PreviewCase {
  readonly name: string;
  readonly now: string;
  readonly policy: unknown;
  readonly images: readonly CaseImage[];
  readonly results: readonly { label: string; rulePriority: number; action: string }[];
  readonly blocked?: readonly {
    label: string;
    rulePriority: number;
    blockedBy: readonly string[];
  }[];
  readonly cascaded?: readonly { label: string; action: string; subject: string }[];
  readonly fates: readonly {
    label: string;
    outcome: string;
    ownerRule: number | null;
    selectedBy: readonly number[];
    markedBy: readonly number[];
    reason: string;
  }[];
  readonly otherReading?: {
    readings: Partial<LifecycleReadings>;
    results: readonly string[];
    /** What is told of some images then, by their labels. */
    reasons?: Readonly<Record<string, string>>;
    /** The doubt that is told; null where the reading does not matter. */
    told?: string | null;
  };
}

const byLabel = (a: { label: string }, b: { label: string }) => (a.label < b.label ? -1 : 1);

describe('what a lifecycle policy does', () => {
  it.each(cases<PreviewCase>('lifecycle/preview'))('$name', (given) => {
    const labels = new Map(given.images.map(({ imageDigest, label }) => [imageDigest, label]));
    const label = (digest: string) => labels.get(digest) ?? digest;
    const policy = read(parseLifecyclePolicy(given.policy));
    const question = { images: given.images.map(imageOf), nowMs: Date.parse(given.now) };
    const compiled = compileLifecyclePolicy(policy);
    const preview = previewLifecycle(compiled, question);

    const results = preview.previewResults.map(({ imageDigest, appliedRulePriority, action }) => ({
      label: label(imageDigest),
      rulePriority: appliedRulePriority,
      action: action.type.toLowerCase(),
    }));
    expect(results.sort(byLabel)).toEqual([...given.results].sort(byLabel));
    const blocked = preview.blocked.map(({ imageDigest, appliedRulePriority, blockedBy }) => ({
      label: label(imageDigest),
      rulePriority: appliedRulePriority,
      blockedBy: blockedBy.map(label),
    }));
    expect(blocked.sort(byLabel)).toEqual([...(given.blocked ?? [])].sort(byLabel));
    const cascaded = preview.cascaded.map(({ imageDigest, action, subjectManifestDigest }) => ({
      label: label(imageDigest),
      action: action.type.toLowerCase(),
      subject: label(subjectManifestDigest),
    }));
    expect(cascaded.sort(byLabel)).toEqual([...(given.cascaded ?? [])].sort(byLabel));

    const fates = explainLifecycle(compiled, question).map((explanation) => ({
      label: label(explanation.imageDigest),
      outcome: explanation.outcome,
      ownerRule: explanation.ownerRulePriority,
      selectedBy: explanation.selectedBy,
      markedBy: explanation.markedBy,
      reason: explanation.reason,
    }));
    expect(fates).toEqual(given.fates);

    if (given.otherReading === undefined) return;
    const { readings, results: expected, reasons = {}, told } = given.otherReading;
    const other = compileLifecyclePolicy(policy, { readings });
    const otherwise = previewLifecycle(other, question);
    expect(otherwise.previewResults.map(({ imageDigest }) => label(imageDigest))).toEqual(expected);
    const found = explainLifecycle(other, question).map(({ imageDigest, reason }) => [
      label(imageDigest),
      reason,
    ]);
    expect(Object.fromEntries(found)).toMatchObject(reasons);
    const doubts = preview.diagnostics.filter(({ severity }) => severity === 'info');
    if (told === null) expect(doubts).toEqual([]);
    else expect(doubts.map(({ code }) => code)).toContain(told ?? doubts[0]?.code);
  });
});

interface PolicyCase {
  readonly name: string;
  readonly policy?: unknown;
  readonly text?: string;
  readonly accepted: boolean;
  readonly codes?: readonly string[];
  readonly awsMessage?: string;
}

describe('reading a lifecycle policy', () => {
  it.each(cases<PolicyCase>('lifecycle/policy'))(
    '$name',
    ({ policy, text, accepted, codes, awsMessage }) => {
      const result = parseLifecyclePolicy(text ?? policy);
      expect(result.ok).toBe(accepted);
      const found = result.diagnostics.map(({ code }) => code);
      for (const code of codes ?? []) expect(found).toContain(code);
      if (codes === undefined) expect(found).toEqual([]);
      const said = result.diagnostics.map((diagnostic) => diagnostic.awsMessage);
      if (awsMessage !== undefined) expect(said).toContain(awsMessage);
      for (const { because, help } of result.diagnostics) {
        expect(because.length).toBeGreaterThan(0);
        expect(help).toBeTruthy();
      }
    },
  );
});

interface TimelineCase {
  readonly name: string;
  readonly policy: unknown;
  readonly images: readonly CaseImage[];
  readonly from: string;
  readonly to: string;
  readonly everyDays: number;
  readonly events: readonly { at: string; label: string; rulePriority: number; action: string }[];
}

describe('a policy run day after day', () => {
  it.each(cases<TimelineCase>('lifecycle/timeline'))('$name', (given) => {
    const labels = new Map(given.images.map(({ imageDigest, label }) => [imageDigest, label]));
    const compiled = compileLifecyclePolicy(read(parseLifecyclePolicy(given.policy)));
    const events: unknown[] = [];
    let images = given.images.map(imageOf);
    const step = given.everyDays * 86_400_000;
    for (let nowMs = Date.parse(given.from); nowMs <= Date.parse(given.to); nowMs += step) {
      const { previewResults }: LifecyclePreview = previewLifecycle(compiled, { images, nowMs });
      for (const { imageDigest, appliedRulePriority, action } of previewResults) {
        const label = labels.get(imageDigest);
        const at = new Date(nowMs).toISOString();
        events.push({
          at,
          label,
          rulePriority: appliedRulePriority,
          action: action.type.toLowerCase(),
        });
        images = images.flatMap((image) => {
          if (image.imageDigest !== imageDigest) return [image];
          if (action.type === 'EXPIRE') return [];
          return [{ ...image, imageStatus: 'ARCHIVED' as const, lastArchivedAtMs: nowMs }];
        });
      }
    }
    expect(events).toEqual(given.events);
  });
});

interface ResponseCase {
  readonly name: string;
  readonly now: string;
  readonly policy: unknown;
  readonly images: readonly CaseImage[];
  readonly response: { registryId: string; repositoryName: string; lifecyclePolicyText: string };
}

describe("AWS's own answer", () => {
  it.each(cases<ResponseCase>('lifecycle/response'))(
    '$name',
    ({ now, policy, images, response }) => {
      const compiled = compileLifecyclePolicy(read(parseLifecyclePolicy(policy)));
      const preview = previewLifecycle(compiled, {
        images: images.map(imageOf),
        nowMs: Date.parse(now),
      });
      const { registryId, repositoryName, lifecyclePolicyText } = response;
      const about = { registryId, repositoryName, lifecyclePolicyText };
      expect(toLifecyclePolicyPreviewResponse(preview, about)).toEqual(response);
    },
  );
});
