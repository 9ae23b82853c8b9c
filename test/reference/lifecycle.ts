import type {
  Image,
  ImageAction,
  LifecycleOutcome,
  LifecyclePolicy,
  LifecyclePreview,
  LifecycleQuestion,
  LifecycleReadings,
  LifecycleReason,
  LifecycleRule,
} from '../../src/lifecycle/index.js';
import { matchesWholeTag } from './tagging.js';

/**
 * Lifecycle policies as the guide words them, naively. Shares no code with the engine; start here.
 *
 * All rules look at the same images at once. Each *selects* images by storage class and tags, and *marks* those of its
 * selection that are too many or too old. An image belongs to its *owner*, the selecting rule with the lowest
 * rulePriority, and only its owner's mark counts. Then manifest lists that stay hold their children back, and what
 * refers to an image that goes follows it.
 */
export function referenceRun(
  policy: LifecyclePolicy,
  { images, nowMs }: LifecycleQuestion,
  readings: LifecycleReadings,
): readonly ReferenceFate[] {
  const repositoryOf = (image: Image) => JSON.stringify([image.registryId, image.repositoryName]);
  const names = [...new Set(images.map(repositoryOf))];
  return names.flatMap((name) => {
    const repository = images.filter((image) => repositoryOf(image) === name);
    const world = { policy, repository, nowMs, readings };
    return followSubjects(holdBackChildren(ruled(world), world), readings);
  });
}

/** What becomes of an image, and why. */
export interface ReferenceFate {
  readonly image: Image;
  readonly owner: LifecycleRule | undefined;
  readonly selectedBy: readonly number[];
  readonly markedBy: readonly number[];
  readonly outcome: LifecycleOutcome;
  readonly reason: LifecycleReason;
  /** What is done to the image, or would be if it were not held back. */
  readonly action?: ImageAction;
  /** The manifest lists that hold the image back, or keep it although its subject goes. */
  readonly blockedBy?: readonly string[];
  /** The instant that puts images in order. */
  readonly instantMs: number;
}

interface World {
  readonly policy: LifecyclePolicy;
  readonly repository: readonly Image[];
  readonly nowMs: number;
  readonly readings: LifecycleReadings;
}

/** What the rules alone decide. */
function ruled(world: World): readonly ReferenceFate[] {
  const byPriority = world.policy.rules.toSorted((a, b) => a.rulePriority - b.rulePriority);
  return world.repository.map((image) => {
    const selecting = byPriority.filter((rule) => selects(rule, image, world));
    const marking = selecting.filter((rule) => marks(rule, image, world));
    const owner = selecting[0];
    const shared = {
      image,
      owner,
      selectedBy: selecting.map(({ rulePriority }) => rulePriority),
      markedBy: marking.map(({ rulePriority }) => rulePriority),
      instantMs: rankingInstant(image, world.readings),
    };
    if (owner !== undefined && marking.includes(owner)) {
      const outcome = owner.action.type;
      const action: ImageAction =
        outcome === 'expire'
          ? { type: 'EXPIRE' }
          : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' };
      return { ...shared, outcome, action, reason: 'marked-by-owner-rule' };
    }
    return { ...shared, outcome: 'keep', reason: whyKept(image, owner, marking, world.readings) };
  });
}

function whyKept(
  image: Image,
  owner: LifecycleRule | undefined,
  marking: readonly LifecycleRule[],
  readings: LifecycleReadings,
): LifecycleReason {
  if (storageClassOf(image, readings) === undefined) return 'activating';
  if (owner === undefined) return 'not-selected';
  if (marking.length > 0) return 'shielded-by-higher-priority-rule';
  return owner.selection.countType === 'imageCountMoreThan' ? 'within-count' : 'not-old-enough';
}

/** A rule selects images of its storage class whose tags are as it wants them. */
function selects({ selection }: LifecycleRule, image: Image, world: World): boolean {
  const { tagStatus, tagPatternList = [], tagPrefixList = [], storageClass } = selection;
  if (storageClassOf(image, world.readings) !== (storageClass ?? 'standard')) return false;
  if (isExempt(image, world)) return false;
  if (tagStatus === 'any') return true;
  if (tagStatus === 'untagged') return image.imageTags.length === 0;
  // Every entry of the list must be met by some tag; one tag may meet several.
  return (
    tagPatternList.every((pattern) =>
      image.imageTags.some((tag) => matchesWholeTag([...pattern], [...tag])),
    ) && tagPrefixList.every((prefix) => image.imageTags.some((tag) => tag.startsWith(prefix)))
  );
}

