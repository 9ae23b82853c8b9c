import { signatureArtifactMediaType, signatureManifestMediaType } from '../../facts/registry.js';
import { signPayloadAction } from '../../facts/signing.js';
import { decideSigning, type SigningPush } from '../../signing/index.js';
import { imageOf, withImage } from '../images.js';
import type { Command } from '../operations.js';
import { mayUse } from '../step/authorize.js';
import { type Draft, keepRepository, regionalOf, repositoryOf, tell } from '../step/draft.js';
import type { ImageSigningStatus, Repository, StoredImage } from '../types.js';
import { arrive, isIndex } from './arrive.js';
import { imageLimit } from './decide.js';
import { digestOf } from './manifest.js';

/** An image that has just come in. Who pushed it signs it; without a command that is the service. */
export interface Signing {
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly cause: SigningPush['cause'];
  readonly command?: Command | undefined;
}

/**
 * Signs an image with every profile that the registry's configuration names for it, and stores each signature as an
 * artifact about it. Gives the signatures.
 */
export function sign(draft: Draft, signing: Signing): readonly StoredImage[] {
  const { repositoryName, imageDigest, cause } = signing;
  const configuration = regionalOf(draft).signing;
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (configuration === undefined || image === undefined) return [];
  const push = { repositoryName, cause, artifact: artifactOf(image) };
  const maySign = Object.fromEntries(
    configuration.document.rules.map(({ signingProfileArn: arn }) => [
      arn,
      mayBy(draft, signing, arn),
    ]),
  );
  const verdict = decideSigning(configuration.compiled, { ...push, maySign });
  if (verdict.kind === 'unsigned') return [];
  return verdict.signatures.flatMap(({ signingProfileArn, kind }) =>
    signedBy(draft, signing, signingProfileArn, kind === 'signed'),
  );
}

function artifactOf(image: StoredImage): SigningPush['artifact'] {
  if (image.artifactMediaType === signatureArtifactMediaType) return 'signature';
  if (image.subjectManifestDigest !== undefined) return 'referrer';
  return isIndex(image) ? 'index' : 'image';
}

function mayBy(draft: Draft, { command }: Signing, profileArn: string): 'allowed' | 'denied' {
  if (command === undefined) return 'allowed';
  return mayUse(draft, command, signPayloadAction, profileArn) ? 'allowed' : 'denied';
}

/** One signature. A profile that has signed the image once does not do so again. */
function signedBy(
  draft: Draft,
  { repositoryName, imageDigest }: Signing,
  signingProfileArn: string,
  permitted: boolean,
): readonly StoredImage[] {
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (repository === undefined || image === undefined) return [];
  const before = image.signingStatuses?.find((old) => old.signingProfileArn === signingProfileArn);
  if (before?.status === 'COMPLETE') return [];
  const status = permitted && !isFull(draft, repository) ? 'COMPLETE' : 'FAILED';
  if (before?.status === status) return [];
  const signed = withStatus(image, { signingProfileArn, status });
  keepRepository(draft, withImage(repository, signed));
  tell(draft, {
    kind: 'signing-completed',
    repositoryName,
    imageDigest,
    signingProfileArn,
    status,
  });
  if (status === 'FAILED') return [];
  const signature = {
    // A signature holds its instant, so nobody can tell its digest beforehand; ours stands for it.
    imageDigest: digestOf(`${signingProfileArn} ${imageDigest} ${draft.place.atMs}`),
    imageManifestMediaType: signatureManifestMediaType,
    artifactMediaType: signatureArtifactMediaType,
    subjectManifestDigest: imageDigest,
  };
  const arrived = arrive(draft, { repositoryName, image: signature, cause: 'signing' });
  return arrived === undefined ? [] : [arrived];
}

function isFull({ state }: Draft, { images }: Repository): boolean {
  return images.size >= imageLimit(state.registry.limits);
}

function withStatus(image: StoredImage, status: ImageSigningStatus): StoredImage {
  const others = (image.signingStatuses ?? []).filter(
    (old) => old.signingProfileArn !== status.signingProfileArn,
  );
  return { ...image, signingStatuses: [...others, status] };
}
