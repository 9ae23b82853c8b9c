import type { Image } from '../model/image.js';
import type { Census } from './census.js';
import { nobody, type Settlement } from './settle.js';
import type { ActionType, CompiledLifecyclePolicy, CompiledRule } from './types.js';

/** What stays of the marks once manifest lists have held back their children and referrers have followed. */
export interface Fates {
  /** One of the `fate…` numbers for each image. */
  readonly fates: Uint8Array;
  /** For each blocked image the manifest lists that stay, as indexes. */
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
  const fates = settlement.marked.slice();
  const blockers =
    census.children.size > 0 ? block(compiled, images, census, fates) : new Map<number, number[]>();
  const cascades =
    census.referrers > 0
      ? cascade(compiled, images, settlement, fates)
      : new Map<number, ActionType>();
  return { fates, blockers, cascades };
}

/**
 * Holds back every marked image that a staying manifest list points to. A list held back stays itself, so the round
 * goes on until nothing changes.
 */
function block(
  { readings }: CompiledLifecyclePolicy,
  images: readonly Image[],
  { children }: Census,
  fates: Uint8Array,
): Map<number, number[]> {
  const byDigest = new Map<string, number[]>();
  for (const [i, { imageDigest }] of images.entries()) {
    if (children.has(imageDigest)) append(byDigest, imageDigest, i);
  }
  const blockers = new Map<number, number[]>();
  const staying = images.flatMap((image, i) =>
    holdsBack(image, fates[i] === fateActed, readings) ? [i] : [],
  );
  for (let parent = staying.pop(); parent !== undefined; parent = staying.pop()) {
    // A digest an index names twice still names one child.
    for (const digest of new Set((images[parent] as Image).references)) {
      for (const child of byDigest.get(digest) ?? []) {
        if (child === parent || fates[child] === fateKept) continue;
        append(blockers, child, parent);
        if (fates[child] !== fateActed) continue;
        fates[child] = fateBlocked;
        const goes = readings.childAfterParent === 'same-run';
        if (goes && holdsBack(images[child] as Image, false, readings)) staying.push(child);
      }
    }
  }
  for (const parents of blockers.values()) parents.sort((a, b) => a - b);
  return blockers;
}

/** A manifest list protects its children unless it is archived, or goes in the run that takes them. */
function holdsBack(
  { references, imageStatus }: Image,
  acted: boolean,
  { childAfterParent }: CompiledLifecyclePolicy['readings'],
): boolean {
  if (references === undefined || references.length === 0 || imageStatus === 'ARCHIVED')
    return false;
  return !acted || childAfterParent === 'next-run';
}

/** Lets what refers to an acted image follow it, and what refers to that in turn. */
function cascade(
  { rules }: CompiledLifecyclePolicy,
  images: readonly Image[],
  { owners }: Settlement,
  fates: Uint8Array,
): Map<number, ActionType> {
  const referrers = new Map<string, number[]>();
  for (const [i, { subjectManifestDigest }] of images.entries()) {
    if (subjectManifestDigest !== undefined) append(referrers, subjectManifestDigest, i);
  }
  const cascades = new Map<number, ActionType>();
  const leaving: [index: number, action: ActionType][] = [];
  for (const [i, fate] of fates.entries()) {
    const owner = owners[i] ?? nobody;
    // A marked image has an owner, and owners are indexes of rules.
    if (fate === fateActed) leaving.push([i, (rules[owner] as CompiledRule).action]);
  }
  for (let next = leaving.pop(); next !== undefined; next = leaving.pop()) {
    const [subject, action] = next;
    for (const referrer of referrers.get((images[subject] as Image).imageDigest) ?? []) {
      if (fates[referrer] !== fateKept) continue;
      const archived = (images[referrer] as Image).imageStatus === 'ARCHIVED';
      if (action === 'transition' && archived) continue;
      fates[referrer] = fateCascaded;
      cascades.set(referrer, action);
      leaving.push([referrer, action]);
    }
  }
  return cascades;
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
