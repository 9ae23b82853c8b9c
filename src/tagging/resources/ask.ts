import {
  requestTagActions,
  requestTagPrefix,
  resourceTagPrefixes,
  tagKeysActions,
  tagKeysKey,
} from '../../facts/resource-tags.js';
import { actionsOf } from './plan.js';
import type {
  ResourceTag,
  ResourceTagChange,
  TagAuthorization,
  TaggedRepository,
} from './types.js';

type Context = Record<string, string | readonly string[]>;

/**
 * What IAM is asked before a change of resource tags happens: each action on the repository's ARN, with the condition
 * keys that the request's tags and the repository's own give it.
 */
export function askResourceTags(
  held: TaggedRepository,
  change: ResourceTagChange,
  repositoryArn: string,
): readonly TagAuthorization[] {
  const given = change.operation === 'UntagResource' ? [] : change.tags;
  const keys = change.operation === 'UntagResource' ? change.tagKeys : given.map(({ Key }) => Key);
  const carried = change.operation === 'CreateRepository' ? given : held.tags;
  return actionsOf(held, change).map((action) => ({
    action,
    resource: repositoryArn,
    context: {
      ...requestTagContext(action, given, keys),
      ...resourceTagContext(carried),
    },
  }));
}

function requestTagContext(
  action: string,
  given: readonly ResourceTag[],
  keys: readonly string[],
): Context {
  const context: Context = {};
  if (requestTagActions.some((known) => known === action)) {
    for (const { Key, Value } of given) context[`${requestTagPrefix}${Key}`] = Value;
  }
  if (keys.length > 0 && tagKeysActions.some((known) => known === action)) {
    context[tagKeysKey] = [...new Set(keys)];
  }
  return context;
}

/** The condition keys that a repository's tags give to every action on it, for access control by tags. */
export function resourceTagContext(tags: readonly ResourceTag[]): Record<string, string> {
  const context: Record<string, string> = {};
  for (const { Key, Value } of tags) {
    for (const prefix of resourceTagPrefixes) context[`${prefix}${Key}`] = Value;
  }
  return context;
}
