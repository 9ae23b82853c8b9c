import { messages } from '../../facts/registry.js';
import { formatInstant } from '../../model/instant.js';
import { imageOf, referrersOf } from '../images.js';
import type { Operation, Outcome } from '../operations.js';
import { regionalOf, repositoryOf } from '../step/draft.js';
import { noRepository, refused } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import { namedImage } from './storage-class.js';

/** What reading takes of a turn, so that a deletion, which answers the same, can ask as well. */
type Asked<O extends Operation> = Pick<Turn<O>, 'draft' | 'input'>;

export function getLifecyclePolicy({
  draft,
  input,
}: Asked<'GetLifecyclePolicy'>): Outcome<'GetLifecyclePolicy'> {
  const { repositoryName } = input;
  const { registryId } = draft.place;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const { lifecyclePolicy } = repository;
  if (lifecyclePolicy === undefined) {
    const { lifecyclePolicyNotFound } = messages;
    const exception = 'LifecyclePolicyNotFoundException';
    return refused(exception, lifecyclePolicyNotFound, repositoryName, registryId);
  }
  const { lifecyclePolicyText, lastEvaluatedAtMs } = lifecyclePolicy;
  const lastEvaluatedAt = formatInstant(lastEvaluatedAtMs);
  const answer = { registryId, repositoryName, lifecyclePolicyText, lastEvaluatedAt };
  return done<'GetLifecyclePolicy'>(answer);
}

export function getRepositoryPolicy({
  draft,
  input,
}: Asked<'GetRepositoryPolicy'>): Outcome<'GetRepositoryPolicy'> {
  const { repositoryName } = input;
  const { registryId } = draft.place;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const { repositoryPolicy } = repository;
  if (repositoryPolicy === undefined) {
    const { repositoryPolicyNotFound } = messages;
    const exception = 'RepositoryPolicyNotFoundException';
    return refused(exception, repositoryPolicyNotFound, repositoryName, registryId);
  }
  const { policyText } = repositoryPolicy;
  return done<'GetRepositoryPolicy'>({ registryId, repositoryName, policyText });
}

export function getRegistryPolicy({
  draft,
}: Pick<Turn<'GetRegistryPolicy'>, 'draft'>): Outcome<'GetRegistryPolicy'> {
  const { registryId } = draft.place;
  const { registryPolicy } = regionalOf(draft);
  if (registryPolicy === undefined) {
    const { registryPolicyNotFound } = messages;
    return refused('RegistryPolicyNotFoundException', registryPolicyNotFound, registryId);
  }
  return done<'GetRegistryPolicy'>({ registryId, policyText: registryPolicy.policyText });
}

export function describeRegistry({ draft }: Turn<'DescribeRegistry'>): Outcome<'DescribeRegistry'> {
  const { registryId } = draft.place;
  const replicationConfiguration = regionalOf(draft).replication?.document ?? { rules: [] };
  return done<'DescribeRegistry'>({ registryId, replicationConfiguration });
}

/** The artifacts about an image that are in standard storage, by digest; none for an image that is not there. */
export function listImageReferrers({
  draft,
  input,
}: Turn<'ListImageReferrers'>): Outcome<'ListImageReferrers'> {
  const { repositoryName, subjectId, filter = {} } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const { imageDigest } = subjectId;
  if (typeof imageDigest !== 'string') {
    return refused('InvalidParameterException', messages.missing, 'subjectId.imageDigest');
  }
  const { artifactTypes = [], artifactStatus = 'ACTIVE' } = filter;
  const referrers = referrersOf(repository, imageDigest).flatMap((digest) => {
    const image = imageOf(repository, digest);
    if (image === undefined) return [];
    const { artifactMediaType: artifactType, imageStatus = 'ACTIVE' } = image;
    if (artifactStatus !== 'ANY' && imageStatus !== artifactStatus) return [];
    if (artifactTypes.length > 0 && !artifactTypes.some((type) => type === artifactType)) return [];
    const { imageManifestMediaType: mediaType, imageSizeInBytes: size } = image;
    return [{ digest, mediaType, artifactType, size, artifactStatus: imageStatus }];
  });
  return done<'ListImageReferrers'>({ referrers });
}

export function describeSigningStatus({
  draft,
  input,
}: Turn<'DescribeImageSigningStatus'>): Outcome<'DescribeImageSigningStatus'> {
  const { repositoryName, imageId } = input;
  const { registryId } = draft.place;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const image = namedImage(draft, repository, imageId);
  if ('exception' in image) return image;
  return done<'DescribeImageSigningStatus'>({
    registryId,
    repositoryName,
    imageId: { ...imageId, imageDigest: image.imageDigest },
    signingStatuses: image.signingStatuses ?? [],
  });
}
