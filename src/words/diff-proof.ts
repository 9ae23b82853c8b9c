import { counted } from '../base/quote.js';
import {
  diffLifecyclePolicies,
  type LifecycleVerdict,
  neverActsOnMore,
  neverDeletesMore,
} from '../lifecycle/analyze/index.js';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type LifecyclePolicy,
  type LifecycleReadings,
} from '../lifecycle/index.js';
import type { Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';

/** What is asked of two policies without an inventory. */
export interface ProofQuestion {
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
  readonly readings?: Partial<LifecycleReadings> | undefined;
}

/** What holds for every repository when one policy takes the place of another, or a repository for which it does not. */
export interface DiffProof {
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
  /** Whether both do the same. */
  readonly same: ProofAnswer;
  /** Whether the second deletes no image that the first keeps or archives. */
  readonly neverDeletesMore: ProofAnswer;
  /** Whether it archives or deletes no image that the first leaves alone, either. */
  readonly neverActsOnMore: ProofAnswer;
  readonly sentence: string;
}

/** A verdict, and of a failure the repository that shows it, image by image. */
export interface ProofAnswer {
  readonly verdict: LifecycleVerdict;
  /** Absent unless the verdict is that it fails. */
  readonly shownBy?: ShownBy | undefined;
}

export interface ShownBy {
  /** The instant of the run, ISO 8601. */
  readonly at: string;
  readonly images: readonly ShownImage[];
}

export interface ShownImage extends Image {
  /** Whether this is the image that meets two fates. */
  readonly differs: boolean;
  readonly before: string;
  readonly after: string;
}

/** Proves what the second policy never does that the first does not, or shows a repository on which it does. */
export function answerProof({ before, after, readings }: ProofQuestion): DiffProof {
  const [first, second] = [before, after].map((policy) =>
    compileLifecyclePolicy(policy, { readings }),
  );
  const ask = (question: typeof diffLifecyclePolicies): LifecycleVerdict =>
    first === undefined || second === undefined
      ? { kind: 'unknown', reason: 'readings', where: '', assumptions: [] }
      : question(first, second);
  const tell = (verdict: LifecycleVerdict): ProofAnswer => {
    if (verdict.kind !== 'fails' || first === undefined || second === undefined) return { verdict };
    const { images, nowMs, imageDigest } = verdict.witness;
    const was = explainLifecycle(first, { images, nowMs });
    const is = explainLifecycle(second, { images, nowMs });
    const shown = images.map((image, index): ShownImage => {
      const differs = image.imageDigest === imageDigest;
      const [earlier = '', later = ''] = [was[index]?.sentence, is[index]?.sentence];
      return { ...image, differs, before: earlier, after: later };
    });
    return { verdict, shownBy: { at: formatInstant(nowMs), images: shown } };
  };
  const deletes = ask(neverDeletesMore);
  const acts = ask(neverActsOnMore);
  const same = tell(ask(diffLifecyclePolicies));
  const neverDeletes = tell(deletes);
  // Deleting what was archived is more, too.
  const neverActs = tell(deletes.kind === 'holds' ? acts : acts.kind === 'fails' ? acts : deletes);
  return {
    before,
    after,
    same,
    neverDeletesMore: neverDeletes,
    neverActsOnMore: neverActs,
    sentence: sentenceOf(same, neverDeletes, neverActs),
  };
}

function sentenceOf(same: ProofAnswer, deletes: ProofAnswer, acts: ProofAnswer): string {
  if (same.verdict.kind === 'holds') return 'both policies do the same to every repository';
  if (acts.verdict.kind === 'holds')
    return 'on the same images, the new policy deletes or archives nothing that the old one would not';
  if (deletes.verdict.kind === 'holds')
    return 'on the same images, the new policy deletes nothing that the old one would not, but it archives more';
  if (deletes.verdict.kind === 'unknown')
    return 'whether the new policy deletes more is not known: the question was too hard';
  const count = deletes.shownBy?.images.length ?? 0;
  return `the new policy deletes more in some repository, such as one with ${counted(count, 'image')}`;
}
