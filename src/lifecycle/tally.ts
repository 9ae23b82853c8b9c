import { storageClassOf } from './clocks.js';
import { fateActed, fateBlocked, fateCascaded } from './guard.js';
import { type SettledRepository, settleRepositories } from './repositories.js';
import { indexGlobs, missOf, stampTags, tagSheet } from './select.js';
import { isExempt, nobody } from './settle.js';
import type {
  CompiledLifecyclePolicy,
  LifecycleQuestion,
  LifecycleTally,
  RuleTally,
} from './types.js';

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
