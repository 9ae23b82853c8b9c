import { parseInventory } from '../../src/inputs/index.js';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type Image,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import { type Race, race } from '../harness.js';
import { carefulPreview } from '../rivals/careful-preview.js';
import { nowMs, syntheticRepository, tenRules } from './repository.js';

const compiled = compileLifecyclePolicy(tenRules);

/** Previews under ten mixed rules against the careful naive way, which must give the same results. */
export function previewRaces(): readonly Race[] {
  return [
    [1000, 400],
    [100_000, 15],
    [1_000_000, 5],
  ].map(([count = 0, rounds = 0]) => {
    const images = syntheticRepository(count);
    demandSame(images);
    return race(`preview of ${count.toLocaleString('en')} images`, rounds, [
      { name: 'ours', run: () => previewLifecycle(compiled, { images, nowMs }) },
      { name: 'careful naive', run: () => carefulPreview(tenRules, images, nowMs) },
    ]);
  });
}

function demandSame(images: readonly Image[]): void {
  const ours = previewLifecycle(compiled, { images, nowMs }).previewResults;
  const theirs = carefulPreview(tenRules, images, nowMs);
  const same =
    ours.length === theirs.length &&
    ours.every(
      ({ imageDigest, appliedRulePriority }, i) =>
        imageDigest === theirs[i]?.imageDigest &&
        appliedRulePriority === theirs[i]?.appliedRulePriority,
    );
  if (!same) throw new Error('the rival gives other results, so the race would say nothing');
}

/** From describe-images text to a preview, against JSON.parse of the same text. */
export function textRace(): Race {
  const images = syntheticRepository(100_000);
  const text = JSON.stringify({ imageDetails: images.map(detailOf) }, null, 4);
  return race('100,000 images: JSON.parse alone', 9, [
    { name: 'JSON.parse', run: () => JSON.parse(text) },
    {
      name: 'text to preview',
      run: () => {
        const inventory = parseInventory(text);
        if (!inventory.ok) throw new Error('the inventory was not read');
        return previewLifecycle(compiled, { images: inventory.value, nowMs });
      },
    },
  ]);
}

/** An image as the AWS CLI prints it. */
function detailOf(image: Image) {
  const { imageTags, imagePushedAtMs, lastRecordedPullTimeMs, ...rest } = image;
  const at = (ms: number) => new Date(ms).toISOString().replace('Z', '000+00:00');
  return {
    ...rest,
    ...(imageTags.length > 0 ? { imageTags } : {}),
    imagePushedAt: at(imagePushedAtMs),
    ...(lastRecordedPullTimeMs === undefined
      ? {}
      : { lastRecordedPullTime: at(lastRecordedPullTimeMs) }),
    imageStatus: 'ACTIVE',
  };
}

/** Explaining one image of many against previewing all of them. */
export function explainRace(): Race {
  const images = syntheticRepository(100_000);
  const only = [images[77]?.imageDigest ?? ''];
  return race('100,000 images: preview', 9, [
    { name: 'preview', run: () => previewLifecycle(compiled, { images, nowMs }) },
    { name: 'explain one', run: () => explainLifecycle(compiled, { images, nowMs, only }) },
  ]);
}
