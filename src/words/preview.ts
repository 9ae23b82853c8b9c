import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result, success } from '../base/result.js';
import {
  matchInUse,
  parseInUse,
  parseInventory,
  parseManifests,
  withManifests,
} from '../inputs/index.js';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type ImageExplanation,
  type LifecyclePolicy,
  type LifecyclePreview,
  type LifecycleReadings,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../lifecycle/index.js';
import { type LifecycleTally, tallyLifecycle } from '../lifecycle/tally/index.js';
import { byRepository, type Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';
import type { ImageReference } from '../model/reference.js';
import { type InUseImage, imagesInUse } from './in-use.js';

/** What `preview` is asked, as text or as values, straight from the AWS CLI. */
export interface PreviewInput {
  /** A lifecycle policy, or the output of `aws ecr get-lifecycle-policy`. */
  readonly policy: unknown;
  /** The output of `aws ecr describe-images`, or images already read. */
  readonly images: unknown;
  /** The output of `aws ecr batch-get-image` for the indexes of the repository. */
  readonly manifests?: unknown;
  /** What is running: digests, tags, image URIs, `kubectl get pods -o json`, ECS task definitions. */
  readonly inUse?: unknown;
  /** The instant at which the policy runs. */
  readonly at: Date | number;
  readonly readings?: Partial<LifecycleReadings> | undefined;
  /** Digests or tags of images to explain. */
  readonly explain?: readonly string[] | undefined;
}

/** The same once everything has been read. */
export interface PreviewQuestion {
  readonly policy: LifecyclePolicy;
  readonly images: readonly Image[];
  readonly references?: readonly ImageReference[] | undefined;
  readonly nowMs: number;
  readonly readings?: Partial<LifecycleReadings> | undefined;
  readonly explain?: readonly string[] | undefined;
}

/** What a policy does to one repository or to many. */
export interface PreviewAnswer {
  /** The instant at which the policy runs, ISO 8601. */
  readonly at: string;
  readonly policy: LifecyclePolicy;
  /** In the order in which they first appear in the inventory. */
  readonly repositories: readonly RepositoryPreview[];
}

export interface RepositoryPreview extends LifecyclePreview {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly tally: LifecycleTally;
  /** Images that are running and would be removed or archived. */
  readonly inUse: readonly InUseImage[];
  /** Of the images that were asked for. */
  readonly explanations: readonly ImageExplanation[];
}

/**
 * Reads a policy and an inventory and says what a run of the policy does, one repository or many. Findings about every
 * input come together, their places within that input.
 */
export function preview(input: PreviewInput): Result<PreviewAnswer> {
  const policy = parseLifecyclePolicy(input.policy);
  const images = readImages(input.images);
  const manifests = input.manifests === undefined ? success([]) : parseManifests(input.manifests);
  const references = input.inUse === undefined ? success([]) : parseInUse(input.inUse);
  const diagnostics: readonly Diagnostic[] = [policy, images, manifests, references].flatMap(
    (result) => result.diagnostics,
  );
  if (!policy.ok || !images.ok || !manifests.ok || !references.ok) return failure(diagnostics);
  const answer = answerPreview({
    policy: policy.value,
    images: withManifests(images.value, manifests.value),
    references: references.value,
    nowMs: Number(input.at),
    readings: input.readings,
    explain: input.explain,
  });
  return success(answer, diagnostics);
}

/** Images that were read before are taken as they are. */
export function readImages(input: unknown): Result<readonly Image[]> {
  return isImageList(input) ? success(input) : parseInventory(input);
}

function isImageList(input: unknown): input is readonly Image[] {
  return (
    Array.isArray(input) &&
    input.every(
      (image) => typeof image === 'object' && image !== null && 'imagePushedAtMs' in image,
    )
  );
}

/** What a run of the policy does to each repository of an inventory. */
export function answerPreview(question: PreviewQuestion): PreviewAnswer {
  const { policy, nowMs, readings, references = [], explain = [] } = question;
  const compiled = compileLifecyclePolicy(policy, { readings });
  const groups = question.images.length === 0 ? [[]] : byRepository(question.images);
  const repositories = groups.map((images): RepositoryPreview => {
    const [first] = images;
    const { registryId, repositoryName } = first ?? {};
    const preview = previewLifecycle(compiled, { images, nowMs });
    const matches = matchInUse(images, references, { registryId, repositoryName });
    const asked = digestsOf(images, explain);
    return {
      registryId,
      repositoryName,
      ...preview,
      tally: tallyLifecycle(compiled, { images, nowMs }),
      inUse: imagesInUse(images, preview, matches),
      explanations:
        asked.length === 0 ? [] : explainLifecycle(compiled, { images, nowMs, only: asked }),
    };
  });
  return { at: formatInstant(nowMs), policy, repositories };
}

/** Digests of the images that bear one of these digests or tags; a digest may be cut short after twelve digits. */
function digestsOf(images: readonly Image[], names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const wanted = new Set(names);
  const shortened = names.map(withAlgorithm).filter((name) => name.length >= shortDigestLength);
  return images
    .filter(
      ({ imageDigest, imageTags }) =>
        wanted.has(imageDigest) ||
        imageTags.some((tag) => wanted.has(tag)) ||
        shortened.some((start) => imageDigest.startsWith(start)),
    )
    .map(({ imageDigest }) => imageDigest);
}

const shortDigestLength = 'sha256:'.length + 12;

function withAlgorithm(name: string): string {
  return name.startsWith('sha256:') ? name : `sha256:${name}`;
}
