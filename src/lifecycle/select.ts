import { type Glob, matchesGlob } from '../glob/match.js';
import type { CompiledLifecyclePolicy, CompiledRule, StorageClass } from './types.js';

/** Which globs the tags of the image at hand meet. One sheet serves all images, a stamp an image. */
export interface TagSheet {
  /** For each glob the stamp of the last image that met it. */
  readonly metAt: Uint32Array;
  stamp: number;
}

/** Globs by the first letter a tag must have, modulo 128: a superset of what can match, never a decision. */
export type GlobIndex = readonly (readonly number[])[];

const letterCount = 128;

/** Where to look for the globs that a tag may meet. */
export function indexGlobs(globs: readonly Glob[]): GlobIndex {
  return Array.from({ length: letterCount }, (_, letter) =>
    globs.flatMap(({ head }, index) => {
      const anywhere = head === '';
      return anywhere || head.charCodeAt(0) % letterCount === letter ? [index] : [];
    }),
  );
}

/** Notes every glob that some tag of an image meets. */
export function stampTags(
  sheet: TagSheet,
  { globs }: CompiledLifecyclePolicy,
  index: GlobIndex,
  tags: readonly string[],
): void {
  sheet.stamp += 1;
  for (const tag of tags) {
    const candidates = index[tag.charCodeAt(0) & (letterCount - 1)] as readonly number[];
    for (const glob of candidates) {
      if (sheet.metAt[glob] !== sheet.stamp && matchesGlob(globs[glob] as Glob, tag)) {
        sheet.metAt[glob] = sheet.stamp;
      }
    }
  }
}

/** A fresh sheet for a policy. */
export function tagSheet({ globs }: CompiledLifecyclePolicy): TagSheet {
  return { metAt: new Uint32Array(globs.length), stamp: 0 };
}

/**
 * Why a rule does not select an image, as a number, so that asking is free: 0 selects · 1 storage class · 2 it wants
 * untagged images · 3 + i the i-th entry of its list is met by no tag.
 */
export function missOf(
  rule: CompiledRule,
  storageClass: StorageClass | 'none',
  tagCount: number,
  sheet: TagSheet,
): number {
  if (rule.storageClass !== storageClass) return 1;
  const { tags } = rule;
  if (tags === 'any') return 0;
  if (tags === 'untagged') return tagCount === 0 ? 0 : 2;
  for (let i = 0; i < tags.length; i++) {
    // In range: the indexes of a compiled rule are those of its own globs.
    if (sheet.metAt[tags[i] as number] !== sheet.stamp) return 3 + i;
  }
  return 0;
}
