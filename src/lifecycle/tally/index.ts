/** What a policy does to a repository in numbers: a door of its own, so that the preview's stays small. */
import { storageClassOf } from '../clocks.js';
import { fateActed, fateBlocked, fateCascaded } from '../guard.js';
import { type SettledRepository, settleRepositories } from '../repositories.js';
import { indexGlobs, missOf, stampTags, tagSheet } from '../select.js';
import { isExempt, nobody } from '../settle.js';
import type { CompiledLifecyclePolicy, LifecycleQuestion } from '../types.js';

/** What a policy does to a repository in numbers. Bytes are upper bounds: layers are shared between images. */
export interface LifecycleTally {
  readonly images: {
    readonly images: number;
    readonly bytes: number;
    /** Images whose size the inventory does not give; they count as nothing in `bytes`. */
    readonly sizeUnknown: number;
  };
  /** Removed, those that follow their subject included. */
  readonly expires: { readonly images: number; readonly bytes: number };
  /** Archived, those that follow their subject included. */
  readonly archives: { readonly images: number; readonly bytes: number };
  /** Selected by no rule. */
  readonly unselected: { readonly images: number; readonly bytes: number };
  /** In the order in which the rules are applied. */
  readonly rules: readonly RuleTally[];
}

export interface RuleTally {
  readonly rulePriority: number;
  /** JSON pointer to the rule in the policy. */
  readonly at: string;
  /** Images the rule selects, whoever owns them: what a count rule ranks. */
  readonly selects: number;
  /** Images it alone decides about: those it expires, archives, is kept from, sees follow their subject, and keeps. */
  readonly owns: number;
  readonly expires: number;
  readonly archives: number;
  /** Marked, but held back by an index that stays. */
  readonly blocked: number;
  /** Kept by this rule, yet going with the image they refer to. */
  readonly follows: number;
  readonly keeps: number;
  /** Size of what it expires and archives. */
  readonly bytes: number;
}

/** How many images, and how many bytes, each rule selects, owns, removes, archives and keeps. */
export function tallyLifecycle(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
): LifecycleTally {
  const rules = compiled.rules.map(
    ({ priority, at, action }): Counts => ({ priority, at, action, ...zeros }),
  );
  const total = { images: 0, bytes: 0, sizeUnknown: 0 };
  const unselected = { ...none };
  const expires = { ...none };
  const archives = { ...none };
  for (const repository of settleRepositories(compiled, question)) {
    countSelected(compiled, repository, rules);
    const { images, settlement, fates } = repository;
    for (const [i, image] of images.entries()) {
      const { imageSizeInBytes } = image;
      const bytes = imageSizeInBytes ?? 0;
      total.images += 1;
      total.bytes += bytes;
      if (imageSizeInBytes === undefined) total.sizeUnknown += 1;
      const fate = fates.fates[i];
      const owner = settlement.owners[i] ?? nobody;
      const rule = rules[owner];
      const action =
        fate === fateCascaded
          ? fates.cascades.get(i)
          : fate === fateActed
            ? rule?.action
            : undefined;
      if (action === 'expire') add(expires, bytes);
      if (action === 'transition') add(archives, bytes);
      if (rule === undefined) add(unselected, bytes);
      else countOwned(rule, fate, bytes);
    }
  }
  return {
    images: total,
    expires,
    archives,
    unselected,
    rules: rules.map(({ priority, action: _, ...counts }) => ({
      rulePriority: priority,
      ...counts,
    })),
  };
}

const none = { images: 0, bytes: 0 };
const zeros = {
  selects: 0,
  owns: 0,
  expires: 0,
  archives: 0,
  blocked: 0,
  follows: 0,
  keeps: 0,
  bytes: 0,
};

type Counts = { -readonly [Key in keyof Omit<RuleTally, 'rulePriority'>]: RuleTally[Key] } & {
  readonly priority: number;
  readonly action: 'expire' | 'transition';
};

function add(sum: { images: number; bytes: number }, bytes: number): void {
  sum.images += 1;
  sum.bytes += bytes;
}

function countOwned(rule: Counts, fate: number | undefined, bytes: number): void {
  rule.owns += 1;
  switch (fate) {
    case fateActed:
      if (rule.action === 'expire') rule.expires += 1;
      else rule.archives += 1;
      rule.bytes += bytes;
      return;
    case fateBlocked:
      rule.blocked += 1;
      return;
    case fateCascaded:
      rule.follows += 1;
      return;
    default:
      rule.keeps += 1;
  }
}

/** Counts what each rule selects, whoever owns it: the pool that a count rule ranks. */
function countSelected(
  compiled: CompiledLifecyclePolicy,
  { images, census }: SettledRepository,
  rules: readonly Counts[],
): void {
  const sheet = tagSheet(compiled);
  const index = indexGlobs(compiled.globs);
  for (const image of images) {
    if (isExempt(image, census, compiled.readings)) continue;
    const storageClass = storageClassOf(image, compiled.readings);
    stampTags(sheet, compiled, index, image.imageTags);
    for (const [r, rule] of compiled.rules.entries()) {
      const counts = rules[r];
      const selects = missOf(rule, storageClass, image.imageTags.length, sheet) === 0;
      if (selects && counts !== undefined) counts.selects += 1;
    }
  }
}
