import type { AwsPreviewResult } from '../inputs/index.js';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type LifecyclePolicy,
  type LifecycleReadings,
  previewLifecycle,
} from '../lifecycle/index.js';
import type { Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';

/** What `verify` is asked: AWS's own preview, and what to hold it against. */
export interface VerifyQuestion {
  readonly policy: LifecyclePolicy;
  readonly images: readonly Image[];
  readonly awsResults: readonly AwsPreviewResult[];
  readonly nowMs: number;
}

/** How our preview stands to AWS's. */
export interface VerifyAnswer {
  /** The instant at which ours was taken, ISO 8601. */
  readonly at: string;
  readonly agreeing: number;
  readonly differences: readonly PreviewDifference[];
  /** Readings of AWS's silences under which nothing, or less, would differ; the best ones, best first. */
  readonly betterReadings: readonly {
    readonly reading: keyof LifecycleReadings;
    readonly value: string;
    readonly differences: number;
  }[];
}

export interface PreviewDifference {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly kind: 'only-aws' | 'only-ours' | 'other-action' | 'other-rule' | 'not-in-inventory';
  readonly aws?: AwsPreviewResult | undefined;
  readonly ours?: AwsPreviewResult | undefined;
  /** Why ours is as it is. */
  readonly sentence: string;
}

/** Holds our preview against AWS's own, and explains each difference. */
export function answerVerify(question: VerifyQuestion): VerifyAnswer {
  const { policy, images, nowMs } = question;
  const differences = differencesUnder(question, {});
  const asked = differences.map(({ imageDigest }) => imageDigest);
  const compiled = compileLifecyclePolicy(policy);
  const sentences = new Map(
    explainLifecycle(compiled, { images, nowMs, only: asked }).map(({ imageDigest, sentence }) => [
      imageDigest,
      sentence,
    ]),
  );
  const concerned = new Set([
    ...question.awsResults.map(({ imageDigest }) => imageDigest),
    ...previewLifecycle(compiled, { images, nowMs }).previewResults.map(
      ({ imageDigest }) => imageDigest,
    ),
  ]);
  return {
    at: formatInstant(nowMs),
    agreeing: concerned.size - differences.length,
    differences: differences.map((difference) => ({
      ...difference,
      sentence:
        sentences.get(difference.imageDigest) ??
        'is not in the inventory, which may be older than the preview',
    })),
    betterReadings: differences.length === 0 ? [] : betterReadings(question, differences.length),
  };
}

type Bare = Omit<PreviewDifference, 'sentence'>;

function differencesUnder(
  question: VerifyQuestion,
  readings: Partial<LifecycleReadings>,
): readonly Bare[] {
  const { policy, images, awsResults, nowMs } = question;
  const { previewResults } = previewLifecycle(compileLifecyclePolicy(policy, { readings }), {
    images,
    nowMs,
  });
  const ours = new Map(previewResults.map((result) => [result.imageDigest, result]));
  const aws = new Map(awsResults.map((result) => [result.imageDigest, result]));
  const tags = new Map(images.map(({ imageDigest, imageTags }) => [imageDigest, imageTags]));
  return [...new Set([...aws.keys(), ...ours.keys()])].flatMap((imageDigest): readonly Bare[] => {
    const [theirs, own] = [aws.get(imageDigest), ours.get(imageDigest)];
    const imageTags = tags.get(imageDigest);
    const kind = imageTags === undefined ? 'not-in-inventory' : kindOf(theirs, own);
    if (kind === undefined) return [];
    return [{ imageDigest, imageTags: imageTags ?? [], kind, aws: theirs, ours: own && bare(own) }];
  });
}

function bare({ imageDigest, action, appliedRulePriority }: AwsPreviewResult): AwsPreviewResult {
  return { imageDigest, action, appliedRulePriority };
}

function kindOf(
  aws: AwsPreviewResult | undefined,
  ours: AwsPreviewResult | undefined,
): PreviewDifference['kind'] | undefined {
  if (aws === undefined) return 'only-ours';
  if (ours === undefined) return 'only-aws';
  if (aws.action.type !== ours.action.type) return 'other-action';
  return aws.appliedRulePriority === ours.appliedRulePriority ? undefined : 'other-rule';
}

/** The other reading of each doubt. */
const otherReadings = [
  ['dayBoundary', 'floor-days'],
  ['restoredActsAsPush', false],
  ['referrers', 'exempt'],
  ['indexChildren', 'exempt'],
  ['childAfterParent', 'next-run'],
  ['archivedIndex', 'guards'],
  ['referrersBehindIndex', 'stay'],
  ['activating', 'archived'],
] as const;

function betterReadings(
  question: VerifyQuestion,
  differences: number,
): VerifyAnswer['betterReadings'] {
  return otherReadings
    .map(([reading, value]) => ({
      reading,
      value: String(value),
      differences: differencesUnder(question, { [reading]: value }).length,
    }))
    .filter((candidate) => candidate.differences < differences)
    .sort((a, b) => a.differences - b.differences);
}
