import type { LifecycleVerdict } from '../lifecycle/analyze/index.js';
import { type CompiledLifecyclePolicy, explainLifecycle } from '../lifecycle/index.js';
import type { Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';

/** A repository that shows how two policies differ, image by image. */
export interface ShownBy {
  /** The instant of the run, ISO 8601. */
  readonly at: string;
  readonly images: readonly ShownImage[];
}

export interface ShownImage extends Image {
  /** Whether this is the image that meets two fates. */
  readonly differs: boolean;
  /** What becomes of it under either policy, and why. */
  readonly before: string;
  readonly after: string;
}

/** The repository of a failure with the sentences that explain it; undefined where nothing failed. */
export function shownRepository(
  verdict: LifecycleVerdict,
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
): ShownBy | undefined {
  if (verdict.kind !== 'fails') return undefined;
  const { images, nowMs, imageDigest } = verdict.witness;
  const was = explainLifecycle(before, { images, nowMs });
  const is = explainLifecycle(after, { images, nowMs });
  const shown = images.map((image, index): ShownImage => {
    const differs = image.imageDigest === imageDigest;
    const [earlier = '', later = ''] = [was[index]?.sentence, is[index]?.sentence];
    return { ...image, differs, before: earlier, after: later };
  });
  return { at: formatInstant(nowMs), images: shown };
}
