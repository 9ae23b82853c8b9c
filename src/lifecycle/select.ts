import { type Glob, matchesGlob } from '../glob/match.js';
import type { CompiledLifecyclePolicy, CompiledRule, StorageClass } from './types.js';

/** Which globs the tags of the image at hand meet. One sheet serves all images, a stamp an image. */
export interface TagSheet {
  /** For each glob the stamp of the last image that met it. */
  readonly metAt: Uint32Array;
  stamp: number;
}

/**
 * Where to look for the globs a tag may meet: by the letter a tag must start with, and for globs without a head by the
 * letter it must end with, both modulo 128. A superset of what can match, never a decision.
 */
export interface GlobIndex {
  readonly byHead: readonly (readonly number[])[];
  readonly byTail: readonly (readonly number[])[];
}

const letterCount = 128;

/** Sorts the globs of a policy into an index. */
export function indexGlobs(globs: readonly Glob[]): GlobIndex {
  const byHead: number[][] = Array.from({ length: letterCount }, () => []);
  const byTail: number[][] = Array.from({ length: letterCount }, () => []);
  for (const [index, { head, tail = '' }] of globs.entries()) {
    if (head !== '') byHead[head.charCodeAt(0) % letterCount]?.push(index);
    else if (tail !== '') byTail[tail.charCodeAt(tail.length - 1) % letterCount]?.push(index);
    else for (const list of byHead) list.push(index);
  }
  return { byHead, byTail };
}

/** Notes every glob that some tag of an image meets. */
export function stampTags(
  sheet: TagSheet,
  { globs }: CompiledLifecyclePolicy,
  { byHead, byTail }: GlobIndex,
  tags: readonly string[],
): void {
  sheet.stamp += 1;
  for (let t = 0; t < tags.length; t++) {
    // In range: a letter modulo the number of lists; an empty tag counts as the letter 0.
    const tag = tags[t] as string;
    const first = byHead[tag.charCodeAt(0) & (letterCount - 1)] as readonly number[];
    const last = byTail[tag.charCodeAt(tag.length - 1) & (letterCount - 1)] as readonly number[];
    if (first.length > 0) stamp(sheet, globs, first, tag);
    if (last.length > 0) stamp(sheet, globs, last, tag);
  }
}

function stamp(
  { metAt, stamp }: TagSheet,
  globs: readonly Glob[],
  candidates: readonly number[],
  tag: string,
): void {
  for (let c = 0; c < candidates.length; c++) {
    const glob = candidates[c] as number;
    if (metAt[glob] !== stamp && matchesGlob(globs[glob] as Glob, tag)) metAt[glob] = stamp;
  }
}

/**
 * For each rule a glob without which it cannot select, or -1 where there is none: a cheap look before `missOf` is
 * asked, which alone decides.
 */
export function leastGlobs({ rules }: CompiledLifecyclePolicy): Int32Array {
  return Int32Array.from(rules, ({ tags }) => (typeof tags === 'string' ? -1 : (tags[0] ?? -1)));
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
