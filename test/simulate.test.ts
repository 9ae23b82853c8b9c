import { describe, expect, it } from 'vitest';
import type { Image } from '../src/index.js';
import { compileLifecyclePolicy, type LifecycleSelection } from '../src/lifecycle/index.js';
import { type FrameCounts, parseSchedule, type Schedule } from '../src/simulate/index.js';
import { Simulation } from '../src/simulate/time/simulate.js';
import { cases } from './cases.js';

interface ScheduleCase {
  readonly name: string;
  readonly schedule: unknown;
  /** `code place`, in the order in which they are reported. */
  readonly codes: readonly string[];
}

describe('reading a schedule', () => {
  it.each(cases<ScheduleCase>('simulate/schedules'))('$name', ({ schedule, codes }) => {
    const read = parseSchedule(schedule);
    expect(read.diagnostics.map(({ code, at }) => `${code} ${at}`)).toEqual(codes);
    expect(read.ok).toBe(codes.length === 0);
    const text = parseSchedule(JSON.stringify(schedule));
    expect(text.diagnostics.map(({ code, at }) => `${code} ${at}`)).toEqual(codes);
    for (const { range } of text.diagnostics) expect(range).toBeDefined();
  });
});

interface TimelineCase {
  readonly name: string;
  readonly images: readonly (Pick<Image, 'imageDigest' | 'imageTags' | 'imageStatus'> & {
    readonly pushed: string;
  })[];
  readonly policy: LifecycleSelection | null;
  readonly schedule: Schedule;
  readonly start?: string;
  readonly days: number;
  readonly frames?: readonly Partial<FrameCounts>[];
  /** All tags in the end, in ascending order. */
  readonly tags?: readonly string[];
  readonly gone?: readonly string[];
  readonly archived?: readonly string[];
}

const dayMs = 86_400_000;

describe('what happens from run to run', () => {
  it.each(cases<TimelineCase>('simulate/timelines'))('$name', (given) => {
    expect(parseSchedule(given.schedule).ok).toBe(true);
    const fromMs = Date.parse(given.start ?? '2026-06-15T12:00:01Z');
    const images = given.images.map(({ pushed, ...image }) => {
      return { ...image, imagePushedAtMs: Date.parse(pushed), repositoryName: 'web' };
    });
    const policy =
      given.policy === null ? undefined : compileLifecyclePolicy(policyOf(given.policy));
    const simulation = new Simulation({
      repositories: images.length === 0 ? [] : [{ repositoryName: 'web', images, policy }],
      schedule: given.schedule,
      policyOfNew: policy,
      fromMs,
      toMs: fromMs + given.days * dayMs,
    });
    const frames = [...simulation.frames()];
    for (const [index, expected] of (given.frames ?? []).entries())
      expect(frames[index]?.total).toMatchObject(expected);
    const departures = frames.flatMap(({ repositories }) =>
      repositories.flatMap((frame) => frame.departures),
    );
    const left = [...(simulation.repositories[0]?.images() ?? [])].map(({ image }) => image);
    if (given.tags !== undefined)
      expect(left.flatMap(({ imageTags }) => imageTags).sort()).toEqual(given.tags);
    for (const digest of given.gone ?? [])
      expect(departures.map(({ imageDigest }) => imageDigest)).toContain(digest);
    if (given.archived !== undefined) {
      const archived = left.filter(({ imageStatus }) => imageStatus === 'ARCHIVED');
      expect(archived.map(({ imageDigest }) => imageDigest).sort()).toEqual(given.archived);
    }
  });
});

function policyOf(selection: LifecycleSelection) {
  const action =
    selection.countType === 'sinceImagePulled'
      ? ({ type: 'transition', targetStorageClass: 'archive' } as const)
      : ({ type: 'expire' } as const);
  return { rules: [{ rulePriority: 1, selection, action }] };
}
