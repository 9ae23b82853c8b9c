import type { Diagnostic } from '../base/diagnostic.js';
import { counted } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import type { SettledRepository } from './repositories.js';
import type { CompiledLifecyclePolicy } from './types.js';

/** What the inventory of a repository cannot tell although the policy asks for it, and the command that mends it. */
export function gaps(
  compiled: CompiledLifecyclePolicy,
  repository: SettledRepository,
): readonly Diagnostic[] {
  return [
    ...unknownChildren(repository),
    ...perhapsWithoutArchived(compiled, repository),
    ...archivedWithoutInstant(repository),
    ...pushedLater(repository),
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

function unknownChildren({ images, census }: SettledRepository): Diagnostic[] {
  const { blindIndexes, someBlindDigests } = census;
  if (blindIndexes === 0) return [];
  const ids = someBlindDigests.map((digest) => `imageDigest=${digest}`).join(' ');
  const left = blindIndexes - someBlindDigests.length;
  const same = left > 0 ? `, and of the same for ${left} more` : '';
  const indexes = blindIndexes === 1 ? '1 index stands' : `${blindIndexes} indexes stand`;
  const message = `${indexes} in the inventory without the images behind, so what is protected is not known`;
  const help = `add the output of this command${same}: aws ecr batch-get-image --repository-name ${nameOf(images)} --image-ids ${ids}`;
  return [gap('children-unknown', message, 'image.indexChildrenNotListed', help)];
}

function perhapsWithoutArchived(
  { rules }: CompiledLifecyclePolicy,
  { images, census }: SettledRepository,
): Diagnostic[] {
  const asked = rules.some(({ storageClass }) => storageClass === 'archive');
  if (!asked || images.length === 0 || census.archived + census.activating > 0) return [];
  const message =
    'the policy has a rule for archived images, and the inventory holds none: it may have been taken without them';
  const help = `list all of them: aws ecr describe-images --repository-name ${nameOf(images)} --filter imageStatus=ANY`;
  return [gap('archived-unknown', message, 'image.listedActiveOnly', help)];
}

function archivedWithoutInstant({ census }: SettledRepository): Diagnostic[] {
  if (census.undatedArchived === 0) return [];
  const message = `${counted(census.undatedArchived, 'archived image')} without lastArchivedAt, so no rule can tell how long ago that was`;
  const help =
    'take the inventory with a current AWS CLI; no archive rule acts on these images here';
  return [gap('archived-instant-unknown', message, 'lifecycle.archiveAgesByTransition', help)];
}

function pushedLater({ census }: SettledRepository): Diagnostic[] {
  if (census.pushedLater === 0) return [];
  const message = `${counted(census.pushedLater, 'image')} pushed after the instant that was asked about`;
  const help = 'ask about an instant after the inventory was taken, or leave those images out';
  return [gap('pushed-later', message, 'lifecycle.evaluatedTogether', help)];
}

function nameOf([first]: SettledRepository['images']): string {
  return first?.repositoryName ?? 'REPOSITORY';
}
