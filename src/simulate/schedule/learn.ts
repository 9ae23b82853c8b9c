import type { FactId } from '../../facts/ledger/index.js';
import { dayMs } from '../../facts/lifecycle.js';
import { byRepository, type Image } from '../../model/image.js';
import { dayOf, isWorkingDay } from './calendar.js';
import type { RecurringBuild, Schedule } from './types.js';

/** What an inventory tells of how a registry is built to. */
export interface LearntSchedule {
  readonly schedule: Schedule;
  /** What each build of the schedule was learnt from, in the order of the builds. */
  readonly learnt: readonly LearntBuild[];
  /** Ids of the facts behind it. */
  readonly because: readonly FactId[];
}

/** One kind of build of one repository. */
export interface LearntBuild {
  readonly repositoryName?: string | undefined;
  readonly tags: readonly string[];
  /** Builds that were counted, and over how many days up to the instant that was asked about. */
  readonly buildCount: number;
  readonly days: number;
  /** Whether older builds may have been removed already, so that only the time since the oldest was looked at. */
  readonly cutShort: boolean;
}

/** How far back one looks, unless told otherwise: four weeks. */
const daysBack = 28;

/** Fewer than this are no rhythm. */
const buildsMin = 2;

/**
 * Learns a schedule from what was pushed lately: for each repository its kinds of builds, told apart by their tags with
 * the numbers taken out, how many a day or working day, how large, for how many platforms, with how many referrers. Where
 * the oldest build of a kind is younger than the time looked back on, older ones may have been removed, and the rate is
 * that of the time since the oldest. Nothing random: the same images give the same schedule.
 */
export function learnSchedule(
  images: readonly Image[],
  { nowMs, days = daysBack }: { readonly nowMs: number; readonly days?: number | undefined },
): LearntSchedule {
  const found = byRepository(images).flatMap((group) => buildsOf(group, nowMs, days));
  return {
    schedule: { builds: found.map(({ build }) => build) },
    learnt: found.map(({ learnt }) => learnt),
    because: ['simulate.historyIsWhatIsLeft', 'image.indexSizeIsItsLargest'],
  };
}

interface Found {
  readonly build: RecurringBuild;
  readonly learnt: LearntBuild;
}

function buildsOf(images: readonly Image[], nowMs: number, days: number): readonly Found[] {
  const isChild = new Set(images.flatMap(({ references = [] }) => references));
  const referrers = new Map<string, number>();
  for (const { subjectManifestDigest: subject } of images)
    if (subject !== undefined) referrers.set(subject, (referrers.get(subject) ?? 0) + 1);
  const kinds = new Map<string, Image[]>();
  for (const image of images) {
    const { imageDigest, subjectManifestDigest, imagePushedAtMs, imageTags } = image;
    if (subjectManifestDigest !== undefined || isChild.has(imageDigest)) continue;
    if (imagePushedAtMs > nowMs || imageTags.length === 0) continue;
    const key = templatesOf(imageTags).kind.join(' ');
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [image]);
    else kind.push(image);
  }
  return [...kinds.values()].flatMap((kind) => foundIn(kind, referrers, nowMs, days) ?? []);
}

/**
 * The tags of a build with its number taken out. They tell its kind; a tag without a number, such as `latest`, stands on
 * the last build only and says nothing of it, unless there is no other.
 */
function templatesOf(imageTags: readonly string[]) {
  const templates = [...new Set(imageTags.map(templateOf))].sort();
  const numbered = templates.filter((template) => template.includes('{n}'));
  return { templates, kind: numbered.length === 0 ? templates : numbered };
}

/**
 * A tag whose last number of its own is the build's: `main-412-amd64` becomes `main-{n}-amd64`, where `64` belongs to a
 * word, and the hash of a commit becomes `{n}`.
 */
function templateOf(tag: string): string {
  if (/^(?=.*\d)[0-9a-f]{7,40}$/.test(tag)) return '{n}';
  const own = [...tag.matchAll(/(?<![a-z\d])\d+/gi)].at(-1);
  const last = own ?? [...tag.matchAll(/\d+/g)].at(-1);
  if (last === undefined) return tag;
  return `${tag.slice(0, last.index)}{n}${tag.slice(last.index + last[0].length)}`;
}

function foundIn(
  kind: readonly Image[],
  referrers: ReadonlyMap<string, number>,
  nowMs: number,
  days: number,
): Found | undefined {
  const recent = kind.filter(({ imagePushedAtMs }) => nowMs - imagePushedAtMs < days * dayMs);
  const sorted = [...recent].sort((a, b) => a.imagePushedAtMs - b.imagePushedAtMs);
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  if (oldest === undefined || newest === undefined || recent.length < buildsMin) return undefined;
  const cutShort = recent.length === kind.length;
  const fromMs = cutShort ? oldest.imagePushedAtMs : nowMs - days * dayMs;
  const onWorkingDays = recent.every(({ imagePushedAtMs }) => isWorkingDay(dayOf(imagePushedAtMs)));
  const length = onWorkingDays ? workingDaysIn(fromMs, nowMs) : (nowMs - fromMs) / dayMs;
  // The oldest one only marks where the time begins.
  const count = (cutShort ? recent.length - 1 : recent.length) / Math.max(length, 1 / 24);
  const tags = templatesOf(newest.imageTags).templates;
  const { repositoryName } = newest;
  const build: RecurringBuild = {
    ...(repositoryName === undefined ? {} : { repositories: [repositoryName] }),
    count: Math.min(Math.round(count * 100) / 100, 100_000),
    every: onWorkingDays ? 'working-day' : 'day',
    tags,
    ...sizeOf(recent),
    ...several('platforms', median(recent.map(({ references = [] }) => references.length)), 2),
    ...several(
      'referrers',
      median(recent.map((image) => referrers.get(image.imageDigest) ?? 0)),
      1,
    ),
  };
  const buildCount = recent.length;
  const learnt = { repositoryName, tags, buildCount, days: (nowMs - fromMs) / dayMs, cutShort };
  return { build, learnt };
}

/** Working days between two instants, parts of days included. */
function workingDaysIn(fromMs: number, toMs: number): number {
  let ms = 0;
  for (let day = dayOf(fromMs); day <= dayOf(toMs); day++) {
    if (!isWorkingDay(day)) continue;
    ms += Math.min(toMs, (day + 1) * dayMs) - Math.max(fromMs, day * dayMs);
  }
  return ms / dayMs;
}

function sizeOf(images: readonly Image[]): Pick<RecurringBuild, 'imageSizeInBytes'> {
  const sizes = images.flatMap(({ imageSizeInBytes }) => imageSizeInBytes ?? []);
  return sizes.length === 0 ? {} : { imageSizeInBytes: median(sizes) };
}

function several<Key extends string>(key: Key, count: number, from: number) {
  return count < from ? {} : { [key]: Math.min(count, 100) };
}

/** The middle one, of two the greater. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
