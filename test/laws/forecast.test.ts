import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLifecyclePolicy } from '../../src/lifecycle/index.js';
import { lifetimesOf } from '../../src/simulate/forecast/lifetimes.js';
import {
  type ForecastFate,
  type ForecastQuestion,
  forecastImages,
  simulateFrames,
} from '../../src/simulate/index.js';
import { policy } from '../arbitraries/lifecycle.js';
import { build, simulation } from '../arbitraries/schedule.js';
import { type ReferenceQuestion, referenceSimulation } from '../reference/simulate.js';

const dayMs = 86_400_000;

function asked(given: ReferenceQuestion): ForecastQuestion {
  const { readings, images, events, fromMs, toMs, everyMs } = given;
  const compiled = compileLifecyclePolicy(given.policy, { readings });
  return {
    repositories: [{ repositoryName: 'web', images, policy: compiled }],
    schedule: {
      events: events.map(({ atMs, ...deed }) => ({ at: new Date(atMs).toISOString(), ...deed })),
    },
    fromMs,
    toMs,
    lifecycleEveryMs: everyMs,
  };
}

/** The dates of a naive simulation, by digest; an image that was pushed again has the last ones. */
function naiveFates(given: ReferenceQuestion): ReadonlyMap<string, ForecastFate> {
  const fates = new Map<string, ForecastFate>();
  for (const { atMs, departures } of referenceSimulation(given)) {
    for (const departure of departures) {
      const [digest = '', action, rule] = departure.split(' ');
      const known = fates.get(digest) ?? {};
      const asked = rule === 'request';
      // Deleted, pushed again and gone again before the same frame: the last counts, which is no request.
      if (asked && known.expires?.atMs === atMs) continue;
      const rulePriority = asked || rule === 'null' ? null : Number(rule);
      const deed = { atMs, rulePriority, ...(asked ? { byRequest: true as const } : {}) };
      const done = action === 'EXPIRE' ? { expires: deed } : { archived: deed };
      fates.set(digest, { ...known, ...done });
    }
  }
  return fates;
}

describe('a forecast', () => {
  it('names for every image the day on which a naive simulation removes it, and whom it never does', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        // Long enough for every age of these policies, and for one index after another to free its children.
        const quiet = {
          ...given,
          events: [],
          everyMs: 30 * dayMs,
          toMs: given.fromMs + 2000 * dayMs,
        };
        const expected = naiveFates(quiet);
        const short = { ...asked(quiet), toMs: given.fromMs };
        const [told] = forecastImages(short).repositories;
        for (const { imageDigest, quiet: fate } of told?.images ?? [])
          expect(fate).toEqual(expected.get(imageDigest) ?? {});
      }),
      { numRuns: 150 },
    );
  });

  it('names under a schedule the day on which a naive simulation removes each image', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        const expected = naiveFates(given);
        const [told] = forecastImages(asked(given)).repositories;
        for (const { imageDigest, scheduled } of told?.images ?? [])
          expect(scheduled).toEqual(expected.get(imageDigest) ?? {});
      }),
      { numRuns: 150 },
    );
  });

  it('lets two policies part in the first run that does not do the same', () => {
    fc.assert(
      fc.property(simulation, policy, build, (given, other, builds) => {
        const after = compileLifecyclePolicy(other, { readings: given.readings });
        const question = { ...asked(given), after };
        const short = { ...question, toMs: Math.min(given.toMs, given.fromMs + 12 * dayMs) };
        const scheduled = {
          ...short,
          schedule: { ...question.schedule, builds: [{ ...builds, repositories: ['web'] }] },
        };
        const told = forecastImages(scheduled).parting;
        const second = scheduled.repositories.map((start) => ({ ...start, policy: after }));
        const [first, others] = [scheduled, { ...scheduled, repositories: second }].map((all) => [
          ...simulateFrames(all),
        ]);
        const deeds = (frame: NonNullable<typeof first>[number] | undefined) =>
          frame?.repositories
            .flatMap(({ departures }) => departures)
            .map(({ imageDigest, action }) => `${imageDigest} ${action.type}`)
            .toSorted();
        const parts = first?.find(
          (frame, index) => deeds(frame)?.join() !== deeds(others?.[index])?.join(),
        );
        // A push again makes one digest two images, of which only the last is told.
        if (given.events.length === 0) expect(told?.atMs).toEqual(parts?.atMs);
        if (parts === undefined) expect(told?.images).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('how long builds are kept', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 });

  it('is plain counting when all are watched to their end', () => {
    fc.assert(
      fc.property(lengths, (ms) => {
        const sorted = ms.toSorted((a, b) => a - b);
        const told = lifetimesOf(ms.map((each) => ({ ms: each, gone: true })));
        expect(told).toEqual({
          count: ms.length,
          gone: ms.length,
          shortestMs: sorted[0],
          medianMs: sorted[Math.ceil(ms.length * 0.5) - 1],
          ninthDecileMs: sorted[Math.ceil(ms.length * 0.9 - 1e-9) - 1],
          longestMs: sorted.at(-1),
        });
      }),
    );
  });

  it('does not take for short what was watched for a short time only', () => {
    fc.assert(
      fc.property(lengths, fc.nat(30), (ms, young) => {
        const watched = ms.map((each) => ({ ms: each, gone: true }));
        const unripe = Array.from({ length: young }, () => ({ ms: 0, gone: false }));
        const told = lifetimesOf([...watched, ...unripe]);
        expect({ ...told, count: ms.length }).toEqual(lifetimesOf(watched));
      }),
    );
  });

  it('is not known where too many are still there', () => {
    const watched = [1, 2, 3, 4].map((ms) => ({ ms, gone: ms === 1 }));
    expect(lifetimesOf(watched, 7)).toEqual({
      build: 7,
      count: 4,
      gone: 1,
      shortestMs: 1,
      medianMs: undefined,
      ninthDecileMs: undefined,
      longestMs: 1,
    });
  });
});
