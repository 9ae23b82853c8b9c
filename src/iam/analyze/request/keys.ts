import {
  arnKeys,
  boolKeys,
  dateKeys,
  ipAddressKeys,
  keysOfEveryRequest,
  multivaluedKeys,
  numericKeys,
  stringKeys,
} from '../../../facts/condition-keys.js';
import type { Ask, AskedKey } from '../../asked.js';
import type { CompiledCondition } from '../../compiled.js';
import { lookUp } from '../../context.js';
import type { Sort } from '../theory/texts.js';
import { filledTexts } from './domains.js';
import type { ArnParts } from './part.js';
import { isOther, type World } from './world.js';

/** Where a condition key has its values from, in the requests of one kind. */
export type Binding =
  /** Every request of the kind has the same, or lacks the key. */
  | { readonly kind: 'constant'; readonly values: AskedKey }
  | { readonly kind: 'arn'; readonly parts: ArnParts }
  /** The single value of a dimension, which is always present. */
  | { readonly kind: 'bound'; readonly dimension: number }
  /** The last name of a path. */
  | { readonly kind: 'name'; readonly dimension: number }
  | { readonly kind: 'time'; readonly dimension: number; readonly isEpoch: boolean }
  /** A dimension of its own. */
  | { readonly kind: 'free' };

/** The key under which a value is kept: ECR's own tags of a repository are the global ones. */
export function keptKey(key: string, world: World): string {
  return world.kind.resource === 'repository'
    ? key.replace(/^ecr:resourcetag\//, 'aws:resourcetag/')
    : key;
}

/** What a key is bound to. `ask` is any request of the kind; what it tells by itself it tells for all of them. */
export function bindingOf(key: string, world: World, ask: Ask): Binding {
  const { caller } = world.kind;
  switch (key) {
    case 'aws:principalarn':
      if (world.principalArn !== undefined) return { kind: 'arn', parts: world.principalArn };
      break;
    case 'aws:principalaccount':
      if (world.account !== undefined) return { kind: 'bound', dimension: world.account };
      break;
    case 'aws:resourceaccount':
      // Whose another service's resource is that shows no account, nothing in the request tells.
      return world.resourceAccount === undefined ||
        world.kind.resource === 'other-bare' ||
        world.kind.resource === 'other-nothing'
        ? { kind: 'free' }
        : { kind: 'bound', dimension: world.resourceAccount };
    case 'aws:requestedregion':
      return isOther(world.kind.resource)
        ? { kind: 'free' }
        : { kind: 'bound', dimension: world.region };
    case 'aws:principalservicename':
      if (world.service !== undefined) return { kind: 'bound', dimension: world.service };
      break;
    case 'aws:username':
      if (caller === 'user' && world.name !== undefined) {
        return { kind: 'name', dimension: world.name };
      }
      break;
    case 'aws:userid':
      if (caller === 'root' && world.account !== undefined) {
        return { kind: 'bound', dimension: world.account };
      }
      // A federated user's id joins his account and his name.
      if (caller === 'federated') return { kind: 'free' };
      break;
    case 'aws:currenttime':
    case 'aws:epochtime':
      return { kind: 'time', dimension: timeOf(world), isEpoch: key === 'aws:epochtime' };
  }
  const values = lookUp(ask, key);
  return values === undefined ? { kind: 'free' } : { kind: 'constant', values };
}

function timeOf({ space }: World): number {
  return space.dimension('time', () => ({ sort: 'date' }));
}

/** The dimension of a free key for values of one sort. */
export function freeDimension(
  key: string,
  sort: Sort,
  world: World,
  { listKeys, emptyIsAbsent }: KeyOptions,
): number {
  const isBool = truthKeys.has(key);
  return world.space.dimension(`key ${sort} ${key}`, () => ({
    sort: isBool && sort === 'text' ? 'words' : sort,
    words: isBool ? ['true', 'false'] : wordsOf(key),
    domain: emptyIsAbsent ? filledTexts : undefined,
    canBeAbsent: !everyRequest.has(key),
    isList: listKeys.has(key),
  }));
}

/** What is known of condition keys before any request is thought of. */
export interface KeyOptions {
  /** Keys that may hold several values. */
  readonly listKeys: ReadonlySet<string>;
  /** What the values of a key stand for, by the first operator that compares them. */
  readonly sorts: ReadonlyMap<string, Sort>;
  readonly emptyIsAbsent: boolean;
}

/** Reads from all conditions in question how they use their keys. */
export function keyOptionsOf(
  conditions: readonly CompiledCondition[],
  emptyIsAbsent: boolean,
): KeyOptions {
  const listKeys = new Set(lists);
  const sorts = new Map<string, Sort>();
  for (const { key, qualifier, test } of conditions) {
    if (qualifier !== null && !isSingle(key)) listKeys.add(key);
    const sort = sortOf(test.family);
    if (sort !== undefined && !sorts.has(key)) sorts.set(key, sort);
  }
  return { listKeys, sorts, emptyIsAbsent };
}

/** What an operator takes values for; undefined where it takes them for nothing. */
export function sortOf(family: CompiledCondition['test']['family']): Sort | undefined {
  switch (family) {
    case 'number':
    case 'date':
      return family;
    case 'ip':
      return 'address';
    case 'binary':
      return 'bytes';
    case 'text':
    case 'like':
    case 'arn':
    case 'bool':
      return 'text';
    default:
      return undefined;
  }
}

function isSingle(key: string): boolean {
  const family = key.slice(0, key.indexOf('/') + 1);
  return (
    !lists.has(key) && (singles.has(key) || singles.has(family) || family === 'ecr:resourcetag/')
  );
}

const lists: ReadonlySet<string> = lowered(multivaluedKeys);
const truthKeys: ReadonlySet<string> = lowered(boolKeys);
const everyRequest: ReadonlySet<string> = lowered(keysOfEveryRequest);
const singles: ReadonlySet<string> = lowered([
  ...arnKeys,
  ...boolKeys,
  ...dateKeys,
  ...ipAddressKeys,
  ...numericKeys,
  ...stringKeys,
]);

function lowered(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.map((key) => key.toLowerCase()));
}

/** Texts one likes to read where any would do. */
function wordsOf(key: string): readonly string[] {
  if (key.endsWith('orgid')) return ['o-exampleorgid', 'o-otherorgid1'];
  if (key === 'aws:sourcevpc') return ['vpc-0example00000001', 'vpc-0example00000002'];
  if (key === 'aws:sourcevpce') return ['vpce-0example00000001', 'vpce-0example00000002'];
  if (key.endsWith('account')) return ['111122223333', '444455556666', '777788889999'];
  return ['some-value', 'other-value', 'third-value'];
}
