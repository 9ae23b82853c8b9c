import { ascendingOrder, byCodeUnit } from '../base/order.js';
import type { Image } from '../model/image.js';
import { imageAction } from './actions.js';
import { doubts } from './doubts.js';
import { blockerDigests, fateActed, fateBlocked, fateCascaded } from './guard.js';
import { type SettledRepository, settleRepositories } from './repositories.js';
import type {
  ActionType,
  BlockedImage,
  CascadedImage,
  CompiledLifecyclePolicy,
  CompiledRule,
  LifecyclePreview,
  LifecycleQuestion,
  PreviewResult,
  PreviewSummary,
} from './types.js';

/**
 * What a run of the policy at an instant does to a repository's images. Images that carry different repository names
 * are each ranked within their own repository.
 */
export function previewLifecycle(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
): LifecyclePreview {
  const repositories = settleRepositories(compiled, question);
  const previewResults = inOrder(repositories, fateActed, (repository, index) =>
    previewResult(compiled, repository, index),
  );
  return {
    previewResults,
    summary: summaryOf(compiled, repositories),
    blocked: inOrder(repositories, fateBlocked, (repository, index) =>
      blockedImage(compiled, repository, index),
    ),
    cascaded: inOrder(repositories, fateCascaded, cascadedImage),
    diagnostics: doubts(compiled, question, repositories),
  };
}

/**
 * What is said of each image with a fate, oldest first, and among equals the greater digest first. Columns until the
 * last moment: a repository may hold a million images.
 */
function inOrder<Said>(
  repositories: readonly SettledRepository[],
  fate: number,
  say: (repository: SettledRepository, index: number) => Said,
): readonly Said[] {
  const count = repositories.reduce((sum, { fates }) => sum + countOf(fates.fates, fate), 0);
  const single = repositories.length === 1;
  const whose = new Uint32Array(single ? 0 : count);
  const indexes = new Uint32Array(count);
  const instants = new Float64Array(count);
  let place = 0;
  for (const [at, { fates, settlement }] of repositories.entries()) {
    for (let index = 0; index < fates.fates.length; index++) {
      if (fates.fates[index] !== fate) continue;
      whose[place] = at;
      indexes[place] = index;
      const instant = settlement.instants[index] as number;
      instants[place] = Number.isNaN(instant) ? earliestMs : instant;
      place += 1;
    }
  }
  // In range, here and below: the columns were filled from these very repositories.
  const repositoryAt = (at: number) => repositories[whose[at] ?? 0] as SettledRepository;
  const digestAt = (at: number) =>
    (repositoryAt(at).images[indexes[at] as number] as Image).imageDigest;
  const order = ascendingOrder(instants);
  for (let start = 0; start < count; ) {
    const instant = instants[order[start] as number];
    let end = start + 1;
    while (end < count && instants[order[end] as number] === instant) end += 1;
    if (end - start > 1) {
      order.subarray(start, end).sort((a, b) => byCodeUnit(digestAt(b), digestAt(a)));
    }
    start = end;
  }
  // Said in the order in which the images lie in memory, and only then put in order: far fewer cache misses.
  const said = new Array<Said>(count);
  for (let at = 0; at < count; at++) said[at] = say(repositoryAt(at), indexes[at] as number);
  const sorted = new Array<Said>(count);
  for (let i = 0; i < count; i++) sorted[i] = said[order[i] as number] as Said;
  return sorted;
}

/** The first instant a date can name, for images whose archiving is not known. */
const earliestMs = -8.64e15;

function countOf(column: Uint8Array, wanted: number): number {
  let count = 0;
  for (let i = 0; i < column.length; i++) if (column[i] === wanted) count += 1;
  return count;
}

function previewResult(
  compiled: CompiledLifecyclePolicy,
  repository: SettledRepository,
  index: number,
): PreviewResult {
  const rule = ownerOf(compiled, repository, index);
  const { imageDigest, imageTags, imagePushedAtMs } = imageAt(repository, index);
  return {
    imageDigest,
    imageTags,
    imagePushedAtMs,
    action: imageAction(rule.action),
    appliedRulePriority: rule.priority,
    storageClass: rule.storageClass === 'archive' ? 'ARCHIVE' : 'STANDARD',
  };
}

function blockedImage(
  compiled: CompiledLifecyclePolicy,
  repository: SettledRepository,
  index: number,
): BlockedImage {
  const rule = ownerOf(compiled, repository, index);
  return {
    imageDigest: imageAt(repository, index).imageDigest,
    appliedRulePriority: rule.priority,
    action: imageAction(rule.action),
    blockedBy: blockerDigests(repository.images, repository.fates, index),
  };
}

function cascadedImage(repository: SettledRepository, index: number): CascadedImage {
  const { imageDigest, subjectManifestDigest } = imageAt(repository, index);
  return {
    imageDigest,
    // Only what has a subject cascades, and always by some action.
    subjectManifestDigest: subjectManifestDigest as string,
    action: imageAction(repository.fates.cascades.get(index) as ActionType),
  };
}

/** An image of a settled repository, by an index that came from it. */
function imageAt({ images }: SettledRepository, index: number): Image {
  return images[index] as Image;
}

/** The rule that owns an image; only asked of images that have one. */
function ownerOf(
  { rules }: CompiledLifecyclePolicy,
  { settlement }: SettledRepository,
  index: number,
): CompiledRule {
  return rules[settlement.owners[index] as number] as CompiledRule;
}

/** Counts by owner first: the columns are read far faster than the results. */
function summaryOf(
  { rules }: CompiledLifecyclePolicy,
  repositories: readonly SettledRepository[],
): PreviewSummary {
  const acted = new Uint32Array(rules.length);
  for (const { fates, settlement } of repositories) {
    const { owners } = settlement;
    for (let i = 0; i < owners.length; i++) {
      // Only owned images are acted on, and an owner is the index of a rule.
      const owner = owners[i] as number;
      if (fates.fates[i] === fateActed) acted[owner] = (acted[owner] as number) + 1;
    }
  }
  const sumOf = (action: ActionType) =>
    rules.reduce((sum, rule, r) => (rule.action === action ? sum + (acted[r] ?? 0) : sum), 0);
  const expiringImageTotalCount = sumOf('expire');
  const imageTotalCount = sumOf('transition');
  if (imageTotalCount === 0) return { expiringImageTotalCount };
  return {
    expiringImageTotalCount,
    transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount }],
  };
}
