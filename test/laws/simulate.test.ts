import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLifecyclePolicy } from '../../src/lifecycle/index.js';
import {
  compileSchedule,
  deedsBetween,
  type RepositoryFrame,
  type Schedule,
  type SimulationFrame,
  simulateFrames,
} from '../../src/simulate/index.js';
import { build, repositoryNames, schedule, simulation } from '../arbitraries/schedule.js';
import {
  type ReferenceEvent,
  type ReferenceFrame,
  type ReferenceQuestion,
  referenceSimulation,
} from '../reference/simulate.js';

const dayMs = 86_400_000;
const fromMs = Date.UTC(2026, 5, 15, 12);

function simulated(given: ReferenceQuestion): readonly ReferenceFrame[] {
  const { policy, readings, images, events, toMs, everyMs } = given;
  const repositories = [
    { repositoryName: 'web', images, policy: compileLifecyclePolicy(policy, { readings }) },
  ];
  const frames = simulateFrames({
    repositories,
    schedule: { events: events.map(asScheduled) },
    fromMs: given.fromMs,
    toMs,
    lifecycleEveryMs: everyMs,
  });
  return [...frames].map(({ atMs, repositories: [frame] }) => plain(atMs, frame));
}

function asScheduled({ atMs, ...deed }: ReferenceEvent) {
  return { at: new Date(atMs).toISOString(), repositoryName: 'web', ...deed };
}

function plain(atMs: number, frame: RepositoryFrame | undefined): ReferenceFrame {
  if (frame === undefined) throw new Error('a frame without its repository');
  const { registryId: _, repositoryName: __, departures, ...counts } = frame;
  return {
    atMs,
    ...counts,
    departures: departures
      .map(
        ({ imageDigest, action, rulePriority, reason }) =>
          `${imageDigest} ${action.type} ${reason === 'deleted-by-request' ? 'request' : rulePriority}`,
      )
      .toSorted(),
  };
}

describe('a simulation', () => {
  it('without events is one naive run after another, each on what the last one left', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        const quiet = { ...given, events: [] };
        expect(simulated(quiet)).toEqual(referenceSimulation(quiet));
      }),
    );
  });

  it('is what happens naively, whatever is pushed and pulled in between', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        expect(simulated(given)).toEqual(referenceSimulation(given));
      }),
      { numRuns: 250 },
    );
  });

  it('gives the same frames whenever it is asked, and counts to the end what it began with', () => {
    fc.assert(
      fc.property(schedule, fc.nat(20), (given, days) => {
        const frames = () => framesUnder(given, days);
        const first = frames();
        expect(frames()).toEqual(first);
        let present = 0;
        for (const { total } of first) {
          present += total.pushed - total.expired;
          expect(total.images).toBe(present);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const keepFive = compileLifecyclePolicy({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 5 },
      action: { type: 'expire' },
    },
  ],
});

function framesUnder(given: Schedule, days: number): readonly SimulationFrame[] {
  const repositories = repositoryNames.map((repositoryName) => {
    return { repositoryName, images: [], policy: keepFive };
  });
  const toMs = fromMs + days * dayMs;
  return [
    ...simulateFrames({ repositories, schedule: given, policyOfNew: keepFive, fromMs, toMs }),
  ];
}

describe('a schedule', () => {
  const deeds = (given: Schedule, from: number, to: number) => [
    ...deedsBetween(compileSchedule(given, repositoryNames).compiled, { fromMs: from, toMs: to }),
  ];

  it('brings the same on a day, wherever one begins to look', () => {
    const span = fc.tuple(fc.nat(40 * dayMs), fc.nat(10 * dayMs));
    fc.assert(
      fc.property(schedule, span, (given, [shift, length]) => {
        const [from, to] = [fromMs + shift, fromMs + shift + length];
        const all = deeds(given, fromMs, fromMs + 60 * dayMs);
        expect(all.map(({ atMs }) => atMs)).toEqual(
          all.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
        );
        expect(deeds(given, from, to)).toEqual(
          all.filter(({ atMs }) => atMs >= from && atMs <= to),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('brings everything in the order of time, on the days and in the hours it names', () => {
    fc.assert(
      fc.property(build, fc.option(fc.integer(), { nil: undefined }), (given, seed) => {
        const { fromHour = 0, toHour = 24, firstDay = '', lastDay = '9', exceptDays = [] } = given;
        const found = deeds({ builds: [given], seed }, fromMs, fromMs + 60 * dayMs);
        for (const [index, { atMs }] of found.entries()) {
          expect(atMs).toBeGreaterThanOrEqual(found[index - 1]?.atMs ?? 0);
          const date = new Date(atMs);
          const hour = (atMs % dayMs) / 3_600_000;
          expect(hour).toBeGreaterThanOrEqual(fromHour);
          expect(hour).toBeLessThan(toHour);
          const day = date.toISOString().slice(0, 10);
          expect(exceptDays).not.toContain(day);
          expect(day >= firstDay && day.localeCompare(lastDay) <= 0).toBe(true);
          if (given.every === 'working-day') expect([0, 6]).not.toContain(date.getUTCDay());
        }
      }),
    );
  });

  it('brings as many as it says, and makes up for fractions', () => {
    const steady = build.map(({ exceptDays: _, firstDay: __, lastDay: ___, ...given }) => given);
    fc.assert(
      fc.property(steady, fc.integer({ min: 1, max: 60 }), (given, weeks) => {
        const start = Date.UTC(2026, 5, 15);
        const found = deeds({ builds: [given] }, start, start + weeks * 7 * dayMs - 1);
        const perWeek = {
          day: 7,
          'working-day': 5,
          week: 1,
          month: (12 * 7) / 365.2425,
        }[given.every];
        const expected = given.count * perWeek * weeks;
        expect(Math.abs(found.length - expected)).toBeLessThan(1.000001);
        // In turn: no repository gets ahead of another by more than one.
        const { builds } = compileSchedule({ builds: [given] }, repositoryNames).compiled;
        const counts = new Map(builds[0]?.targets.map((target) => [target, 0]));
        for (const { repository } of found)
          counts.set(repository, (counts.get(repository) ?? 0) + 1);
        expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(2);
      }),
    );
  });
});
