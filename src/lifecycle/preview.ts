import { ascendingOrder } from '../base/order.js';
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
  const previewResults = inOrder(repositories, fateActed).map((at) => previewResult(compiled, at));
  return {
    previewResults,
    summary: summaryOf(previewResults),
    blocked: inOrder(repositories, fateBlocked).map((at) => blockedImage(compiled, at)),
    cascaded: inOrder(repositories, fateCascaded).map(cascadedImage),
    diagnostics: doubts(compiled, question, repositories),
  };
}

/** One image of a settled repository. */
interface Place {
  readonly repository: SettledRepository;
  readonly index: number;
  readonly image: Image;
}

/** The images with a fate, oldest first, and among equals the greater digest first. */
function inOrder(repositories: readonly SettledRepository[], fate: number): readonly Place[] {
  const places: Place[] = [];
  for (const repository of repositories) {
    const { images, fates } = repository;
    for (let index = 0; index < images.length; index++) {
      // Within bounds: there is a fate for every image.
      if (fates.fates[index] === fate)
        places.push({ repository, index, image: images[index] as Image });
    }
  }
  const instants = Float64Array.from(places, ({ repository, index }) => {
    const instant = repository.settlement.instants[index] as number;
    return Number.isNaN(instant) ? earliestMs : instant;
  });
  const order = ascendingOrder(instants);
  const sorted = Array.from(order, (at) => places[at] as Place);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (
      end < sorted.length &&
      instants[order[end] as number] === instants[order[start] as number]
    )
      end += 1;
    if (end - start > 1) {
      const tied = sorted.slice(start, end).sort(greaterDigestFirst);
      for (const [offset, place] of tied.entries()) sorted[start + offset] = place;
    }
    start = end;
  }
  return sorted;
}

/** The first instant a date can name, for images whose archiving is not known. */
const earliestMs = -8.64e15;

function greaterDigestFirst(a: Place, b: Place): number {
  const [left, right] = [a.image.imageDigest, b.image.imageDigest];
  if (left === right) return 0;
  return left > right ? -1 : 1;
}

function previewResult(compiled: CompiledLifecyclePolicy, place: Place): PreviewResult {
  const { image } = place;
  const rule = ownerOf(compiled, place);
  return {
    imageDigest: image.imageDigest,
    imageTags: image.imageTags,
    imagePushedAtMs: image.imagePushedAtMs,
    action: imageAction(rule.action),
    appliedRulePriority: rule.priority,
    storageClass: rule.storageClass === 'archive' ? 'ARCHIVE' : 'STANDARD',
  };
}

function blockedImage(compiled: CompiledLifecyclePolicy, place: Place): BlockedImage {
  const { images, fates } = place.repository;
  const rule = ownerOf(compiled, place);
  return {
    imageDigest: place.image.imageDigest,
    appliedRulePriority: rule.priority,
    action: imageAction(rule.action),
    blockedBy: blockerDigests(images, fates, place.index),
  };
}

function cascadedImage({ repository, index, image }: Place): CascadedImage {
  return {
    imageDigest: image.imageDigest,
    // Only what has a subject cascades, and always by some action.
    subjectManifestDigest: image.subjectManifestDigest as string,
    action: imageAction(repository.fates.cascades.get(index) as ActionType),
  };
}

/** The rule that owns an image; only asked of images that have one. */
function ownerOf({ rules }: CompiledLifecyclePolicy, { repository, index }: Place): CompiledRule {
  return rules[repository.settlement.owners[index] as number] as CompiledRule;
}

function summaryOf(results: readonly PreviewResult[]): PreviewSummary {
  let transitions = 0;
  for (const { action } of results) if (action.type === 'TRANSITION') transitions += 1;
  const expiringImageTotalCount = results.length - transitions;
  if (transitions === 0) return { expiringImageTotalCount };
  return {
    expiringImageTotalCount,
    transitioningImageTotalCounts: [
      { targetStorageClass: 'ARCHIVE', imageTotalCount: transitions },
    ],
  };
}
