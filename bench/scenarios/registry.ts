import {
  type Command,
  orThrow,
  type Registry,
  registryOf,
  step,
} from '../../src/registry/index.js';
import { type Race, race } from '../harness.js';

const home = { registryId: '111111111111', region: 'us-east-1' } as const;
const repositoryName = 'team/web';
const atMs = Date.UTC(2026, 5, 15);

/** Images of one repository; AWS's quota of 100,000 is lifted, as it can be. */
export function registryOfSize(count: number): Registry {
  const images = Array.from({ length: count }, (_, index) => ({
    imageDigest: digestOf(index),
    imageTags: [`main-${index}`],
    imagePushedAtMs: atMs - count + index,
    imageSizeInBytes: 180_000_000,
  }));
  const repositories = [{ repositoryName, images }];
  const limits = { 'images-per-repository': 2 * count + 10 };
  return orThrow(registryOf({ registries: [{ ...home, repositories }], limits }));
}

/** Spread over all digits of a hash, as digests are. */
function digestOf(index: number): string {
  const part = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `sha256:${part.repeat(7)}${index.toString(16).padStart(8, '0')}`;
}

/** What happens to one image in its life: pushed, tagged again, pulled, archived, pushed back, deleted. */
function lifeOf(index: number): readonly Command[] {
  const imageDigest = digestOf(0x7f000000 + index);
  const shared = { ...home, atMs: atMs + index } as const;
  const input = { repositoryName, imageDigest } as const;
  const push = (imageTag: string): Command => ({
    ...shared,
    operation: 'PutImage',
    input: { ...input, imageTag },
  });
  return [
    push(`build-${index}`),
    push('latest'),
    {
      ...shared,
      operation: 'BatchGetImage',
      input: { repositoryName, imageIds: [{ imageTag: 'latest' }] },
    },
    {
      ...shared,
      operation: 'UpdateImageStorageClass',
      input: { repositoryName, imageId: { imageDigest }, targetStorageClass: 'ARCHIVE' },
    },
    push(`build-${index}-again`),
    {
      ...shared,
      operation: 'BatchDeleteImage',
      input: { repositoryName, imageIds: [{ imageDigest }] },
    },
  ];
}

export const lives: readonly (readonly Command[])[] = Array.from({ length: 500 }, (_, index) =>
  lifeOf(index),
);

/** All those lives one after the other; how many commands were done. */
export function liveThrough(start: Registry): number {
  let registry = start;
  let done = 0;
  for (const life of lives) {
    for (const command of life) {
      const result = step(registry, command);
      if (result.outcome.kind === 'done') done += 1;
      registry = result.registry;
    }
  }
  return done;
}

/** The same 3,000 commands in registries of three sizes: what a step costs must not grow with them. */
export function registryRace(): Race {
  const sizes = [1_000, 100_000, 1_000_000].map((count) => ({
    name: `${count.toLocaleString('en-US')} images`,
    registry: registryOfSize(count),
  }));
  const title = `${lives.flat().length.toLocaleString('en-US')} commands on one image each`;
  const contenders = sizes.map(({ name, registry }) => ({
    name,
    run: () => liveThrough(registry),
  }));
  return race(title, 5, contenders);
}
