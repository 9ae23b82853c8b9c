import type { Diagnostic } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { parseManifests, withManifests } from '../inputs/index.js';
import {
  applyLifecyclePreview,
  type CompiledLifecyclePolicy,
  compareLifecycle,
  compileLifecyclePolicy,
  explainLifecycle,
  type FateChange,
  type ImageFate,
  type LifecyclePolicy,
  type LifecyclePreview,
  type LifecycleReadings,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../lifecycle/index.js';
import { byRepository, type Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';
import {
  allocateCost,
  compileStoragePrices,
  parseStoragePrices,
  type StoragePrices,
  type StoredBytes,
  storedBytes,
} from '../simulate/index.js';
import {
  type ChangeKind,
  type DiffVerdict,
  type MonthlyCosts,
  type TotalChanges,
  verdictOf,
} from './diff-verdict.js';
import { readImages } from './preview.js';
import { repositoryLabels } from './repositories.js';

/** What `diff` is asked, as text or as values, straight from the AWS CLI. */
export interface DiffInput {
  /** The lifecycle policy as it is, or the output of `aws ecr get-lifecycle-policy`. */
  readonly before: unknown;
  /** The policy that shall take its place. */
  readonly after: unknown;
  /** The output of `aws ecr describe-images`, or images already read. */
  readonly images: unknown;
  /** The output of `aws ecr batch-get-image` for the indexes of the repository. */
  readonly manifests?: unknown;
  /** What a gigabyte costs, to be told what the change costs. */
  readonly prices?: unknown;
  /** The instant at which either policy runs. */
  readonly at: Date | number;
  readonly readings?: Partial<LifecycleReadings> | undefined;
}

/** The same once everything has been read. */
export interface DiffQuestion {
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
  readonly images: readonly Image[];
  readonly prices?: StoragePrices | undefined;
  readonly nowMs: number;
  readonly readings?: Partial<LifecycleReadings> | undefined;
}

/** What becomes otherwise when one policy takes the place of another. */
export interface DiffAnswer {
  /** The instant at which either policy runs, ISO 8601. */
  readonly at: string;
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
  readonly verdict: DiffVerdict;
  /** In the order in which they first appear in the inventory. */
  readonly repositories: readonly RepositoryDiff[];
  /** What a month of storing what is left costs under either policy; absent without prices. */
  readonly monthlyCost?: MonthlyCosts | undefined;
}

export interface RepositoryDiff {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageCount: number;
  readonly before: PolicyEffect;
  readonly after: PolicyEffect;
  /** Images whose fate or deciding rule differs, in the order of the inventory. */
  readonly changes: readonly ImageChange[];
}

/** What a run of one of the policies does to a repository. */
export interface PolicyEffect {
  /** Removed and archived, those that follow their subject included. */
  readonly expires: number;
  readonly archives: number;
  /** Marked, but held back by an index that stays. */
  readonly blocked: number;
  /** What is stored once it has run. Layers are shared, so no more than this. */
  readonly stored: StoredBytes;
  /** Doubts that mattered, and what the inventory could not tell. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One image with its two fates, and why each. */
export interface ImageChange {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly imageSizeInBytes?: number | undefined;
  readonly change: ChangeKind;
  readonly before: ExplainedFate;
  readonly after: ExplainedFate;
}

export type ExplainedFate = ImageFate & { readonly sentence: string };

/**
 * Reads two policies and an inventory and says which images another fate awaits under the second, and why. Findings
 * about every input come together; their places begin with the input's name, such as `/after/rules/0`.
 */
export function diff(input: DiffInput): Result<DiffAnswer> {
  const before = parseLifecyclePolicy(input.before);
  const after = parseLifecyclePolicy(input.after);
  const images = input.images === undefined ? noInventory : readImages(input.images);
  const manifests = input.manifests === undefined ? success([]) : parseManifests(input.manifests);
  const prices = input.prices === undefined ? success(undefined) : parseStoragePrices(input.prices);
  const diagnostics = withinInputs({ before, after, images, manifests, prices });
  if (!before.ok || !after.ok || !images.ok || !manifests.ok || !prices.ok)
    return failure(diagnostics);
  const answer = answerDiff({
    before: before.value,
    after: after.value,
    images: withManifests(images.value, manifests.value),
    prices: prices.value,
    nowMs: Number(input.at),
    readings: input.readings,
  });
  return success(answer, diagnostics);
}

/** The findings about several inputs, each with the name of its input before its place. */
export function withinInputs(
  inputs: Readonly<Record<string, Result<unknown>>>,
): readonly Diagnostic[] {
  return Object.entries(inputs).flatMap(([name, { diagnostics }]) =>
    diagnostics.map((found) => ({ ...found, at: pointer('', name) + found.at })),
  );
}

const noInventory: Result<readonly Image[]> = failure([
  {
    code: 'diff/no-inventory',
    severity: 'error',
    message: 'the policies are held against each other on an inventory, and none is given',
    at: '',
    because: ['lifecycle.evaluatedTogether'] satisfies FactId[],
    help: 'give the output of aws ecr describe-images --repository-name NAME --filter imageStatus=ANY',
  },
]);

/** Which images of each repository another fate awaits, and what that comes to. */
export function answerDiff(question: DiffQuestion): DiffAnswer {
  const { before, after, images, nowMs, readings } = question;
  const policies = {
    before: compileLifecyclePolicy(before, { readings }),
    after: compileLifecyclePolicy(after, { readings }),
  };
  const groups = images.length === 0 ? [[]] : byRepository(images);
  const repositories = groups.map((group) => repositoryDiff(policies, group, nowMs));
  const changes = repositories.flatMap((repository) => repository.changes);
  const monthlyCost = costsOf(question, groups, repositories);
  const verdict = verdictOf(totalsOf(changes), repositories.length, monthlyCost);
  return { at: formatInstant(nowMs), before, after, verdict, repositories, monthlyCost };
}

interface Policies {
  readonly before: CompiledLifecyclePolicy;
  readonly after: CompiledLifecyclePolicy;
}

function repositoryDiff(
  { before, after }: Policies,
  images: readonly Image[],
  nowMs: number,
): RepositoryDiff {
  const { registryId, repositoryName } = images[0] ?? {};
  const { changes } = compareLifecycle(before, after, { images, nowMs });
  const only = changes.map(({ imageDigest }) => imageDigest);
  const sentences = [before, after].map(
    (compiled) =>
      new Map(
        explainLifecycle(compiled, { images, nowMs, only }).map(
          ({ imageDigest, sentence }) => [imageDigest, sentence] as const,
        ),
      ),
  );
  const records = new Map(images.map((image) => [image.imageDigest, image]));
  return {
    registryId,
    repositoryName,
    imageCount: images.length,
    before: effectOf(before, images, nowMs),
    after: effectOf(after, images, nowMs),
    changes: changes.map((change): ImageChange => {
      const { imageDigest, imageTags } = change;
      const record = records.get(imageDigest);
      return {
        imageDigest,
        imageTags,
        imagePushedAtMs: record?.imagePushedAtMs ?? Number.NaN,
        imageSizeInBytes: record?.imageSizeInBytes,
        change: changeOf(change),
        before: { ...change.before, sentence: sentences[0]?.get(imageDigest) ?? '' },
        after: { ...change.after, sentence: sentences[1]?.get(imageDigest) ?? '' },
      };
    }),
  };
}

function effectOf(
  compiled: CompiledLifecyclePolicy,
  images: readonly Image[],
  nowMs: number,
): PolicyEffect {
  const preview = previewLifecycle(compiled, { images, nowMs });
  return {
    expires: countOf(preview, 'EXPIRE'),
    archives: countOf(preview, 'TRANSITION'),
    blocked: preview.blocked.length,
    stored: storedBytes(applyLifecyclePreview(images, preview, nowMs)),
    diagnostics: preview.diagnostics,
  };
}

function countOf(
  { previewResults, cascaded }: LifecyclePreview,
  type: 'EXPIRE' | 'TRANSITION',
): number {
  const all = [...previewResults, ...cascaded];
  return all.reduce((count, { action }) => (action.type === type ? count + 1 : count), 0);
}

/** Expiring is more than archiving, and archiving more than nothing; a hold of an index is nothing. */
function changeOf({ before, after }: FateChange): ChangeKind {
  const [was, is] = [before.action?.type, after.action?.type];
  if (was === is) return 'other-reason';
  if (is === 'EXPIRE') return was === undefined ? 'newly-expired' : 'expired-not-archived';
  if (is === 'TRANSITION') return was === undefined ? 'newly-archived' : 'archived-not-expired';
  return 'spared';
}

function totalsOf(changes: readonly ImageChange[]): TotalChanges {
  const total = (kind: ChangeKind) => {
    const concerned = changes.filter(({ change }) => change === kind);
    const bytes = concerned.reduce((sum, { imageSizeInBytes = 0 }) => sum + imageSizeInBytes, 0);
    return { images: concerned.length, bytes };
  };
  return {
    'newly-expired': total('newly-expired'),
    'expired-not-archived': total('expired-not-archived'),
    'newly-archived': total('newly-archived'),
    'archived-not-expired': total('archived-not-expired'),
    spared: total('spared'),
    'other-reason': total('other-reason'),
  };
}

function costsOf(
  { prices }: DiffQuestion,
  groups: readonly (readonly Image[])[],
  repositories: readonly RepositoryDiff[],
): MonthlyCosts | undefined {
  if (prices === undefined) return undefined;
  const labels = repositoryLabels(groups);
  const compiled = compileStoragePrices(prices);
  const [beforeMicros, afterMicros] = (['before', 'after'] as const).map((policy) => {
    const stored = repositories.map((repository, index) => ({
      repositoryName: labels[index] ?? '',
      ...repository[policy].stored,
    }));
    return allocateCost(compiled, { repositories: stored, by: '' }).total.amountMicros;
  });
  const { asOf, currency } = prices;
  return { asOf, currency, beforeMicros: beforeMicros ?? 0, afterMicros: afterMicros ?? 0 };
}
