import { at, unreachable } from '../../base/invariant.js';
import { counted, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  keyLengthMax,
  reservedPrefix,
  tagCountMax,
  valueLengthMax,
} from '../../facts/resource-tags.js';
import { planResourceTags } from './plan.js';
import type {
  ResourceTagChange,
  ResourceTagExplanation,
  ResourceTagPlan,
  SettledTags,
  TagFault,
  TaggedRepository,
} from './types.js';

/** The plan of `planResourceTags` with a sentence, one more for each tag at fault, and the facts it rests on. */
export function explainResourceTags(
  held: TaggedRepository,
  change: ResourceTagChange,
): ResourceTagExplanation {
  const plan = planResourceTags(held, change);
  const settled = plan.kind === 'depends' ? plan.then : plan;
  return {
    plan,
    sentence: sentenceOf(plan, change),
    faults: faultSentences(settled, change),
    because: facts(plan, change),
  };
}

function sentenceOf(plan: ResourceTagPlan, change: ResourceTagChange): string {
  switch (plan.kind) {
    case 'depends':
      return `it depends on ${plan.on.map(unknownThing).join(' and ')}; at best ${settledSentence(plan.then, change)}`;
    case 'done':
    case 'refused':
      return settledSentence(plan, change);
    default:
      return unreachable(plan);
  }
}

function unknownThing(thing: string): string {
  return thing === 'repository'
    ? 'whether the repository exists'
    : `the permission ${quote(thing)}`;
}

function settledSentence(settled: SettledTags, change: ResourceTagChange): string {
  if (settled.kind === 'refused') return refusalSentence(settled, change);
  const { created, added, overwritten, removed } = settled;
  const parts = [
    created ? 'the repository is created' : '',
    added.length > 0 ? `${list(added)} ${added.length === 1 ? 'is' : 'are'} added` : '',
    overwritten.length > 0
      ? `${list(overwritten)} ${overwritten.length === 1 ? 'gets' : 'get'} a new value`
      : '',
    removed.length > 0 ? `${list(removed)} ${removed.length === 1 ? 'is' : 'are'} removed` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing changes' : parts.join(', ');
}

function refusalSentence(
  { exception, denied = [], faults = [], tagCount = 0 }: Extract<SettledTags, { kind: 'refused' }>,
  change: ResourceTagChange,
): string {
  const after = change.operation === 'CreateRepository' ? ', and no repository is created' : '';
  switch (exception) {
    case 'AccessDeniedException':
      return `${list(denied)} ${denied.length === 1 ? 'is' : 'are'} denied${after}`;
    case 'InvalidTagParameterException':
      return `${counted(faults.length, 'tag')} cannot be given${after}`;
    case 'RepositoryAlreadyExistsException':
      return 'the repository exists already, and its tags stay as they are';
    case 'RepositoryNotFoundException':
      return 'there is no such repository';
    case 'TooManyTagsException':
      return `there would be ${tagCount} tags, at most ${tagCountMax} are accepted${after}`;
    default:
      return unreachable(exception);
  }
}

function faultSentences(settled: SettledTags, change: ResourceTagChange): readonly string[] {
  if (settled.kind === 'done') return [];
  const keys =
    change.operation === 'UntagResource' ? change.tagKeys : change.tags.map(({ Key }) => Key);
  return (settled.faults ?? []).map(({ index, fault }) => faultSentence(fault, at(keys, index)));
}

/** What one fault means, said of the key it was found at. */
export function faultSentence(fault: TagFault, key: string): string {
  switch (fault) {
    case 'key-empty':
      return 'a key is empty';
    case 'key-too-long':
      return `the key ${quote(key)} has more than ${keyLengthMax} characters`;
    case 'value-too-long':
      return `the value of ${quote(key)} has more than ${valueLengthMax} characters`;
    case 'reserved-prefix':
      return `${quote(key)} begins with ${quote(reservedPrefix)}, which only AWS itself sets and removes`;
    case 'duplicate-key':
      return `the key ${quote(key)} stands twice`;
    default:
      return unreachable(fault);
  }
}

function list(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}

const factOfFault: Readonly<Record<TagFault, FactId>> = {
  'key-empty': 'resource-tags.keyLengthMin',
  'key-too-long': 'resource-tags.keyLengthMax',
  'value-too-long': 'resource-tags.valueLengthMax',
  'reserved-prefix': 'resource-tags.reservedPrefix',
  'duplicate-key': 'resource-tags.duplicateKeys',
};

/** The fact behind one fault. */
export function becauseOfFault(fault: TagFault): FactId {
  return factOfFault[fault];
}

function facts(plan: ResourceTagPlan, change: ResourceTagChange): FactId[] {
  const creation: FactId[] =
    change.operation === 'CreateRepository' ? ['resource-tags.creationIsAtomic'] : [];
  switch (plan.kind) {
    case 'depends':
      return [...new Set<FactId>(['resource-tags.actionsAsked', ...facts(plan.then, change)])];
    case 'done':
      return change.operation === 'UntagResource'
        ? ['resource-tags.untagIsIdempotent']
        : ['resource-tags.overwrittenByKey', ...creation];
    case 'refused':
      return [...refusalFacts(plan), 'resource-tags.refusalOrder', ...creation];
    default:
      return unreachable(plan);
  }
}

function refusalFacts({
  exception,
  faults = [],
}: Extract<SettledTags, { kind: 'refused' }>): FactId[] {
  switch (exception) {
    case 'AccessDeniedException':
      return ['resource-tags.actionsAsked'];
    case 'InvalidTagParameterException':
      return [...new Set(faults.map(({ fault }) => factOfFault[fault]))];
    case 'TooManyTagsException':
      return ['resource-tags.tagCountMax', 'resource-tags.reservedPrefix'];
    case 'RepositoryAlreadyExistsException':
    case 'RepositoryNotFoundException':
      return ['resource-tags.tagExceptions'];
    default:
      return unreachable(exception);
  }
}
