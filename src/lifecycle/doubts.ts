import type { Diagnostic } from '../base/diagnostic.js';
import { counted } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { dayMs } from '../facts/lifecycle.js';
import type { Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';
import { instantOn, rankingClock } from './clocks.js';
import { underReadings } from './compile.js';
import { isBefore } from './cut.js';
import { gaps } from './gaps.js';
import { type Fates, fatesOf } from './guard.js';
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
  return repositories.flatMap((repository) => [
    ...gaps(compiled, repository),
    ...ties(compiled, repository),
    ...dayBoundary(compiled, question, repository),
    ...restored(compiled, repository),
    ...relatives(compiled, question, repository),
    ...childrenWithParents(compiled, repository),
    ...archivedIndexes(compiled, repository),
    ...artifactsBehindIndexes(compiled, repository),
    ...activating(compiled, question, repository),
  ]);
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
    const instant = formatInstant(beforeMs);
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
  const { owners, instants } = settlement;
  const zones = rules.map(zoneOf);
  const counts = new Uint32Array(rules.length);
  for (let i = 0; i < images.length; i++) {
    // Within bounds: the columns have an entry for every image, and an owner is the index of a rule.
    const owner = owners[i] as number;
    const zone = zones[owner];
    if (zone === undefined) continue;
    const instant = zone.isRanking
      ? (instants[i] as number)
      : instantOn(zone.clock, images[i] as Image);
    const age = nowMs - instant;
    if (age > zone.fromMs && age < zone.toMs) counts[owner] = (counts[owner] as number) + 1;
  }
  return rules.flatMap((rule, index) => {
    const count = counts[index] ?? 0;
    if (count === 0) return [];
    const message = `${counted(count, 'image')}${inRepository(images)} passed the limit of rule ${rule.priority} less than a day ago; if AWS counts whole days, they go a day later`;
    return [doubt('day-boundary', message, rule.at, 'lifecycle.olderThanIsStrict')];
  });
}

/** The ages about which the two readings of an age rule's limit disagree. */
function zoneOf({ keep, clock, storageClass }: CompiledRule) {
  if (!('forMs' in keep)) return undefined;
  const wholeDays = keep.forMs % dayMs !== 0;
  const days = wholeDays ? (keep.forMs + 1) / dayMs - 1 : keep.forMs / dayMs;
  const isRanking = clock === rankingClock(storageClass);
  return { clock, isRanking, fromMs: days * dayMs, toMs: (days + 1) * dayMs };
}

/** Restored images about which push and restoring disagree. */
function restored(
  { rules }: CompiledLifecyclePolicy,
  { images, census, settlement }: SettledRepository,
): Diagnostic[] {
  if (census.restored === 0) return [];
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
    ].map((instant) => isBefore(cut, instant, image));
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
  const { census } = repository;
  const { referrers, indexChildren } = compiled.readings;
  const found: Diagnostic[] = [];
  if (census.referrers > 0) {
    const other: Partial<LifecycleReadings> = {
      referrers: referrers === 'counted' ? 'exempt' : 'counted',
    };
    const count = changedBy(underReadings(compiled, other), question, repository);
    const message = `${counted(count, 'image')}${inRepository(repository.images)} would have another fate if signatures, SBOMs and other referrers were ${other.referrers}`;
    if (count > 0) found.push(doubt('referrers', message, '', 'lifecycle.referrersAreCounted'));
  }
  if (census.children.size > 0) {
    const other: Partial<LifecycleReadings> = {
      indexChildren: indexChildren === 'counted' ? 'exempt' : 'counted',
    };
    const count = changedBy(underReadings(compiled, other), question, repository);
    const message = `${counted(count, 'image')}${inRepository(repository.images)} would have another fate if the images behind an index were ${other.indexChildren}`;
    if (count > 0) found.push(doubt('index-children', message, '', 'lifecycle.childrenAreCounted'));
  }
  return found;
}

function changedBy(
  other: CompiledLifecyclePolicy,
  { nowMs }: LifecycleQuestion,
  { images, census, fates }: SettledRepository,
): number {
  return changed(fates, fatesOf(other, images, census, settle(other, images, census, nowMs)));
}

/** How many images have another fate. */
function changed({ fates }: Fates, otherwise: Fates): number {
  let count = 0;
  for (const [i, fate] of fates.entries()) if (otherwise.fates[i] !== fate) count += 1;
  return count;
}

/** Images that the index of an archived build keeps, or would keep, from being expired. */
function archivedIndexes(
  compiled: CompiledLifecyclePolicy,
  { images, census, settlement, fates }: SettledRepository,
): Diagnostic[] {
  const { rules, readings } = compiled;
  const archives = census.archived > 0 || rules.some(({ action }) => action === 'transition');
  if (census.children.size === 0 || !archives) return [];
  const frees = readings.archivedIndex === 'frees';
  const other = underReadings(compiled, { archivedIndex: frees ? 'guards' : 'frees' });
  const concerned = changed(fates, fatesOf(other, images, census, settlement));
  if (concerned === 0) return [];
  const message = frees
    ? `${counted(concerned, 'image')}${inRepository(images)} would have another fate if an index in the archive kept the images behind it from being expired; without them it cannot be restored whole`
    : `${counted(concerned, 'image')}${inRepository(images)} would have another fate if an index in the archive held nothing back`;
  const help = frees
    ? 'let the rule that expires images spare those behind archived builds'
    : undefined;
  return [doubt('archived-index', message, '', 'lifecycle.archivedIndexFrees', help)];
}

/** Artifacts whose subject goes while an index that stays points to them. */
function artifactsBehindIndexes(
  compiled: CompiledLifecyclePolicy,
  { images, census, settlement, fates }: SettledRepository,
): Diagnostic[] {
  if (census.children.size === 0 || census.referrers === 0) return [];
  const follow = compiled.readings.referrersBehindIndex === 'follow';
  const other = underReadings(compiled, { referrersBehindIndex: follow ? 'stay' : 'follow' });
  const concerned = changed(fates, fatesOf(other, images, census, settlement));
  if (concerned === 0) return [];
  const may = follow
    ? 'may stay behind their index although the image they refer to goes'
    : 'may go with the image they refer to although an index points to them';
  const message = `${counted(concerned, 'artifact')}${inRepository(images)} ${may}`;
  return [doubt('referrer-behind-index', message, '', 'lifecycle.referrersBehindIndex')];
}

/** Children that go, or stay, only because of what is taken to happen in one run. */
function childrenWithParents(
  compiled: CompiledLifecyclePolicy,
  { images, census, settlement, fates }: SettledRepository,
): Diagnostic[] {
  if (census.children.size === 0) return [];
  const sameRun = compiled.readings.childAfterParent === 'same-run';
  const other = underReadings(compiled, { childAfterParent: sameRun ? 'next-run' : 'same-run' });
  const otherwise = fatesOf(other, images, census, settlement).fates;
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
  { images, census }: SettledRepository,
): Diagnostic[] {
  if (census.activating === 0) return [];
  const restoring = images.filter(({ imageStatus }) => imageStatus === 'ACTIVATING');
  const asArchived = underReadings(compiled, { activating: 'archived' });
  const archived = settle(asArchived, restoring, census, nowMs);
  const marked = archived.marked.reduce((sum, mark) => sum + mark, 0);
  if (marked === 0) return [];
  const message = `${counted(marked, 'image')}${inRepository(images)} being restored would be acted on if AWS still took them for archived`;
  return [doubt('activating', message, '', 'lifecycle.activatingIsUndescribed')];
}
