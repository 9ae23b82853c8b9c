import { at } from '../../base/invariant.js';
import { dayMs } from '../../facts/lifecycle.js';
import { dayOf, isWorkingDay, workingDaysBefore } from './calendar.js';
import { draw, stateOf } from './random.js';
import type { CompiledRhythm, CompiledSchedule, Deed } from './types.js';

/**
 * What a schedule brings from one instant to another, both included, in the order in which it happens. A day at a time: only one
 * day's events are held. What happens on a day depends on the schedule and the day alone, never on where one begins.
 */
export function* deedsBetween(
  schedule: CompiledSchedule,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Generator<Deed> {
  const { events } = schedule;
  let next = 0;
  const isWithin = ({ atMs }: Deed) => atMs >= fromMs && atMs <= toMs;
  for (let day = dayOf(fromMs); day <= dayOf(toMs); day++) {
    for (const deed of recurring(schedule, day)) {
      if (!isWithin(deed)) continue;
      for (; next < events.length && at(events, next).atMs <= deed.atMs; next++) {
        const event = at(events, next);
        if (isWithin(event)) yield event;
      }
      yield deed;
    }
  }
  for (; next < events.length; next++) {
    const event = at(events, next);
    if (isWithin(event)) yield event;
  }
}

function recurring(schedule: CompiledSchedule, day: number): readonly Deed[] {
  const { builds, pulls, seed } = schedule;
  const deeds = [
    ...builds.flatMap((rhythm, index) =>
      beatsOn(rhythm, day, seed, `build ${index}`).map(
        ({ atMs, repository }): Deed => ({ atMs, repository, kind: 'build', build: index }),
      ),
    ),
    ...pulls.flatMap((rhythm, index) =>
      beatsOn(rhythm, day, seed, `pull ${index}`).map(
        ({ atMs, repository, turn }): Deed => ({
          atMs,
          repository,
          kind: 'draw',
          rhythm: index,
          turn: turn % rhythm.pull.newest,
        }),
      ),
    ),
  ];
  return deeds.sort((a, b) => a.atMs - b.atMs);
}

interface Beat {
  readonly atMs: number;
  readonly repository: number;
  readonly turn: number;
}

/** The beats of a rhythm on a day: evenly spread and in turn, or drawn from the seed. */
function beatsOn(
  rhythm: CompiledRhythm,
  day: number,
  seed: number | undefined,
  stream: string,
): readonly Beat[] {
  const { targets, fromMs, toMs, firstDay, lastDay, exceptDays, workingDays } = rhythm;
  if (targets.length === 0 || day < firstDay || day > lastDay || exceptDays.includes(day))
    return [];
  if (workingDays && !isWorkingDay(day)) return [];
  const ordinal = workingDays ? workingDaysBefore(day) : day;
  const first = countUpTo(rhythm, ordinal);
  const count = countUpTo(rhythm, ordinal + 1) - first;
  const length = toMs - fromMs;
  let state = stateOf(seed ?? 0, stream, day);
  const chance = () => {
    const drawn = draw(state);
    state = drawn.state;
    return drawn.number;
  };
  return Array.from({ length: count }, (_, index) => {
    const share = seed === undefined ? (index + 0.5) / count : chance();
    const turn =
      seed === undefined ? turnOf(first + index, targets.length) : Math.floor(chance() * turnsMax);
    return {
      atMs: day * dayMs + fromMs + Math.floor(share * length),
      repository: at(targets, turn % targets.length),
      turn: Math.floor(turn / targets.length),
    };
  });
}

/** Turns are dealt out of so many, a multiple of nothing in particular. */
const turnsMax = 2 ** 32;

/** The turn of a beat before 1970 is one, too. */
function turnOf(ordinal: number, targetCount: number): number {
  const turns = targetCount * 2 ** 20;
  return ((ordinal % turns) + turns) % turns;
}

/** How many beats there are before the ordinal-th day on which there may be some. */
function countUpTo({ perDay }: CompiledRhythm, ordinal: number): number {
  // A hair more than the product, which a fraction such as 1/7 leaves a hair less than whole.
  return Math.floor(ordinal * perDay + 1e-9);
}