/** An image that is being restored is in neither class, unless it is read as still archived. */
function storageClassOf({ imageStatus }: Image, readings: LifecycleReadings) {
  if (imageStatus === 'ARCHIVED') return 'archive';
  if (imageStatus !== 'ACTIVATING') return 'standard';
  return readings.activating === 'archived' ? 'archive' : undefined;
}

function isExempt(image: Image, { repository, readings }: World): boolean {
  const isReferrer = image.subjectManifestDigest !== undefined;
  const isChild = repository.some(({ references }) => references?.includes(image.imageDigest));
  return (
    (isReferrer && readings.referrers === 'exempt') ||
    (isChild && readings.indexChildren === 'exempt')
  );
}

const dayMs = 24 * 60 * 60 * 1000;

/** A rule marks what is too many, or too old, among all that it selects: also what other rules own or act on. */
function marks(rule: LifecycleRule, image: Image, world: World): boolean {
  const { countType, countNumber } = rule.selection;
  switch (countType) {
    case 'imageCountMoreThan': {
      const pool = world.repository.filter((other) => selects(rule, other, world));
      return pool.filter((other) => isNewer(other, image)).length >= countNumber;
    }
    case 'sinceImagePushed': {
      const { restoredActsAsPush } = world.readings;
      return isOld(restoredActsAsPush ? effectivePush(image) : image.imagePushedAtMs);
    }
    case 'sinceImagePulled':
      return isOld(lastUse(image));
    case 'sinceImageTransitioned':
      return image.lastArchivedAtMs !== undefined && isOld(image.lastArchivedAtMs);
  }
  function isOld(instantMs: number): boolean {
    const days = (world.nowMs - instantMs) / dayMs;
    if (world.readings.dayBoundary === 'floor-days') return Math.floor(days) > countNumber;
    return days > countNumber;
  }
}

/** Youngest first by effective push; among equals the smaller digest counts as newer. */
function isNewer(a: Image, b: Image): boolean {
  const [left, right] = [effectivePush(a), effectivePush(b)];
  return left > right || (left === right && a.imageDigest < b.imageDigest);
}

/** A restored image counts from its restoring. */
function effectivePush({ lastActivatedAtMs, imagePushedAtMs }: Image): number {
  return lastActivatedAtMs ?? imagePushedAtMs;
}

/** The last pull; without one since the restoring, the restoring; without either, the push. */
function lastUse(image: Image): number {
  const { lastRecordedPullTimeMs: pulled, lastActivatedAtMs: restored } = image;
  if (pulled === undefined) return effectivePush(image);
  return restored === undefined ? pulled : Math.max(pulled, restored);
}

/** Archived images are put in order by their archiving, and first if that is not known; all others by their push. */
function rankingInstant(image: Image, readings: LifecycleReadings): number {
  if (storageClassOf(image, readings) !== 'archive') return effectivePush(image);
  return image.lastArchivedAtMs ?? Number.NEGATIVE_INFINITY;
}

/**
 * An image that a manifest list references cannot go before the list does. A list held back stays too, so this is
 * repeated until nothing changes.
 */
function holdBackChildren(fates: readonly ReferenceFate[], world: World): readonly ReferenceFate[] {
  const { readings } = world;
  const held = fates.map((fate): ReferenceFate => {
    if (fate.outcome === 'keep') return fate;
    const before = (list: ReferenceFate) =>
      readings.childAfterParent === 'next-run' ? untouched(list) : list;
    const blockedBy = listsAround(fate, fates).filter((list) =>
      holds(before(list), fate.action, readings),
    );
    if (blockedBy.length === 0) return fate;
    const reason = 'referenced-by-retained-manifest-list';
    return { ...fate, outcome: 'blocked', reason, blockedBy: digestsOf(blockedBy) };
  });
  const isSettled = countOf(held, 'blocked') === countOf(fates, 'blocked');
  return isSettled ? held : holdBackChildren(held, world);
}

/** The manifest lists that reference an image. */
function listsAround({ image }: ReferenceFate, fates: readonly ReferenceFate[]) {
  return fates.filter(
    (list) => list.image !== image && list.image.references?.includes(image.imageDigest),
  );
}

