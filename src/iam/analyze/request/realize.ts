import { at } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import { likelyPartition } from '../../../model/region.js';
import { parseInstant } from '../../operators/date.js';
import type { AuthorizationRequest } from '../../types.js';
import type { Values } from '../theory/dimension.js';
import type { Model } from '../theory/solve.js';
import { anyResources } from './domains.js';
import { fixed, type Part } from './part.js';
import { callerOf } from './principal.js';
import type { World } from './world.js';

/** How policies spell condition keys and actions, by their text in lower case. */
export type Spellings = ReadonlyMap<string, string>;

/** The request that a model stands for, in the words of the engine. */
export function realize(
  world: World,
  model: Model,
  action: string,
  names: Spellings,
): AuthorizationRequest {
  const value = (dimension: number | undefined): string =>
    dimension === undefined ? '' : (at(model, dimension)[0] ?? '');
  const region = value(world.region);
  const partition = likelyPartition(region);
  const caller = callerOf(world.kind.caller, {
    partition,
    account: value(world.account),
    name: value(world.name),
    session: value(world.session),
    user: value(world.user),
    service: value(world.service),
  });
  const isStar = world.resourceArn === undefined;
  const resource = (world.resourceArn ?? [fixed('*')]).map((part) => textOf(part, value)).join(':');
  const own = world.action;
  const context = contextOf(world, model, names);
  const regionKey = 'aws:requestedregion';
  // No repository tells the Region; a policy that asks for it has to be told.
  if (isStar && own === undefined && names.has(regionKey))
    context[names.get(regionKey) ?? regionKey] = region;
  const time = world.space.numberOf('time');
  return {
    ...caller,
    action: own === undefined ? action : spelled(`${value(own.service)}:${value(own.name)}`, names),
    resource,
    ...(Object.keys(context).length > 0 && { context }),
    ...(time !== undefined && { atMs: parseInstant(value(time)) ?? 0 }),
  };
}

/**
 * The same request about a resource that goes with its action, for actions of other services; what has any resource of
 * any service may as well have one of its own.
 */
export function withOwnResource(request: AuthorizationRequest, world: World): AuthorizationRequest {
  const parts = request.resource.split(':');
  if (world.action === undefined || parts.length < arnPartCount) return request;
  const [scheme, partition, , region, account] = parts;
  const service = request.action.slice(0, request.action.indexOf(':')).toLowerCase();
  const resource = [scheme, partition, service, region, account, anyResources.words?.[0]].join(':');
  return { ...request, resource };
}

function spelled(text: string, names: Spellings): string {
  return names.get(text) ?? text;
}

function textOf(part: Part, value: (dimension: number) => string): string {
  switch (part.kind) {
    case 'fixed':
      return part.text;
    case 'partition':
      return likelyPartition(value(part.region));
    default:
      return `${part.before}${value(part.dimension)}`;
  }
}

/** The keys that have dimensions of their own, where they are present. */
function contextOf(
  world: World,
  model: Model,
  names: Spellings,
): { [key: string]: string | readonly string[] } {
  const context: { [key: string]: string | readonly string[] } = {};
  for (const [number, { name, isList }] of world.space.dimensions.entries()) {
    const [, key] = /^key \S+ (.*)$/s.exec(name) ?? [];
    const values = at(model, number);
    if (key === undefined || values.length === 0) continue;
    // A repository's tags go by two names.
    for (const one of isTagOfRepository(key, world) ? twins(key, names) : [spelled(key, names)]) {
      context[one] = valuesOf(values, isList);
    }
  }
  return context;
}

function isTagOfRepository(key: string, world: World): boolean {
  return key.startsWith('aws:resourcetag/') && world.kind.resource === 'repository';
}

/** Both names of a repository's tag, the tag's own name as a policy spells it under either. */
function twins(key: string, names: Spellings): readonly string[] {
  const tag = key.slice(key.indexOf('/'));
  const keys = ['aws:ResourceTag', 'ecr:ResourceTag'].map((family) => {
    return { family, written: names.get(`${family.toLowerCase()}${tag}`) };
  });
  const known = keys.find(({ written }) => written !== undefined)?.written ?? key;
  return keys.map(
    ({ family, written }) => written ?? `${family}${known.slice(known.indexOf('/'))}`,
  );
}

function valuesOf(values: Values, isList: boolean): string | readonly string[] {
  return isList ? values : (values[0] ?? '');
}
