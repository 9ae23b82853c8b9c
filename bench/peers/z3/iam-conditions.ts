import type { OneOrMany, PolicyConditions } from '../../../src/iam/index.js';
import { fourTerm, type Slot, secondsTerm, sixTerm, slotsOf } from './iam-keys.js';
import type { World } from './iam-world.js';
import { allOf, anyOf, decimal, equal, not, type Term, truth } from './smt.js';
import { arnParts, type Glob, globOf, literalOf } from './texts.js';

/** How many values a list has to have room for, by key in lower case. */
export type ListLengths = ReadonlyMap<string, number>;

/** Every operator and every key of a block has to hold. */
export function conditionsHold(
  world: World,
  conditions: PolicyConditions,
  lengths: ListLengths,
): Term {
  return allOf(
    Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => {
        const slots = slotsOf(world, key.toLowerCase(), lengths.get(key.toLowerCase()) ?? 1);
        return conditionHolds(operator, slots, listOf(values).map(String));
      }),
    ),
  );
}

export function listOf<T>(values: OneOrMany<T>): readonly T[] {
  // Only a list is one.
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

/**
 * One operator and key, as the guide words it. Values of a policy are alternatives, or none of them may match where the
 * operator says "not". A key that is missing has what its operator says: `IfExists` and `ForAllValues` hold, `ForAnyValue`
 * does not, a plain operator holds when it says "not".
 */
function conditionHolds(operator: string, slots: readonly Slot[], values: readonly string[]): Term {
  const [, qualifier, base = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const [first] = slots;
  const missing = first === undefined ? 'true' : not(first.present);
  if (base === 'Null') {
    if (qualifier !== undefined) return truth(qualifier === 'ForAllValues');
    return anyOf(values.map((value) => (value === 'true' ? missing : not(missing))));
  }
  const negated = base.includes('Not');
  const positive = base.replace('Not', '');
  const one = (slot: Slot): Term => {
    const matches = anyOf(values.map((value) => matchesValue(positive, slot, value)));
    return negated ? not(matches) : matches;
  };
  const whenMissing =
    ifExists !== undefined || (qualifier === undefined ? negated : qualifier === 'ForAllValues');
  const given = ((): Term => {
    if (qualifier === 'ForAllValues') {
      return allOf(slots.map((slot) => anyOf([not(slot.present), one(slot)])));
    }
    if (qualifier === 'ForAnyValue') {
      return anyOf(slots.map((slot) => allOf([slot.present, one(slot)])));
    }
    if (slots.length > 1) throw new Error(`${operator} of a list`);
    return first === undefined ? 'false' : one(first);
  })();
  return anyOf([allOf([missing, truth(whenMissing)]), allOf([not(missing), given])]);
}

/** One value of a request against one of a policy. */
function matchesValue(positive: string, slot: Slot, value: string): Term {
  switch (positive) {
    case 'StringEquals':
      return textMatches(slot, literalOf(value));
    case 'StringEqualsIgnoreCase':
      return textMatches(slot, literalOf(value), true);
    case 'StringLike':
      return textMatches(slot, globOf(value));
    case 'ArnEquals':
    case 'ArnLike': {
      const glob = arnGlob(value);
      return glob === undefined ? 'false' : textMatches(slot, glob);
    }
    case 'Bool':
      return slot.type === 'truth' ? equal(slot.value, value) : misfit(positive, slot);
    case 'IpAddress':
      return slot.type === 'address' ? inRange(slot, value) : misfit(positive, slot);
    default:
      return compares(positive, slot, value);
  }
}

function misfit(positive: string, { type }: Slot): never {
  throw new Error(`${positive} of a key that holds a ${type}`);
}

function textMatches(slot: Slot, glob: Glob, ignoreCase = false): Term {
  return slot.type === 'text' ? slot.matches(glob, ignoreCase) : misfit('String', slot);
}

/** Each of the six parts matches by itself; the last takes the rest. Fewer parts match nothing. */
function arnGlob(pattern: string): Glob | undefined {
  const parts = pattern.split(':');
  if (parts.length < arnParts) return undefined;
  const heads = parts.slice(0, arnParts - 1);
  const own = parts.slice(arnParts - 1).join(':');
  return [...heads.flatMap((part) => [...globOf(part, ':'), ...literalOf(':')]), ...globOf(own)];
}

const relations: Readonly<Record<string, string>> = {
  Equals: '=',
  LessThan: '<',
  LessThanEquals: '<=',
  GreaterThan: '>',
  GreaterThanEquals: '>=',
};

function compares(positive: string, slot: Slot, value: string): Term {
  const [, family, relation = ''] = /^(Numeric|Date)(.*)$/.exec(positive) ?? [];
  const operator = relations[relation];
  if (operator === undefined) throw new Error(`nothing is known of ${positive}`);
  if (family === 'Numeric' && slot.type === 'number') {
    return `(${operator} ${slot.value} ${decimal(value)})`;
  }
  if (family === 'Date' && slot.type === 'instant') {
    return `(${operator} ${slot.value} ${secondsTerm(value)})`;
  }
  return misfit(positive, slot);
}

/** An address of one version is in no range of the other. */
function inRange(slot: Extract<Slot, { type: 'address' }>, range: string): Term {
  const isSix = range.includes(':');
  const bits = isSix ? 128 : 32;
  const [network = '', length = String(bits)] = range.split('/');
  const mask = ((1n << BigInt(bits)) - 1n) ^ ((1n << BigInt(bits - Number(length))) - 1n);
  const maskTerm = `#x${mask.toString(16).padStart(bits / 4, '0')}`;
  const [address, base] = isSix ? [slot.six, sixTerm(network)] : [slot.four, fourTerm(network)];
  const inside = equal(`(bvand ${address} ${maskTerm})`, `(bvand ${base} ${maskTerm})`);
  return allOf([isSix ? slot.isSix : not(slot.isSix), inside]);
}
