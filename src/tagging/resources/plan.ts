import { actionsAsked, tagCountMax } from '../../facts/resource-tags.js';
import { faultOf, isReservedTagKey } from './fault.js';
import type {
  ResourceTag,
  ResourceTagChange,
  ResourceTagException,
  ResourceTagPlan,
  SettledTags,
  TagAction,
  TagFault,
  TaggedRepository,
} from './types.js';

/** What becomes of a repository's resource tags. A refusal is an answer; it leaves everything as it was. */
export function planResourceTags(
  held: TaggedRepository,
  change: ResourceTagChange,
): ResourceTagPlan {
  const actions = actionsOf(held, change);
  const denied = actions.filter((action) => change.permissions?.[action] === 'denied');
  if (denied.length > 0) return { kind: 'refused', exception: 'AccessDeniedException', denied };
  const then = settled(held, change);
  const on = [
    ...(held.repository === 'unknown' ? (['repository'] as const) : []),
    ...actions.filter((action) => change.permissions?.[action] !== 'allowed'),
  ];
  return on.length === 0 ? then : { kind: 'depends', on, then };
}

/** The actions a request asks for. Creating without tags asks for the creation alone. */
export function actionsOf(held: TaggedRepository, change: ResourceTagChange): readonly TagAction[] {
  if (change.operation !== 'CreateRepository') return actionsAsked[change.operation];
  return change.tags.length === 0 ? held.createAsks.slice(0, 1) : held.createAsks;
}

/** The outcome when every permission is given and an unknown repository is as the request needs it. */
function settled(held: TaggedRepository, change: ResourceTagChange): SettledTags {
  const faults = faultsOf(held, change);
  if (faults.length > 0) return refused('InvalidTagParameterException', { faults });
  const creates = change.operation === 'CreateRepository';
  if (creates && held.repository === 'exists') return refused('RepositoryAlreadyExistsException');
  if (!creates && held.repository === 'missing') return refused('RepositoryNotFoundException');
  if (change.operation === 'UntagResource') return withoutTags(held, change.tagKeys);
  return withTags(creates ? [] : held.tags, change.tags, creates);
}

function refused(
  exception: ResourceTagException,
  details: { faults?: readonly { index: number; fault: TagFault }[]; tagCount?: number } = {},
): SettledTags {
  return { kind: 'refused', exception, ...details };
}

/** What is wrong with the request's tags, in their order. */
function faultsOf(held: TaggedRepository, change: ResourceTagChange) {
  const pairs =
    change.operation === 'UntagResource'
      ? change.tagKeys.map((Key) => ({ Key, Value: '' }))
      : change.tags;
  const seen = new Set<string>();
  const twiceIsWrong = held.duplicatesRefused && change.operation !== 'UntagResource';
  return pairs.flatMap(({ Key, Value }, index) => {
    const twice = twiceIsWrong && seen.has(Key);
    seen.add(Key);
    const fault = faultOf(Key, Value) ?? (twice ? 'duplicate-key' : undefined);
    return fault === undefined ? [] : [{ index, fault }];
  });
}

function withTags(
  held: readonly ResourceTag[],
  given: readonly ResourceTag[],
  created: boolean,
): SettledTags {
  const values = new Map(held.map(({ Key, Value }) => [Key, Value]));
  const before = new Set(values.keys());
  for (const { Key, Value } of given) values.set(Key, Value);
  const tags = [...values].map(([Key, Value]) => ({ Key, Value }));
  const tagCount = tags.filter(({ Key }) => !isReservedTagKey(Key)).length;
  if (tagCount > tagCountMax) return refused('TooManyTagsException', { tagCount });
  const keys = [...new Set(given.map(({ Key }) => Key))];
  return {
    kind: 'done',
    created,
    tags,
    added: keys.filter((key) => !before.has(key)),
    overwritten: keys.filter((key) => before.has(key)),
    removed: [],
  };
}

function withoutTags({ tags }: TaggedRepository, keys: readonly string[]): SettledTags {
  const gone = new Set(keys);
  return {
    kind: 'done',
    created: false,
    tags: tags.filter(({ Key }) => !gone.has(Key)),
    added: [],
    overwritten: [],
    removed: tags.filter(({ Key }) => gone.has(Key)).map(({ Key }) => Key),
  };
}