const untouched = (fate: ReferenceFate): ReferenceFate => ({ ...fate, outcome: 'keep' });

/**
 * Whether a list keeps an image from what is to be done to it. One that is expired keeps nothing; nor does one that is,
 * or has been, archived, unless archiving it lets its images be archived only.
 */
function holds(
  { image, outcome, action }: ReferenceFate,
  deed: ImageAction | undefined,
  { archivedIndex }: LifecycleReadings,
): boolean {
  const goes = outcome !== 'keep' && outcome !== 'blocked';
  if (goes && action?.type === 'EXPIRE') return false;
  if (!goes && image.imageStatus !== 'ARCHIVED') return true;
  return archivedIndex === 'guards' && deed?.type === 'EXPIRE';
}

function digestsOf(fates: readonly ReferenceFate[]): readonly string[] {
  return fates.map(({ image }) => image.imageDigest).toSorted();
}

/**
 * What refers to an image that goes, goes the same way, and so does what refers to that. An image with a mark of its
 * own keeps its own fate, also when it is held back. What is archived already is not archived again. By one reading, an
 * artifact that a list references has to wait for the list, and stays with it.
 */
function followSubjects(
  fates: readonly ReferenceFate[],
  readings: LifecycleReadings,
): readonly ReferenceFate[] {
  const keepers = (fate: ReferenceFate, action: ImageAction) =>
    readings.referrersBehindIndex === 'stay'
      ? listsAround(fate, fates).filter((list) => holds(list, action, readings))
      : [];
  const next = fates.map((fate): ReferenceFate => {
    const { image, outcome } = fate;
    if (outcome !== 'keep') return fate;
    const subject = fates.find((other) => other.image.imageDigest === image.subjectManifestDigest);
    const action = subject?.outcome === 'blocked' ? undefined : subject?.action;
    if (action === undefined) return fate;
    if (action.type === 'TRANSITION' && image.imageStatus === 'ARCHIVED') return fate;
    const lists = keepers(fate, action);
    if (lists.length > 0) {
      return { ...fate, reason: 'outlives-its-subject', blockedBy: digestsOf(lists) };
    }
    const { blockedBy: _, ...free } = fate;
    return { ...free, outcome: 'cascade', reason: 'follows-its-subject', action };
  });
  const isSettled = countOf(next, 'cascade') === countOf(fates, 'cascade');
  return isSettled ? next : followSubjects(next, readings);
}

function countOf(fates: readonly ReferenceFate[], outcome: LifecycleOutcome): number {
  return fates.filter((fate) => fate.outcome === outcome).length;
}

/** The run as a preview shows it: oldest first, and among equals the greater digest first. */
export function referencePreview(
  fates: readonly ReferenceFate[],
): Pick<LifecyclePreview, 'previewResults' | 'blocked' | 'cascaded'> {
  const greaterFirst = (a: string, b: string) => (a === b ? 0 : a > b ? -1 : 1);
  const oldestFirst = fates.toSorted(
    (a, b) => a.instantMs - b.instantMs || greaterFirst(a.image.imageDigest, b.image.imageDigest),
  );
  const having = (...outcomes: LifecycleOutcome[]) =>
    oldestFirst.flatMap((fate) => {
      const { image, action, owner } = fate;
      if (!outcomes.includes(fate.outcome) || action === undefined) return [];
      return [{ ...fate, image, action, appliedRulePriority: owner?.rulePriority ?? 0 }];
    });
  return {
    previewResults: having('expire', 'transition').map((fate) => ({
      imageDigest: fate.image.imageDigest,
      imageTags: fate.image.imageTags,
      imagePushedAtMs: fate.image.imagePushedAtMs,
      action: fate.action,
      appliedRulePriority: fate.appliedRulePriority,
      storageClass: fate.owner?.selection.storageClass === 'archive' ? 'ARCHIVE' : 'STANDARD',
    })),
    blocked: having('blocked').map((fate) => ({
      imageDigest: fate.image.imageDigest,
      appliedRulePriority: fate.appliedRulePriority,
      action: fate.action,
      blockedBy: fate.blockedBy ?? [],
    })),
    cascaded: having('cascade').map((fate) => ({
      imageDigest: fate.image.imageDigest,
      subjectManifestDigest: fate.image.subjectManifestDigest ?? '',
      action: fate.action,
    })),
  };
}
