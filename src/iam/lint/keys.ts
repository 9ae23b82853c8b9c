import {
  arnKeys,
  boolKeys,
  dateKeys,
  ipAddressKeys,
  multivaluedKeys,
  numericKeys,
  stringKeys,
} from '../../facts/condition-keys.js';
import { actionConditionKeys, repositoryConditionKeys } from '../../facts/ecr-actions.js';

/** What the values of a key are. */
export type KeyType = 'arn' | 'bool' | 'date' | 'ip' | 'number' | 'text';

const serviceKeys: readonly string[] = [
  ...repositoryConditionKeys,
  ...Object.values(actionConditionKeys).flat(),
];

/** Types by key in lower case; a key that ends in `/` is followed by the name of a tag. */
const types: ReadonlyMap<string, KeyType> = new Map([
  ...typed(serviceKeys, 'text'),
  ...typed(stringKeys, 'text'),
  ...typed(arnKeys, 'arn'),
  ...typed(boolKeys, 'bool'),
  ...typed(dateKeys, 'date'),
  ...typed(ipAddressKeys, 'ip'),
  ...typed(numericKeys, 'number'),
]);

function typed(keys: readonly string[], type: KeyType): (readonly [string, KeyType])[] {
  return keys.map((key) => [key.toLowerCase(), key.endsWith('Arn') ? 'arn' : type]);
}

/** Every key that is known, as AWS spells it. */
export const knownKeys: readonly string[] = [
  ...new Set([
    ...serviceKeys,
    ...stringKeys,
    ...arnKeys,
    ...boolKeys,
    ...dateKeys,
    ...ipAddressKeys,
    ...numericKeys,
  ]),
];

/** The type of a key's values; undefined for keys of other services and keys unheard of. Takes lower case. */
export function keyType(lowerKey: string): KeyType | undefined {
  return types.get(familyOf(lowerKey));
}

/** A key without the name of the tag: `aws:principaltag/team` is of the family `aws:principaltag/`. */
export function familyOf(lowerKey: string): string {
  const slash = lowerKey.indexOf('/');
  return slash === -1 ? lowerKey : lowerKey.slice(0, slash + 1);
}

const lists: ReadonlySet<string> = new Set(multivaluedKeys.map((key) => key.toLowerCase()));

/** Whether a key, in lower case, holds several values at once. */
export function holdsList(lowerKey: string): boolean {
  return lists.has(lowerKey);
}

/** Whether a key is one of some that are written as AWS spells them. Takes lower case. */
export function isOneOf(keys: readonly string[], lowerKey: string): boolean {
  return keys.some((key) => key.toLowerCase() === familyOf(lowerKey));
}
