import { entryOf } from '../base/persistent-map.js';
import { explainRepositoryCreation } from '../creation-templates/index.js';
import { formatInstant } from '../model/instant.js';
import { explainPull, type PullVerdict, type UpstreamAnswer } from '../pull-through/index.js';
import {
  imageOf,
  type Registry,
  type RegistryAddress,
  regionalRegistry,
  repositoryIn,
  step,
  taggedImage,
  tagStateOf,
} from '../registry/index.js';
import { compileTagRule } from '../tagging/index.js';

/** A pull from a registry that is known as a whole, by whoever may pull. */
export interface PullQuestion {
  readonly registry: Registry;
  readonly home: RegistryAddress;
  readonly repositoryName: string;
  readonly imageTag?: string | undefined;
  readonly imageDigest?: string | undefined;
  /** What the upstream of a cache would answer now. */
  readonly upstream: UpstreamAnswer;
  readonly atMs: number;
}

/** What a pull gives: an image of the repository, or through a cache, and why. */
export interface PullAnswer extends RegistryAddress {
  /** `found` where no cache is concerned. */
  readonly kind: 'found' | Exclude<PullVerdict['kind'], 'ordinary'>;
  /** ISO 8601. */
  readonly at: string;
  readonly repositoryName: string;
  readonly imageTag?: string | undefined;
  /** What is given, where that is known. */
  readonly imageDigest?: string | undefined;
  readonly sentence: string;
  /** AWS's exception or failure code, and its sentence. */
  readonly exception?: string | undefined;
  readonly message?: string | undefined;
  /** Of a cache: what the repository stands for. */
  readonly upstream?:
    | { readonly upstreamRegistryUrl: string; readonly upstreamRepositoryName: string }
    | undefined;
  /** Of a cache without its repository: what makes it. */
  readonly creation?:
    | { readonly sentence: string; readonly because: readonly string[] }
    | undefined;
  readonly because: readonly string[];
}

/** Pulls from a copy, and says what a client gets. */
export function answerPull(question: PullQuestion): PullAnswer {
  const { registry, home, repositoryName, imageTag, atMs } = question;
  const { pullThrough, creationTemplates } = regionalRegistry(registry, home);
  const explained = explainPull(pullThrough.compiled, cachePullOf(question));
  const { verdict, resolution, sentence, clientShows, because } = explained;
  const asked = {
    at: formatInstant(atMs),
    registryId: home.registryId,
    region: home.region,
    repositoryName,
    imageTag,
  };
  if (verdict.kind === 'ordinary' || resolution.kind === 'ordinary')
    return { ...asked, ...ordinaryPull(question), because };
  const { upstreamRegistryUrl, upstreamRepositoryName } = resolution;
  const creation =
    repositoryIn(registry, home, repositoryName) === undefined
      ? explainRepositoryCreation(creationTemplates.compiled, {
          repositoryName,
          occasion: 'PULL_THROUGH_CACHE',
        })
      : undefined;
  return {
    ...asked,
    kind: verdict.kind,
    imageDigest: 'digest' in verdict ? verdict.digest : undefined,
    sentence,
    message: clientShows,
    upstream: { upstreamRegistryUrl, upstreamRepositoryName },
    creation: creation && { sentence: creation.sentence, because: creation.because },
    because,
  };
}

function cachePullOf({
  registry,
  home,
  repositoryName,
  imageTag,
  imageDigest,
  upstream,
  atMs,
}: PullQuestion) {
  const repository = repositoryIn(registry, home, repositoryName);
  const reference = imageDigest ?? imageTag ?? '';
  const image =
    repository === undefined
      ? undefined
      : imageDigest === undefined
        ? taggedImage(repository, reference)
        : imageOf(repository, imageDigest);
  const write = {
    tag: reference,
    digest: upstream.kind === 'has' ? upstream.digest : '',
    currentDigest: image?.imageDigest,
  };
  return {
    repositoryName,
    registryId: home.registryId,
    reference,
    atMs,
    repository: repository === undefined ? 'missing' : 'exists',
    cached:
      repository === undefined || image === undefined
        ? undefined
        : {
            digest: image.imageDigest,
            // What was never checked counts from its arrival.
            checkedAtMs: entryOf(repository.upstreamChecks, reference) ?? image.imagePushedAtMs,
          },
    upstream,
    tag:
      repository !== undefined && tagStateOf(compileTagRule(repository), write) === 'locked'
        ? 'locked'
        : 'movable',
    mayImport: 'allowed',
    mayCreateRepository: 'allowed',
  } as const;
}

/** A pull that concerns no cache, as AWS answers it. */
function ordinaryPull({
  registry,
  home,
  repositoryName,
  imageTag,
  imageDigest,
  atMs,
}: PullQuestion): Pick<PullAnswer, 'kind' | 'imageDigest' | 'sentence' | 'exception' | 'message'> {
  const { outcome } = step(registry, {
    registryId: home.registryId,
    region: home.region,
    operation: 'BatchGetImage',
    atMs,
    input: { repositoryName, imageIds: [{ imageTag, imageDigest }] },
  });
  const name = `\`${repositoryName}\``;
  if (outcome.kind === 'refused') {
    const { exception, message } = outcome;
    return { kind: 'failed', exception, message, sentence: `${name} gives nothing` };
  }
  const [image] = outcome.output.images;
  const [failure] = outcome.output.failures;
  if (image === undefined) {
    return {
      kind: 'failed',
      exception: failure?.failureCode,
      message: failure?.failureReason,
      sentence: `${name} gives nothing for \`${imageDigest ?? imageTag ?? ''}\``,
    };
  }
  const found = image.imageId.imageDigest;
  return { kind: 'found', imageDigest: found, sentence: `${name} gives ${found ?? 'the image'}` };
}
