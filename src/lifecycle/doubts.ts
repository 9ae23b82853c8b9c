import type { Diagnostic } from '../base/diagnostic.js';
import { counted } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { dayMs } from '../facts/lifecycle.js';
import type { Image } from '../model/image.js';
import { instantOn } from './clocks.js';
import { underReadings } from './compile.js';
import { isBefore } from './cut.js';
import { gaps } from './gaps.js';
import { fatesOf } from './guard.js';
import type { SettledRepository } from './repositories.js';
import { nobody, settle } from './settle.js';
import type {
  CompiledLifecyclePolicy,
  CompiledRule,
  LifecycleQuestion,
  LifecycleReadings,
} from './types.js';

/**
 * Which of AWS's silences mattered to this preview, and what the inventory could not tell. A reading is asked for
 * again only where a cheap sign says that the other one might give another answer.
 */
export function doubts(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
  repositories: readonly SettledRepository[],
): readonly Diagnostic[] {
  return [
    ...gaps(compiled, question),
    ...repositories.flatMap((repository) => [
      ...ties(compiled, repository),
      ...dayBoundary(compiled, question, repository),
      ...restored(compiled, repository),
      ...relatives(compiled, question, repository),
      ...childrenWithParents(compiled, repository),
      ...activating(compiled, question, repository),
    ]),
  ];
}

function doubt(
  name: string,
  message: string,
  at: string,
  because: FactId,
  help?: string,
): Diagnostic {
  return { code: `lifecycle/${name}`, severity: 'info', message, at, because: [because], help };
}

function inRepository([first]: readonly Image[]): string {
  return first?.repositoryName === undefined ? '' : ` in \`${first.repositoryName}\``;
}

/** Rules whose last kept place is fought for by images of the same instant. */
function ties(
  { rules }: CompiledLifecyclePolicy,
  { images, settlement }: SettledRepository,
): Diagnostic[] {
  return settlement.cuts.flatMap(({ tied, beforeMs }, index) => {
    const rule = rules[index];
    if (tied === 0 || rule === undefined) return [];
    const instant = new Date(beforeMs).toISOString();
    const message = `${counted(tied, 'image')}${inRepository(images)} pushed at ${instant} tie for the last places rule ${rule.priority} keeps; the smaller digests were kept`;
    return [doubt('tie', message, rule.at, 'lifecycle.tiesAreArbitrary')];
  });
}

/** Images that are older than N times 24 hours but have not completed another day. */
function dayBoundary(
  { rules }: CompiledLifecyclePolicy,
  { nowMs }: LifecycleQuestion,
  { images, settlement }: SettledRepository,
): Diagnostic[] {
  const { owners } = settlement;
  const counts = new Map<CompiledRule, number>();
  for (let i = 0; i < images.length; i++) {
    // Within bounds: `owners` has an entry for every image, and an owner is the index of a rule.
    const owner = owners[i] as number;
    if (owner === nobody) continue;
    const rule = rules[owner] as CompiledRule;
    if (!('forMs' in rule.keep)) continue;
    const age = nowMs - instantOn(rule.clock, images[i] as Image);
    const days = Math.floor((rule.keep.forMs + 1) / dayMs);
    const limit = rule.keep.forMs % dayMs === 0 ? days : days - 1;
    if (age > limit * dayMs && age < (limit + 1) * dayMs)
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts].map(([rule, count]) => {
    const message = `${counted(count, 'image')}${inRepository(images)} passed the limit of rule ${rule.priority} less than a day ago; if AWS counts whole days, they go a day later`;
    return doubt('day-boundary', message, rule.at, 'lifecycle.olderThanIsStrict');
  });
}

