import { unreachable } from '../base/invariant.js';
import { counted, quote } from '../base/quote.js';
import type { RegistryAddress } from '../model/registry.js';
import type {
  Arrival,
  DestinationPlan,
  ReplicationPush,
  RuleMiss,
  SkipReason,
  TagFate,
  Unknown,
} from './types.js';

/** What a destination's plan says, in one sentence. */
export function sentenceOf(
  destination: DestinationPlan,
  push: ReplicationPush,
  source: RegistryAddress,
  misses: readonly RuleMiss[],
): string {
  switch (destination.outcome) {
    case 'copied':
      return arrivalSentence(destination, push);
    case 'depends': {
      const open = destination.on.map((unknown) => unknownPhrase(unknown, push, source));
      return `it depends on ${joined(open)}; if nothing forbids it, ${arrivalSentence(destination, push)}`;
    }
    case 'skipped':
      return skippedSentence(destination.reason, push);
    case 'filtered':
      return filteredSentence(push, misses);
    case 'unsupported':
      return unsupportedSentence(destination, source);
    case 'denied':
      return deniedSentence(destination, push, source);
    case 'failed':
      return destination.reason === 'quota'
        ? 'the quotas of the destination leave no room, so the replication fails'
        : `${quote(push.repositoryName)} is missing there, and its creation template sets resource tags or a KMS key without naming a custom role, so nothing is created`;
    default:
      return unreachable(destination);
  }
}

function skippedSentence(reason: SkipReason, { repositoryName }: ReplicationPush): string {
  switch (reason) {
    case 'before-configuration':
      return `this came to ${quote(repositoryName)} before replication was configured; only a backfill copies it`;
    case 'arrived-by-replication':
      return 'the image arrived by replication itself, and nothing is sent on';
    case 'deletions-stay':
      return 'what is deleted here stays in the destination until it is deleted there';
    case 'archiving-stays':
      return 'what is archived here stays as it is in the destination';
    case 'settings-stay':
      return 'policies and settings are not replicated, the repository in the destination has its own';
    default:
      return unreachable(reason);
  }
}

function filteredSentence(
  { repositoryName }: ReplicationPush,
  misses: readonly RuleMiss[],
): string {
  const [nearest] = misses;
  if (nearest === undefined) return `no rule sends ${quote(repositoryName)} there`;
  const { rule, filter, matched, missing } = nearest;
  const where = `${quote(filter)} of ${quote(`rules[${rule}]`)}`;
  const rest = quote(filter.slice(matched));
  const tail =
    matched === 0
      ? 'does not fit at all'
      : `fits ${counted(matched, 'character')} and misses by ${missing} (${rest})`;
  return `no filter fits ${quote(repositoryName)}: the nearest, ${where}, ${tail}`;
}

function unsupportedSentence(
  { region, reason }: Extract<DestinationPlan, { outcome: 'unsupported' }>,
  source: RegistryAddress,
): string {
  switch (reason) {
    case 'same-registry':
      return 'the destination is the registry itself, which AWS refuses to configure';
    case 'partition':
      return `nothing replicates from ${quote(source.region)} to ${quote(region)}, which lies in another partition`;
    case 'opt-in':
      return 'an account has not enabled a Region that takes part, so nothing replicates within it or to it';
    default:
      return unreachable(reason);
  }
}

function deniedSentence(
  { registryId, missing }: Extract<DestinationPlan, { outcome: 'denied' }>,
  { repositoryName }: ReplicationPush,
  source: RegistryAddress,
): string {
  const denies = `the registry policy of ${registryId} does not allow ${quote(missing)} on ${quote(repositoryName)} to ${source.registryId}`;
  switch (missing) {
    case 'ecr:ReplicateImage':
      return denies;
    case 'ecr:CreateRepository':
      return `the repository is missing there, and ${denies}; allow it, or create the repository`;
    case 'ecr:TagResource':
      return `the repository is missing there, its creation template sets resource tags, and ${denies}`;
    default:
      return unreachable(missing);
  }
}

function unknownPhrase(
  unknown: Unknown,
  { repositoryName }: ReplicationPush,
  source: RegistryAddress,
): string {
  switch (unknown) {
    case 'partition':
      return 'which partition the Region lies in';
    case 'opt-in':
      return 'whether both accounts have enabled the Regions';
    case 'repository':
      return `whether ${quote(repositoryName)} exists there`;
    case 'ecr:ReplicateImage':
    case 'ecr:CreateRepository':
    case 'ecr:TagResource':
      return `whether the registry policy there allows ${quote(unknown)} to ${source.registryId}`;
    default:
      return unreachable(unknown);
  }
}

function arrivalSentence(arrival: Arrival, push: ReplicationPush): string {
  const children = push.references?.length ?? 0;
  const referrers = push.referrers?.length ?? 0;
  const parts = [
    copyPhrase(arrival),
    repositoryPhrase(arrival, push),
    ...(children > 0
      ? [`${counted(children, 'image')} of the index ${children === 1 ? 'comes' : 'come'} along`]
      : []),
    ...(referrers > 0
      ? [`${counted(referrers, 'referrer')} ${referrers === 1 ? 'follows' : 'follow'}`]
      : []),
    ...tagPhrases(arrival),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function repositoryPhrase(
  { repository, template }: Arrival,
  { repositoryName }: ReplicationPush,
): string {
  if (repository === 'exists') return '';
  const created = repository === 'created' ? 'is created' : 'is created if it is missing';
  const from =
    template === undefined
      ? 'from a creation template or with default settings'
      : template === null
        ? 'with default settings'
        : `from the creation template ${quote(template)}`;
  return `${quote(repositoryName)} ${created}, ${from}`;
}

function copyPhrase({ copy }: Arrival): string {
  switch (copy) {
    case 'added':
    case 'depends':
      return 'the image is copied';
    case 'present':
      return 'the image is there already';
    case 'restored':
      return 'the archived copy is restored';
    default:
      return unreachable(copy);
  }
}

function tagPhrases({ tags, untagged }: Arrival): readonly string[] {
  const fates = [...new Set(tags.map(({ fate }) => fate))];
  const phrases = fates.map((fate) =>
    tagPhrase(
      fate,
      tags.filter((tag) => tag.fate === fate).map(({ imageTag }) => quote(imageTag)),
    ),
  );
  return untagged ? [...phrases, 'the copy is left untagged'] : phrases;
}

function tagPhrase(fate: TagFate, imageTags: readonly string[]): string {
  const names = joined(imageTags);
  const [is, does] = imageTags.length === 1 ? ['is', 'goes'] : ['are', 'go'];
  switch (fate) {
    case 'kept':
      return `${names} ${does} with it`;
    case 'moved':
      return `${names} ${is} moved to it from another image`;
    case 'withheld':
      return `${names} ${is} withheld, being immutable there and held by another image`;
    case 'depends':
      return `whether ${names} ${does} with it depends on what the tag is there`;
    default:
      return unreachable(fate);
  }
}

function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
