import type { Image, LifecyclePolicy, LifecycleReadings } from '../../src/lifecycle/index.js';
import { referenceRun } from './lifecycle.js';

/**
 * A repository through time, naively: things happen to its images, and the policy runs now and then. A run is the run of
 * `test/reference/lifecycle.ts` on all images as they are then; what it expires is gone, and what it archives stands in
 * the archive from that instant on. Shares no code with the engine.
 */
export interface Timeline {
  readonly policy: LifecyclePolicy;
  readonly readings: LifecycleReadings;
  readonly images: readonly Image[];
  readonly steps: readonly Step[];
}

/** What happens, in the order of time. A push of a digest that is there, or a change of one that is not, is nothing. */
export type Step =
  | { readonly kind: 'push'; readonly image: Image }
  | { readonly kind: 'change'; readonly imageDigest: string; readonly to: Partial<Image> }
  | { readonly kind: 'delete'; readonly imageDigest: string }
  | { readonly kind: 'run'; readonly nowMs: number };

/** What a run did, and who is left. */
export interface ReferenceTurn {
  readonly nowMs: number;
  /** `digest action rule`, in ascending order. */
  readonly departures: readonly string[];
  readonly blockedCount: number;
  readonly left: readonly Image[];
}

export function referenceTimeline({ policy, readings, images, steps }: Timeline) {
  const turns: ReferenceTurn[] = [];
  let present = images;
  for (const step of steps) {
    switch (step.kind) {
      case 'push': {
        const { image } = step;
        if (!present.some(({ imageDigest }) => imageDigest === image.imageDigest))
          present = [...present, image];
        break;
      }
      case 'change':
        present = present.map((image) =>
          image.imageDigest === step.imageDigest ? { ...image, ...step.to } : image,
        );
        break;
      case 'delete':
        present = present.filter(({ imageDigest }) => imageDigest !== step.imageDigest);
        break;
      case 'run': {
        const { nowMs } = step;
        const fates = referenceRun(policy, { images: present, nowMs }, readings);
        const going = fates.filter(
          ({ outcome }) =>
            outcome === 'expire' || outcome === 'transition' || outcome === 'cascade',
        );
        const departures = going
          .map(({ image, action, outcome, owner }) => {
            const rule = outcome === 'cascade' ? null : (owner?.rulePriority ?? null);
            return `${image.imageDigest} ${action?.type} ${rule}`;
          })
          .toSorted();
        const blockedCount = fates.filter(({ outcome }) => outcome === 'blocked').length;
        present = fates.flatMap(({ image, action, outcome }) => {
          if (outcome === 'keep' || outcome === 'blocked') return [image];
          if (action?.type === 'EXPIRE') return [];
          return [{ ...image, imageStatus: 'ARCHIVED', lastArchivedAtMs: nowMs } as const];
        });
        turns.push({ nowMs, departures, blockedCount, left: present });
      }
    }
  }
  return turns;
}