/** Restored images about which push and restoring disagree. */
function restored(
  { rules }: CompiledLifecyclePolicy,
  { images, settlement }: SettledRepository,
): Diagnostic[] {
  const { owners, cuts } = settlement;
  const counts = new Map<CompiledRule, number>();
  for (const [i, image] of images.entries()) {
    if (image.lastActivatedAtMs === undefined) continue;
    const owner = owners[i] ?? nobody;
    const [rule, cut] = [rules[owner], cuts[owner]];
    if (rule === undefined || cut === undefined || !('forMs' in rule.keep)) continue;
    if (rule.clock !== 'pushed' && rule.clock !== 'firstPushed') continue;
    const [byActivation, byPush] = [
      instantOn('pushed', image),
      instantOn('firstPushed', image),
    ].map((instant) => isBefore(cut, instant, image.imageDigest));
    if (byActivation !== byPush) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts].map(([rule, count]) => {
    const message = `${counted(count, 'restored image')}${inRepository(images)} would be treated otherwise by rule ${rule.priority} if AWS aged them from their push`;
    return doubt('restored-age', message, rule.at, 'lifecycle.restoredAgesByActivation');
  });
}

/** Whether referrers or children would have changed the outcome of other images by not being counted. */
function relatives(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
  repository: SettledRepository,
): Diagnostic[] {
  const { hasReferrers, children } = repository.settlement;
  const { referrers, indexChildren } = compiled.readings;
  const found: Diagnostic[] = [];
  if (hasReferrers) {
    const other: Partial<LifecycleReadings> = {
      referrers: referrers === 'counted' ? 'exempt' : 'counted',
    };
    const changed = changedBy(underReadings(compiled, other), question, repository);
    const message = `${counted(changed, 'image')}${inRepository(repository.images)} would have another fate if signatures, SBOMs and other referrers were ${other.referrers}`;
    if (changed > 0) found.push(doubt('referrers', message, '', 'lifecycle.referrersAreCounted'));
  }
  if (children.size > 0) {
    const other: Partial<LifecycleReadings> = {
      indexChildren: indexChildren === 'counted' ? 'exempt' : 'counted',
    };
    const changed = changedBy(underReadings(compiled, other), question, repository);
    const message = `${counted(changed, 'image')}${inRepository(repository.images)} would have another fate if the images behind an index were ${other.indexChildren}`;
    if (changed > 0)
      found.push(doubt('index-children', message, '', 'lifecycle.childrenAreCounted'));
  }
  return found;
}

function changedBy(
  other: CompiledLifecyclePolicy,
  { nowMs }: LifecycleQuestion,
  { images, fates }: SettledRepository,
): number {
  const otherwise = fatesOf(other, images, settle(other, { images, nowMs }));
  let changed = 0;
  for (const [i, fate] of fates.fates.entries()) if (otherwise.fates[i] !== fate) changed += 1;
  return changed;
}

/** Children that go, or stay, only because of what is taken to happen in one run. */
function childrenWithParents(
  compiled: CompiledLifecyclePolicy,
  { images, settlement, fates }: SettledRepository,
): Diagnostic[] {
  if (settlement.children.size === 0) return [];
  const sameRun = compiled.readings.childAfterParent === 'same-run';
  const other = underReadings(compiled, { childAfterParent: sameRun ? 'next-run' : 'same-run' });
  const otherwise = fatesOf(other, images, settlement).fates;
  const concerned = images.filter(
    (_, i) => settlement.marked[i] === 1 && otherwise[i] !== fates.fates[i],
  );
  if (concerned.length === 0) return [];
  const may = sameRun ? 'may go only in the next run' : 'may go in the same run';
  const message = `${counted(concerned.length, 'image')}${inRepository(images)} behind an index that goes too ${may}`;
  return [doubt('child-after-parent', message, '', 'lifecycle.childAfterParentSameRun')];
}

/** Images being restored that an archive rule would mark. Archive rules go by age alone, so the others do not matter. */
function activating(
  compiled: CompiledLifecyclePolicy,
  { nowMs }: LifecycleQuestion,
  { images }: SettledRepository,
): Diagnostic[] {
  const restoring = images.filter(({ imageStatus }) => imageStatus === 'ACTIVATING');
  if (restoring.length === 0) return [];
  const archived = settle(underReadings(compiled, { activating: 'archived' }), {
    images: restoring,
    nowMs,
  });
  const marked = archived.marked.reduce((sum, mark) => sum + mark, 0);
  if (marked === 0) return [];
  const message = `${counted(marked, 'image')}${inRepository(images)} being restored would be acted on if AWS still took them for archived`;
  return [doubt('activating', message, '', 'lifecycle.activatingIsUndescribed')];
}
