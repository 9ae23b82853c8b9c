import { planRepositoryCreation } from '../../creation-templates/index.js';
import { createRepositoryActions } from '../../facts/ecr-actions.js';
import { manifestLengthMax, manifestLengthMin, messages } from '../../facts/registry.js';
import { imageDigestPattern, imageTagLengthMax, imageTagPattern } from '../../facts/repository.js';
import type { CommandOf, Outcome, Refusal } from '../operations.js';
import { replicate } from '../replication/send.js';
import { unauthorizedFor } from '../step/authorize.js';
import { type Draft, regionalOf, repositoryOf } from '../step/draft.js';
import { noRepository, refused } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository, StoredImage } from '../types.js';
import { arrive } from './arrive.js';
import { createByTemplate } from './create.js';
import { refusalOfPush } from './decide.js';
import { type PushedManifest, readManifest } from './manifest.js';
import { scan } from './scan.js';
import { sign } from './sign.js';

/** PutImage, or the push of a client that ends in it, with everything that follows. */
export function putImage({ draft, command, input }: Turn<'PutImage'>): Outcome<'PutImage'> {
  const { repositoryName, imageTag } = input;
  const misspelt = misspeltMember(command);
  if (misspelt !== undefined) return misspelt;
  const manifest = manifestOf(command);
  if (manifest === undefined) {
    return refused(
      'InvalidParameterException',
      messages.constraint,
      'imageManifest',
      messages.manifestUnreadable,
    );
  }
  const found = repositoryOf(draft, repositoryName) ?? createdFor(draft, command);
  if ('exception' in found) return found;
  const { registryId } = draft.place;
  const { limits } = draft.state.registry;
  const refusal = refusalOfPush({
    repository: found,
    manifest,
    command,
    registryId,
    limits,
  });
  if (refusal !== undefined) return refusal;
  const image = { ...manifest, imageManifest: input.imageManifest };
  const pushed = arrive(draft, { repositoryName, image, imageTag, cause: 'request' });
  if (pushed !== undefined) follow(draft, command, pushed);
  const imageId = {
    imageDigest: manifest.imageDigest,
    ...(imageTag !== undefined && { imageTag }),
  };
  return done<'PutImage'>({
    image: {
      registryId,
      repositoryName,
      imageId,
      imageManifest: input.imageManifest,
      imageManifestMediaType: manifest.imageManifestMediaType,
    },
  });
}

/** What a push sets off: a scan, signatures, and copies of the image and of each signature elsewhere. */
function follow(draft: Draft, command: CommandOf<'PutImage'>, image: StoredImage): void {
  const { repositoryName, imageTag } = command.input;
  const { imageDigest } = image;
  scan(draft, repositoryName, imageDigest, 'push');
  const signatures = sign(draft, { repositoryName, imageDigest, cause: 'push', command });
  const imageTags = imageTag === undefined ? [] : [imageTag];
  replicate(draft, { repositoryName, image, imageTags, cause: 'push' });
  for (const signature of signatures) {
    replicate(draft, { repositoryName, image: signature, imageTags: [], cause: 'push' });
  }
}

function misspeltMember({ input, surface }: CommandOf<'PutImage'>): Refusal | undefined {
  const { imageManifest, imageTag, imageDigest } = input;
  if (imageManifest !== undefined) {
    const { length } = imageManifest;
    if (length < manifestLengthMin)
      return outOfBounds('tooFew', 'imageManifest', manifestLengthMin);
    if (length > manifestLengthMax)
      return outOfBounds('tooMany', 'imageManifest', manifestLengthMax);
  }
  if (imageTag !== undefined) {
    const { length } = imageTag;
    if (length === 0) return outOfBounds('tooFew', 'imageTag', 1);
    if (length > imageTagLengthMax) return outOfBounds('tooMany', 'imageTag', imageTagLengthMax);
    // The address of a tag over OCI has a narrower grammar than the member of the API.
    if (surface === 'oci' && !ociTags.test(imageTag)) {
      const pattern = imageTagPattern.slice(1, -1);
      return refused('InvalidParameterException', messages.wrongSpelling, 'imageTag', pattern);
    }
  }
  if (imageDigest !== undefined && !digests.test(imageDigest)) {
    const pattern = imageDigestPattern.slice(1, -1);
    return refused('InvalidParameterException', messages.wrongSpelling, 'imageDigest', pattern);
  }
  return imageManifest === undefined && imageDigest === undefined
    ? refused('InvalidParameterException', messages.missing, 'imageManifest')
    : undefined;
}

const digests = /* @__PURE__ */ new RegExp(imageDigestPattern);
const ociTags = /* @__PURE__ */ new RegExp(imageTagPattern);

function outOfBounds(frame: 'tooFew' | 'tooMany', member: string, bound: number): Refusal {
  return refused('InvalidParameterException', messages[frame], member, String(bound));
}

/** What is pushed: read from the manifest's text, or as the command describes it. */
function manifestOf(command: CommandOf<'PutImage'>): PushedManifest | undefined {
  const { imageManifest, imageDigest = '', imageManifestMediaType } = command.input;
  const told = command.outside?.image ?? {};
  if (imageManifest === undefined) {
    const mediaType = imageManifestMediaType ?? told.imageManifestMediaType;
    return { ...told, imageManifestMediaType: mediaType, imageDigest, layers: [] };
  }
  const read = readManifest(imageManifest);
  if (read === undefined) return undefined;
  return {
    ...read,
    imageManifestMediaType: read.imageManifestMediaType ?? imageManifestMediaType,
    imageSizeInBytes: read.imageSizeInBytes ?? told.imageSizeInBytes,
  };
}

/** A repository that the push itself creates; what AWS answers where none is to be created, or may be. */
function createdFor(draft: Draft, command: CommandOf<'PutImage'>): Repository | Refusal {
  const { repositoryName } = command.input;
  const anySurface = draft.state.registry.readings.registry.createOnPush === 'any-surface';
  if (command.surface !== 'oci' && !anySurface) return noRepository(draft, repositoryName);
  const { compiled } = regionalOf(draft).creationTemplates;
  const occasion = 'CREATE_ON_PUSH';
  if (planRepositoryCreation(compiled, { repositoryName, occasion }).kind !== 'created') {
    return noRepository(draft, repositoryName);
  }
  const [create] = createRepositoryActions;
  const asks = draft.state.registry.readings.registry.createOnPushAsks === 'create-repository';
  const refusal = asks ? unauthorizedFor(draft, command, create, repositoryName) : undefined;
  if (refusal !== undefined) return refusal;
  return createByTemplate(draft, repositoryName, occasion) ?? noRepository(draft, repositoryName);
}
