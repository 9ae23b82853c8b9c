import {
  applyLifecyclePreview,
  compileLifecyclePolicy,
  type Image,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import { type Schedule, simulateFrames } from '../../src/simulate/index.js';
import { type Race, race } from '../harness.js';
import { nowMs, syntheticRepository, tenRules } from './repository.js';

const dayMs = 86_400_000;
const compiled = compileLifecyclePolicy(tenRules);

/** 200 pushes a day of the kinds of tags that the ten rules tell apart. */
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

/** A year of a repository of 30,000 images and more, against a preview a day of the same images without a push. */
export function yearRace(): Race {
  const all = syntheticRepository(230_000);
  const images = applyLifecyclePreview(
    all,
    previewLifecycle(compiled, { images: all, nowMs }),
    nowMs,
  );
  return race('a year of 30,000 images, 200 pushes a day', 3, [
    { name: 'simulated', run: () => simulatedYear(images) },
    { name: 'a preview a day, no pushes', run: () => previewedYear(images) },
  ]);
}

function simulatedYear(images: readonly Image[]): number {
  const repositories = [{ repositoryName: 'team/web', images, policy: compiled }];
  const question = { repositories, schedule, fromMs: nowMs, toMs: nowMs + 364 * dayMs };
  let alive = 0;
  for (const { total } of simulateFrames(question)) alive = total.images;
  return alive;
}

function previewedYear(start: readonly Image[]): number {
  let images = start;
  for (let day = 0; day < 365; day++) {
    const at = nowMs + day * dayMs;
    images = applyLifecyclePreview(images, previewLifecycle(compiled, { images, nowMs: at }), at);
  }
  return images.length;
}
