import { at } from '../../../base/invariant.js';
import { likelyPartition } from '../../../model/region.js';
import { parseInstant } from '../../operators/date.js';
import type { AuthorizationRequest } from '../../types.js';
import type { Values } from '../theory/dimension.js';
import type { Model } from '../theory/solve.js';
import { fixed, type Part } from './part.js';
import { callerOf } from './principal.js';
import type { World } from './world.js';

/** The request that a model stands for, in the words of the engine. `names` gives keys as policies spell them. */
export function realize(
  world: World,
  model: Model,
  action: string,
  names: ReadonlyMap<string, string>,
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
    action: own === undefined ? action : `${value(own.service)}:${value(own.name)}`,
    resource,
    ...(Object.keys(context).length > 0 && { context }),
    ...(time !== undefined && { atMs: parseInstant(value(time)) ?? 0 }),
  };
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
  names: ReadonlyMap<string, string>,
): { [key: string]: string | readonly string[] } {
  const context: { [key: string]: string | readonly string[] } = {};
  for (const [number, { name, isList }] of world.space.dimensions.entries()) {
    const [, key] = /^key \S+ (.*)$/s.exec(name) ?? [];
    const values = at(model, number);
    if (key === undefined || values.length === 0) continue;
    context[names.get(key) ?? key] = valuesOf(values, isList);
    // A repository's tags go by two names.
    const own = key.replace(/^aws:resourcetag\//, 'ecr:resourcetag/');
    if (own !== key && world.kind.resource === 'repository') {
      context[names.get(own) ?? own] = valuesOf(values, isList);
    }
  }
  return context;
}

function valuesOf(values: Values, isList: boolean): string | readonly string[] {
  return isList ? values : (values[0] ?? '');
}
