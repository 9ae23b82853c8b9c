import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image } from '../src/index.js';
import { learnSchedule, parseSchedule, type RecurringBuild } from '../src/simulate/index.js';
import { Simulation } from '../src/simulate/time/simulate.js';
import { call } from './cli.js';

const dayMs = 86_400_000;
/** A Monday. */
const fromMs = Date.UTC(2026, 5, 1);

/** What a registry holds after eight weeks of a schedule. */
function pushed(builds: readonly RecurringBuild[], toMs = fromMs + 56 * dayMs): readonly Image[] {
  const simulation = new Simulation({ repositories: [], schedule: { builds }, fromMs, toMs });
  for (const _ of simulation.frames());
  return simulation.repositories.flatMap((repository) =>
    [...repository.images()].map(({ image }) => image),
  );
}

describe('learning a schedule', () => {
  it('gives back the builds that made an inventory', () => {
    const kinds = fc.uniqueArray(
      fc.record({
        repositories: fc.constantFrom(['team/web'], ['team/api']),
        count: fc.integer({ min: 1, max: 12 }),
        every: fc.constantFrom('day', 'working-day'),
        tags: fc.constantFrom(['main-{n}'], ['pr-{n}-amd64'], ['v1.2.{n}']),
        imageSizeInBytes: fc.nat(1000),
        platforms: fc.constantFrom(undefined, 2, 3),
        referrers: fc.constantFrom(undefined, 1, 2),
      }),
      { maxLength: 4, selector: ({ repositories, tags }) => `${repositories} ${tags}` },
    );
    fc.assert(
      fc.property(kinds, (builds) => {
        const nowMs = fromMs + 56 * dayMs;
        const learnt = learnSchedule(pushed(builds, nowMs), { nowMs }).schedule.builds ?? [];
        expect(learnt).toHaveLength(builds.length);
        for (const build of builds) {
          const same = learnt.find(
            ({ repositories, tags }) =>
              `${repositories} ${tags}` === `${build.repositories} ${build.tags}`,
          );
          expect({ platforms: undefined, referrers: undefined, ...same }).toEqual({
            ...build,
            count: same?.count,
          });
          expect(Math.abs((same?.count ?? 0) - build.count)).toBeLessThanOrEqual(
            0.05 * build.count,
          );
        }
        expect(parseSchedule({ builds: learnt }).ok).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('counts from the oldest that is left where a policy may have removed older ones', () => {
    const builds = [
      { repositories: ['web'], count: 10, every: 'day', tags: ['main-{n}'] },
    ] as const satisfies readonly RecurringBuild[];
    const nowMs = fromMs + 56 * dayMs;
    const newest = [...pushed(builds, nowMs)]
      .sort((a, b) => b.imagePushedAtMs - a.imagePushedAtMs)
      .slice(0, 30);
    const { schedule, learnt } = learnSchedule(newest, { nowMs });
    expect(learnt).toMatchObject([{ buildCount: 30, cutShort: true }]);
    expect(schedule.builds?.[0]?.count).toBeGreaterThan(9.5);
    expect(schedule.builds?.[0]?.count).toBeLessThan(10.5);
  });

  it('sees that `latest` moves along, and takes hashes of commits for numbers', () => {
    const image = (days: number, imageTags: readonly string[]): Image => ({
      imageDigest: `sha256:${days}`,
      imageTags,
      imagePushedAtMs: fromMs - days * dayMs,
    });
    const images = [
      image(0.2, ['latest', 'main-9']),
      image(1.2, ['main-8']),
      image(40, ['main-1']),
      image(0.3, ['0a1b2c3']),
      image(2.3, ['9f8e7d6c']),
      image(3, ['alone']),
    ];
    const { schedule } = learnSchedule(images, { nowMs: fromMs });
    expect(schedule.builds?.map(({ tags, count }) => [tags, count])).toEqual([
      [['latest', 'main-{n}'], 0.07],
      [['{n}'], 0.43],
    ]);
  });

  it('learns nothing from nothing', () => {
    expect(learnSchedule([], { nowMs: fromMs }).schedule).toEqual({ builds: [] });
  });
});

describe('--learn', () => {
  const stored = [
    ...['--images', 'examples/lifecycle/web-api.images.json'],
    ...['--manifests', 'examples/lifecycle/web-api.manifests.json'],
  ];

  it('prints the schedule to keep, and on the side what it was learnt from', async () => {
    const { code, out, err } = call(['simulate', ...stored, '--learn', '--format', 'schedule']);
    await expect(`${err}${out}`).toMatchFileSnapshot('golden/simulate/learnt.txt');
    expect(code).toBe(0);
    expect(parseSchedule(out).ok).toBe(true);
  });

  it('gives the same as the schedule it prints', () => {
    const asked = [...stored, '--policy', 'examples/lifecycle/web-api.policy.json', '--days', '30'];
    const printed = call(['simulate', ...asked, '--learn', '--format', 'schedule']).out;
    const csv = [...asked, '--format', 'csv'];
    const files = { 's.json': printed };
    expect(call(['simulate', ...csv, '--schedule', 's.json'], files).out).toBe(
      call(['simulate', ...csv, '--learn']).out,
    );
    const { err, code } = call(['simulate', ...csv, '--learn', '--schedule', 's.json'], files);
    expect(err).toContain('not both');
    expect(code).toBe(2);
  });
});
