import type { Image } from '../model/image.js';
import type { Census } from './census.js';
import { instantOn, rankingClock, storageClassOf } from './clocks.js';
import { type Cut, cutByAge, cutByCount, isBefore, type Pool } from './cut.js';
import { indexGlobs, leastGlobs, missOf, stampTags, tagSheet } from './select.js';
import type { CompiledLifecyclePolicy, CompiledRule, LifecycleReadings } from './types.js';

/**
 * Who owns each image of one repository and whether its owner marks it. Columns, one entry an image; a rule is
 * named by its index in the compiled policy.
 */
export interface Settlement {
  /** The first rule that selects the image, or `nobody`. */
  readonly owners: Uint8Array;
  /** 1 where the owner marks the image. */
  readonly marked: Uint8Array;
  /** The instant by which the image is ranked in its storage class. */
  readonly instants: Float64Array;
  /** What each rule acts on. */
  readonly cuts: readonly Cut[];
  /** The images each count rule ranks; undefined for the other rules. */
  readonly pools: readonly (Pool | undefined)[];
}

/** Owner of an image that no rule selects. A policy has at most fifty rules, so a byte names them all. */
export const nobody = 255;

/** Settles one repository. */
export function settle(
  compiled: CompiledLifecyclePolicy,
  images: readonly Image[],
  census: Census,
  nowMs: number,
): Settlement {
  const { rules, readings } = compiled;
  const count = images.length;
  const owners = new Uint8Array(count).fill(nobody);
  const instants = new Float64Array(count);
  const pools = poolsOf(rules, images, instants);
  const sheet = tagSheet(compiled);
  const index = indexGlobs(compiled.globs);
  const least = leastGlobs(compiled);
  for (let i = 0; i < count; i++) {
    const image = images[i] as Image; // within bounds, as every column below
    const storageClass = storageClassOf(image, readings);
    instants[i] = instantOn(rankingClock(storageClass), image);
    if (storageClass === 'none' || isExempt(image, census, readings)) continue;
    stampTags(sheet, compiled, index, image.imageTags);
    let owner = nobody;
    for (let r = 0; r < rules.length; r++) {
      const glob = least[r] as number;
      if (glob >= 0 && sheet.metAt[glob] !== sheet.stamp) continue;
      const pool = pools[r];
      if (owner !== nobody && pool === undefined) continue;
      if (missOf(rules[r] as CompiledRule, storageClass, image.imageTags.length, sheet) !== 0)
        continue;
      if (owner === nobody) owner = r;
      if (pool !== undefined) pool.words[i] = (pool.words[i] as number) | pool.bit;
    }
    owners[i] = owner;
  }
  const cuts = cutsOf(rules, pools, nowMs);
  const marked = marksOf(rules, cuts, images, owners, instants);
  return { owners, marked, instants, cuts, pools };
}

/** One pool for each count rule; thirty-two of them share a column of words. */
function poolsOf(
  rules: readonly CompiledRule[],
  images: readonly Image[],
  instants: Float64Array,
): readonly (Pool | undefined)[] {
  let place = 0;
  let words = new Uint32Array(0);
  return rules.map(({ keep }) => {
    if (!('newest' in keep)) return undefined;
    if (place % 32 === 0) words = new Uint32Array(images.length);
    const bit = 1 << (place % 32);
    place += 1;
    return { images, instants, words, bit };
  });
}

function cutsOf(
  rules: readonly CompiledRule[],
  pools: readonly (Pool | undefined)[],
  nowMs: number,
): readonly Cut[] {
  const size = pools.find((pool) => pool !== undefined)?.images.length ?? 0;
  const scratch = new Float64Array(size);
  return rules.map(({ keep }, rule) => {
    if ('forMs' in keep) return cutByAge(nowMs, keep.forMs);
    // A rule that keeps a number of images always has a pool.
    return cutByCount(pools[rule] as Pool, keep.newest, scratch);
  });
}

function marksOf(
  rules: readonly CompiledRule[],
  cuts: readonly Cut[],
  images: readonly Image[],
  owners: Uint8Array,
  instants: Float64Array,
): Uint8Array {
  const marked = new Uint8Array(images.length);
  for (let i = 0; i < images.length; i++) {
    const owner = owners[i] as number;
    if (owner === nobody) continue;
    const image = images[i] as Image;
    if (isMarked(rules[owner] as CompiledRule, cuts[owner] as Cut, image, instants[i] as number)) {
      marked[i] = 1;
    }
  }
  return marked;
}

/** Whether a rule marks an image that it selects, given the instant by which the image is ranked. */
export function isMarked(rule: CompiledRule, cut: Cut, image: Image, rankedAtMs: number): boolean {
  const ranks = rule.clock === rankingClock(rule.storageClass);
  return isBefore(cut, ranks ? rankedAtMs : instantOn(rule.clock, image), image);
}

/** Whether a reading takes the image out of every rule's sight. */
export function isExempt(
  { subjectManifestDigest, imageDigest }: Image,
  { children }: Census,
  { referrers, indexChildren }: LifecycleReadings,
): boolean {
  if (referrers === 'exempt' && subjectManifestDigest !== undefined) return true;
  return indexChildren === 'exempt' && children.has(imageDigest);
}
