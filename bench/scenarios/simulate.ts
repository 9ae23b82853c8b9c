import {
  applyLifecyclePreview,
  compileLifecyclePolicy,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import { type Schedule, simulateFrames } from '../../src/simulate/index.js';
import { type Race, race } from '../harness.js';
import { nowMs, syntheticRepository, tenRules } from './repository.js';

const dayMs = 86_400_000;
const compiled = compileLifecyclePolicy(tenRules);

/** 200 pushes a day of the kinds of tags that the ten rules tell apart; what is alive stays at about 50,000. */
const schedule: Schedule = {
  builds: [
    { count: 60, every: 'day', tags: ['pr-{n}'], imageSizeInBytes: 2e8 },
    { count: 40, every: 'day', tags: ['main-{n}', 'latest'], imageSizeInBytes: 2e8 },
    { count: 40, every: 'day', tags: ['build-{n}-amd64'], imageSizeInBytes: 2e8 },
    { count: 20, every: 'day', tags: ['v1.2.{n}'], imageSizeInBytes: 2e8 },
    { count: 20, every: 'day', tags: ['nightly-{n}-rc1'], imageSizeInBytes: 2e8 },
    { count: 20, every: 'day', tags: ['feature-{n}'], imageSizeInBytes: 2e8 },
  ],
};

/** A year of a repository of 50,000 images, against a preview a day on the same images without a push. */
export function yearRace(): Race {
  const images = syntheticRepository(120_000);
  return race('a simulated year, 200 pushes a day', 3, [
    { name: 'ours', run: () => simulatedYear(images) },
    { name: 'a preview a day, no pushes', run: () => previewedYear(images) },
  ]);
}

function simulatedYear(images: ReturnType<typeof syntheticRepository>): number {
  const repositories = [{ repositoryName: 'team/web', images, policy: compiled }];
  const question = { repositories, schedule, fromMs: nowMs, toMs: nowMs + 364 * dayMs };
  let alive = 0;
  for (const { total } of simulateFrames(question)) alive = total.images;
  return alive;
}

function previewedYear(start: ReturnType<typeof syntheticRepository>): number {
  let images: readonly ReturnType<typeof syntheticRepository>[number][] = start;
  for (let day = 0; day < 365; day++) {
    const at = nowMs + day * dayMs;
    images = applyLifecyclePreview(images, previewLifecycle(compiled, { images, nowMs: at }), at);
  }
  return images.length;
}
