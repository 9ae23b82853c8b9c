import type { Diagnostic } from '../base/diagnostic.js';
import { counted } from '../base/quote.js';
import { indexMediaTypes } from '../facts/image.js';
import type { FactId } from '../facts/ledger/index.js';
import type { Image } from '../model/image.js';
import type { CompiledLifecyclePolicy, LifecycleQuestion } from './types.js';

/** What the inventory cannot tell although the policy asks for it, each with the command that mends it. */
export function gaps(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
): readonly Diagnostic[] {
  const { images, nowMs } = question;
  return [
    ...unknownChildren(images),
    ...perhapsWithoutArchived(compiled, images),
    ...archivedWithoutInstant(images),
    ...pushedLater(images, nowMs),
  ];
}

function gap(name: string, message: string, because: FactId, help: string): Diagnostic {
  return {
    code: `lifecycle/${name}`,
    severity: 'warning',
    message,
    at: '',
    because: [because],
    help,
  };
}

/** Digests that fit on one command line; the rest are left to the reader's own loop. */
const digestsShown = 3;

function unknownChildren(images: readonly Image[]): Diagnostic[] {
  const blind = images.filter(
    ({ imageManifestMediaType: type, references }) =>
      references === undefined && indexMediaTypes.some((indexType) => indexType === type),
  );
  const [first] = blind;
  if (first === undefined) return [];
  const ids = blind.slice(0, digestsShown).map(({ imageDigest }) => `imageDigest=${imageDigest}`);
  const more = blind.length > digestsShown ? ` …and ${blind.length - digestsShown} more` : '';
  const indexes = blind.length === 1 ? '1 index stands' : `${blind.length} indexes stand`;
  const message = `${indexes} in the inventory without the images behind, so what is protected is not known`;
  const help = `give \`--manifests\` the output of: aws ecr batch-get-image --repository-name ${nameOf(first)} --image-ids ${ids.join(' ')}${more}`;
  return [gap('children-unknown', message, 'image.indexChildrenNotListed', help)];
}

function perhapsWithoutArchived(
  { rules }: CompiledLifecyclePolicy,
  images: readonly Image[],
): Diagnostic[] {
  const asked = rules.some(({ storageClass }) => storageClass === 'archive');
  const seen = images.some(
    ({ imageStatus }) => imageStatus === 'ARCHIVED' || imageStatus === 'ACTIVATING',
  );
  if (!asked || seen) return [];
  const message =
    'the policy has a rule for archived images, and the inventory holds none: it may have been taken without them';
  const help = `list all of them: aws ecr describe-images --repository-name ${nameOf(images[0])} --filter imageStatus=ANY`;
  return [gap('archived-unknown', message, 'image.listedActiveOnly', help)];
}

function archivedWithoutInstant(images: readonly Image[]): Diagnostic[] {
  const blind = images.filter(
    ({ imageStatus, lastArchivedAtMs }) =>
      imageStatus === 'ARCHIVED' && lastArchivedAtMs === undefined,
  );
  if (blind.length === 0) return [];
  const message = `${counted(blind.length, 'archived image')} without lastArchivedAt, so no rule can tell how long ago that was`;
  const help =
    'take the inventory with a current AWS CLI; no archive rule acts on these images here';
  return [gap('archived-instant-unknown', message, 'lifecycle.archiveAgesByTransition', help)];
}

function pushedLater(images: readonly Image[], nowMs: number): Diagnostic[] {
  const later = images.filter(({ imagePushedAtMs }) => imagePushedAtMs > nowMs).length;
  if (later === 0) return [];
  const message = `${counted(later, 'image')} pushed after the instant that was asked about`;
  const help = 'ask about an instant after the inventory was taken, or leave those images out';
  return [gap('pushed-later', message, 'lifecycle.evaluatedTogether', help)];
}

function nameOf(image: Image | undefined): string {
  return image?.repositoryName ?? 'REPOSITORY';
}
