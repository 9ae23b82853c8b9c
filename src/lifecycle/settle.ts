import type { Image } from '../model/image.js';
import { instantOn, rankingClock, storageClassOf } from './clocks.js';
import { type Cut, cutByAge, cutByCount, isBefore, type Pool } from './cut.js';
import { indexGlobs, missOf, stampTags, tagSheet } from './select.js';
import type {
  CompiledLifecyclePolicy,
  CompiledRule,
  LifecycleQuestion,
  StorageClass,
} from './types.js';

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
  /** Digests that some index of the repository points to. */
  readonly children: ReadonlySet<string>;
  readonly hasReferrers: boolean;
}

/** Owner of an image that no rule selects. A policy has at most fifty rules, so a byte names them all. */
export const nobody = 255;

/** Settles one repository. */
export function settle(compiled: CompiledLifecyclePolicy, question: LifecycleQuestion): Settlement {
  const { images, nowMs } = question;
  const { rules, readings } = compiled;
  const { children, hasReferrers } = relations(images);
  const countRules = rules.flatMap((rule, index) => ('newest' in rule.keep ? [index] : []));
  const words = Array.from(
    { length: Math.ceil(countRules.length / 32) },
    () => new Uint32Array(images.length),
  );
  const owners = new Uint8Array(images.length).fill(nobody);
  const instants = new Float64Array(images.length);
  const sheet = tagSheet(compiled);
  const index = indexGlobs(compiled.globs);
  const placeOf = new Int16Array(rules.length).fill(-1);
  for (const [place, rule] of countRules.entries()) placeOf[rule] = place;

  for (let i = 0; i < images.length; i++) {
    // Within bounds: every column is as long as the list of images, and `placeOf` as the list of rules.
    const image = images[i] as Image;
    const storageClass = storageClassOf(image, readings);
    instants[i] = rankingInstant(image, storageClass);
    if (storageClass === 'none' || isExempt(image, children, compiled)) continue;
    const { imageTags } = image;
    stampTags(sheet, compiled, index, imageTags);
    for (let r = 0; r < rules.length; r++) {
      const place = placeOf[r] as number;
      const owned = owners[i] !== nobody;
      if (owned && place < 0) continue;
      if (missOf(rules[r] as CompiledRule, storageClass, imageTags.length, sheet) !== 0) continue;
      if (!owned) owners[i] = r;
      if (place >= 0) {
        const word = words[place >> 5] as Uint32Array;
        word[i] = (word[i] as number) | (1 << (place & 31));
      }
    }
  }

  const pools = rules.map((_, r): Pool | undefined => {
    const place = placeOf[r] as number;
    const word = words[place >> 5];
    return word === undefined
      ? undefined
      : { images, instants, words: word, bit: 1 << (place & 31) };
  });
  const cuts = cutsOf(rules, pools, nowMs);
  const marked = new Uint8Array(images.length);
  for (let i = 0; i < images.length; i++) {
    const owner = owners[i] as number;
    if (owner !== nobody && isMarked(rules, cuts, owner, images[i] as Image)) marked[i] = 1;
  }
  return { owners, marked, instants, cuts, pools, children, hasReferrers };
}

/** Whether a rule marks an image that it selects. */
export function isMarked(
  rules: readonly CompiledRule[],
  cuts: readonly Cut[],
  rule: number,
  image: Image,
): boolean {
  // In range: `rule` is the index of a rule of this policy, and there is a cut for each.
  const { clock } = rules[rule] as CompiledRule;
  return isBefore(cuts[rule] as Cut, instantOn(clock, image), image.imageDigest);
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

/** An archived image is ranked by its archiving, any other by its push, also one between the classes. */
function rankingInstant(image: Image, storageClass: StorageClass | 'none'): number {
  if (storageClass === 'none') return instantOn(rankingClock('standard'), image);
  return instantOn(rankingClock(storageClass), image);
}

/** Whether a reading takes the image out of every rule's sight. */
export function isExempt(
  image: Image,
  children: ReadonlySet<string>,
  { readings }: CompiledLifecyclePolicy,
): boolean {
  if (readings.referrers === 'exempt' && image.subjectManifestDigest !== undefined) return true;
  return readings.indexChildren === 'exempt' && children.has(image.imageDigest);
}

function relations(images: readonly Image[]): {
  children: ReadonlySet<string>;
  hasReferrers: boolean;
} {
  const children = new Set<string>();
  let hasReferrers = false;
  for (const { references, subjectManifestDigest } of images) {
    if (references !== undefined) for (const digest of references) children.add(digest);
    if (subjectManifestDigest !== undefined) hasReferrers = true;
  }
  return { children, hasReferrers };
}
