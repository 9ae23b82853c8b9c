import { at } from '../../base/invariant.js';
import { dayMs } from '../../facts/lifecycle.js';
import { compileGlob, type Glob, matchesGlob } from '../../glob/match.js';
import { parseInstant } from '../../model/instant.js';
import { dayNamed } from './calendar.js';
import type {
  CompiledRhythm,
  CompiledSchedule,
  Deed,
  Rhythm,
  Schedule,
  TagTemplate,
} from './types.js';

/** A schedule bound to repositories, and the names of those it adds to them. */
export interface BoundSchedule {
  readonly compiled: CompiledSchedule;
  /** The names that were given, then those that the schedule creates. */
  readonly repositoryNames: readonly (string | undefined)[];
  /** JSON pointers to what meets no repository, and therefore never happens. */
  readonly idle: readonly string[];
}

/**
 * Binds a schedule to repositories by their names. A repository without a name is the only one there is, and everything
 * that names none happens to it. What names a repository that is not there creates it.
 */
export function compileSchedule(
  schedule: Schedule,
  given: readonly (string | undefined)[],
): BoundSchedule {
  const { seed, builds = [], pulls = [], events = [] } = schedule;
  const repositoryNames = [...given, ...createdNames(schedule, new Set(given))];
  const bind = (rhythm: Rhythm) => compileRhythm(rhythm, repositoryNames);
  const compiled: CompiledSchedule = {
    seed,
    builds: builds.map((build) => ({
      ...bind(build),
      build: {
        imageSizeInBytes: build.imageSizeInBytes,
        platforms: build.platforms,
        referrers: build.referrers,
        tags: build.tags.map(templateOf),
        firstNumber: build.firstNumber,
      },
    })),
    pulls: pulls.map((pull) => ({
      ...bind(pull),
      pull: { globs: pull.tags?.map(compileGlob), newest: pull.newest ?? 1 },
    })),
    events: deedsOf(schedule, repositoryNames),
  };
  return {
    compiled,
    repositoryNames,
    idle: idleOf(compiled, events.length, schedule, repositoryNames),
  };
}

/** Names without a `*` that are not there yet, each once. */
function createdNames(
  { builds = [], events = [] }: Schedule,
  known: ReadonlySet<string | undefined>,
): readonly string[] {
  const named = [
    ...builds.flatMap(({ repositories = [] }) =>
      repositories.filter((name) => !name.includes('*')),
    ),
    ...events.flatMap(({ repositoryName, push }) =>
      push === undefined ? [] : (repositoryName ?? []),
    ),
  ];
  // A repository without a name may be any of those that are named.
  if (known.has(undefined)) return [];
  return [...new Set(named)].filter((name) => !known.has(name));
}

function compileRhythm(
  rhythm: Rhythm,
  repositoryNames: readonly (string | undefined)[],
): CompiledRhythm {
  const { count, every, fromHour = 0, toHour = 24, firstDay, lastDay, exceptDays = [] } = rhythm;
  const globs = rhythm.repositories?.map(compileGlob);
  return {
    targets: repositoryNames.flatMap((name, index) => (isMeant(globs, name) ? [index] : [])),
    perDay: count * daysShare[every],
    workingDays: every === 'working-day',
    fromMs: (fromHour * dayMs) / 24,
    toMs: (toHour * dayMs) / 24,
    firstDay: (firstDay === undefined ? undefined : dayNamed(firstDay)) ?? -dayLimit,
    lastDay: (lastDay === undefined ? undefined : dayNamed(lastDay)) ?? dayLimit,
    exceptDays: exceptDays.flatMap((day) => dayNamed(day) ?? []),
  };
}

/** What a day is of each period; a year has 365.2425 days and twelve months. */
const daysShare = { day: 1, 'working-day': 1, week: 1 / 7, month: 12 / 365.2425 } as const;

/** Further from 1970 than any date. */
const dayLimit = 200_000_000;

function isMeant(globs: readonly Glob[] | undefined, name: string | undefined): boolean {
  if (globs === undefined || name === undefined) return true;
  return globs.some((glob) => matchesGlob(glob, name));
}

function templateOf(tag: string): TagTemplate {
  return tag.split(/(\{n\}|\{day\})/).flatMap((piece): TagTemplate => {
    if (piece === '{n}') return [{ fill: 'n' }];
    if (piece === '{day}') return [{ fill: 'day' }];
    return piece === '' ? [] : [piece];
  });
}

function deedsOf(
  { events = [] }: Schedule,
  repositoryNames: readonly (string | undefined)[],
): readonly Deed[] {
  return events
    .flatMap(({ at: when, repositoryName, push, pull, delete: deletion }): readonly Deed[] => {
      const atMs = parseInstant(when);
      const repository = indexOf(repositoryNames, repositoryName);
      if (atMs === undefined || repository === undefined) return [];
      if (push !== undefined) return [{ atMs, repository, kind: 'push', push }];
      if (pull !== undefined) return [{ atMs, repository, kind: 'pull', pull }];
      return deletion === undefined ? [] : [{ atMs, repository, kind: 'delete', deletion }];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** The repository an event names; one that names none means the only one. */
function indexOf(
  names: readonly (string | undefined)[],
  name: string | undefined,
): number | undefined {
  if (names.length === 1 && (name === undefined || names[0] === undefined)) return 0;
  const index = name === undefined ? -1 : names.indexOf(name);
  return index === -1 ? undefined : index;
}

function idleOf(
  { builds, pulls }: CompiledSchedule,
  eventCount: number,
  { events = [] }: Schedule,
  repositoryNames: readonly (string | undefined)[],
): readonly string[] {
  const idle = (list: readonly CompiledRhythm[], name: string) =>
    list.flatMap(({ targets }, index) => (targets.length === 0 ? [`/${name}/${index}`] : []));
  const lost = Array.from({ length: eventCount }, (_, index) => index).filter(
    (index) => indexOf(repositoryNames, at(events, index).repositoryName) === undefined,
  );
  return [
    ...idle(builds, 'builds'),
    ...idle(pulls, 'pulls'),
    ...lost.map((index) => `/events/${index}`),
  ];
}
