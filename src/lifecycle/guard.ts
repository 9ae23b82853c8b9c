import type { Image } from '../model/image.js';
import type { Census } from './census.js';
import { nobody, type Settlement } from './settle.js';
import type {
  ActionType,
  CompiledLifecyclePolicy,
  CompiledRule,
  LifecycleReadings,
} from './types.js';

/** What stays of the marks once manifest lists have held back their children and referrers have followed. */
export interface Fates {
  /** One of the `fate…` numbers for each image. */
  readonly fates: Uint8Array;
  /** For each image that is held back, or outlives its subject, the manifest lists that stay, as indexes. */
  readonly blockers: ReadonlyMap<number, readonly number[]>;
  /** For each cascaded image the action it shares with its subject. */
  readonly cascades: ReadonlyMap<number, ActionType>;
}

export const fateKept = 0;
export const fateActed = 1;
export const fateBlocked = 2;
export const fateCascaded = 3;

/** The fate of every image of one repository. */
export function fatesOf(
  compiled: CompiledLifecyclePolicy,
  images: readonly Image[],
  census: Census,
  settlement: Settlement,
): Fates {
  const world = { compiled, images, owners: settlement.owners, fates: settlement.marked.slice() };
  const blockers = new Map<number, number[]>();
  const cascades = new Map<number, ActionType>();
  if (census.children.size > 0) block(world, childrenOf(world, census), blockers);
  if (census.referrers === 0) return { fates: world.fates, blockers, cascades };
  const stay = compiled.readings.referrersBehindIndex === 'stay' && census.children.size > 0;
  const holders = stay ? holdersOf(world, cascades) : undefined;
  for (const waiting of cascade(world, cascades, holders)) {
    blockers.set(waiting[0], [...(holders?.(waiting) ?? [])]);
  }
  return { fates: world.fates, blockers, cascades };
}

/** One repository while its fates are decided. */
interface World {
  readonly compiled: CompiledLifecyclePolicy;
  readonly images: readonly Image[];
  readonly owners: Uint8Array;
  readonly fates: Uint8Array;
}

/** The images behind indexes, by their digests. */
type Children = ReadonlyMap<string, readonly number[]>;

/** What an index keeps its images from: nothing, being expired, or being archived as well. */
export type Guard = 0 | 1 | 2;

const guardsNothing = 0;
const guardsExpiry = 1;
const guardsAll = 2;

/**
 * What a manifest list keeps its images from, given what happens to it in this run, if anything does. One that is
 * archived keeps them from nothing, or, by a reading, from being expired.
 */
export function guardOf(
  { references, imageStatus }: Image,
  action: ActionType | undefined,
  { childAfterParent, archivedIndex }: LifecycleReadings,
): Guard {
  if (references === undefined || references.length === 0) return guardsNothing;
  const happens = childAfterParent === 'same-run' ? action : undefined;
  if (happens === 'expire') return guardsNothing;
  if (happens === undefined && imageStatus !== 'ARCHIVED') return guardsAll;
  return archivedIndex === 'guards' ? guardsExpiry : guardsNothing;
}

/** Whether a guard keeps an image from an action. */
export function keepsFrom(guard: Guard, action: ActionType): boolean {
  return guard === guardsAll || (guard === guardsExpiry && action === 'expire');
}

function childrenOf({ images }: World, { children }: Census): Children {
  const byDigest = new Map<string, number[]>();
  for (const [i, { imageDigest }] of images.entries()) {
    if (children.has(imageDigest)) append(byDigest, imageDigest, i);
  }
  return byDigest;
}

/** What the owner of a marked image does; a marked image has an owner, and owners are indexes of rules. */
function actionOf({ compiled: { rules }, owners }: World, index: number): ActionType {
  return (rules[owners[index] ?? nobody] as CompiledRule).action;
}

/**
 * Holds back every marked image that a staying manifest list points to. A list held back stays itself, so the round
 * goes on until nothing changes.
 */
function block(world: World, byDigest: Children, blockers: Map<number, number[]>): void {
  const { compiled, images, fates } = world;
  const { readings } = compiled;
  const guards = new Uint8Array(images.length);
  const holding: number[] = [];
  for (let i = 0; i < images.length; i++) {
    const image = images[i] as Image; // within bounds, as below
    if (image.references === undefined || image.references.length === 0) continue;
    const guard = guardOf(image, fates[i] === fateActed ? actionOf(world, i) : undefined, readings);
    if (guard === guardsNothing) continue;
    guards[i] = guard;
    holding.push(i);
  }
  for (let parent = holding.pop(); parent !== undefined; parent = holding.pop()) {
    const guard = guards[parent] as Guard;
    // A digest an index names twice still names one child.
    for (const digest of new Set((images[parent] as Image).references)) {
      for (const child of byDigest.get(digest) ?? []) {
        if (child === parent || fates[child] === fateKept) continue;
        if (!keepsFrom(guard, actionOf(world, child))) continue;
        if (!blockers.get(child)?.includes(parent)) append(blockers, child, parent);
        if (fates[child] !== fateActed) continue;
        fates[child] = fateBlocked;
        const stronger = guardOf(images[child] as Image, undefined, readings);
        if (stronger === guards[child]) continue;
        guards[child] = stronger;
        holding.push(child);
      }
    }
  }
  for (const parents of blockers.values()) parents.sort((a, b) => a - b);
}

/**
 * Lets what refers to an acted image follow it, and what refers to that in turn. Where `holders` is given, those that
 * an index keeps wait until it has gone as well, and stay if it does not.
 */
function cascade(
  world: World,
  cascades: Map<number, ActionType>,
  holders: Holders = () => [],
): readonly Following[] {
  const { images, fates } = world;
  const referrers = new Map<string, number[]>();
  for (const [i, { subjectManifestDigest }] of images.entries()) {
    if (subjectManifestDigest !== undefined) append(referrers, subjectManifestDigest, i);
  }
  const leaving: Following[] = [];
  for (const [i, fate] of fates.entries()) {
    if (fate === fateActed) leaving.push([i, actionOf(world, i)]);
  }
  let waiting: Following[] = [];
  while (leaving.length > 0) {
    for (let next = leaving.pop(); next !== undefined; next = leaving.pop()) {
      const [subject, action] = next;
      for (const referrer of referrers.get((images[subject] as Image).imageDigest) ?? []) {
        if (fates[referrer] !== fateKept) continue;
        const archived = (images[referrer] as Image).imageStatus === 'ARCHIVED';
        if (action === 'transition' && archived) continue;
        waiting.push([referrer, action]);
      }
    }
    const free = waiting.filter((following) => holders(following).length === 0);
    for (const following of free) {
      fates[following[0]] = fateCascaded;
      cascades.set(following[0], following[1]);
      leaving.push(following);
    }
    // An index that has followed its own subject may free others in the next round.
    waiting = waiting.filter(([referrer]) => fates[referrer] === fateKept);
  }
  return waiting;
}

/** An artifact that is about to follow its subject, and what is done to both. */
type Following = readonly [index: number, action: ActionType];

/** The indexes that keep an artifact from following. */
type Holders = (following: Following) => readonly number[];

/**
 * Artifacts follow after the run, when the images that it acts on have gone: the indexes among them, and those that have
 * followed, keep nothing any more but what they keep from the archive.
 */
function holdersOf(world: World, cascades: ReadonlyMap<number, ActionType>): Holders {
  const { images, fates, compiled } = world;
  const readings = { ...compiled.readings, childAfterParent: 'same-run' as const };
  const parents = new Map<string, number[]>();
  for (const [i, { references = [] }] of images.entries()) {
    for (const digest of new Set(references)) append(parents, digest, i);
  }
  const goneBy = (index: number) =>
    fates[index] === fateActed ? actionOf(world, index) : cascades.get(index);
  return ([index, action]) =>
    (parents.get((images[index] as Image).imageDigest) ?? []).filter(
      (parent) =>
        parent !== index &&
        keepsFrom(guardOf(images[parent] as Image, goneBy(parent), readings), action),
    );
}

function append<Key>(lists: Map<Key, number[]>, key: Key, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else list.push(index);
}

/** Digests of the manifest lists that hold an image back, in ascending order. */
export function blockerDigests(
  images: readonly Image[],
  { blockers }: Fates,
  index: number,
): readonly string[] {
  return (blockers.get(index) ?? []).map((parent) => (images[parent] as Image).imageDigest).sort();
}
