import type { AuthorizationRequest } from '../../../src/iam/index.js';
import type { Values } from './iam-parties.js';
import { regions, type World } from './iam-world.js';
import {
  decimal,
  type Expression,
  indexOf,
  numberOf,
  quoted,
  type Term,
  textOf,
  truth,
  whole,
} from './smt.js';
import { covers, type Glob, inAny, wholeMatches } from './texts.js';

/** One value of a condition key: whether it is there, and what its type lets one ask about it. */
export type Slot = { readonly present: Term } & (
  | { readonly type: 'text'; readonly matches: (glob: Glob, ignoreCase: boolean) => Term }
  | { readonly type: 'number' | 'instant' | 'truth'; readonly value: Term }
  | { readonly type: 'address'; readonly isSix: Term; readonly four: Term; readonly six: Term }
);

type Type = Slot['type'];

interface FreeKey {
  readonly type: Type;
  /** May hold several values. */
  readonly isList?: boolean;
  /** Every request has it. */
  readonly isAlways?: boolean;
  /** Only calls by services have it, or only those by others. */
  readonly only?: 'services' | 'accounts';
}

/** Keys that a caller may fill as he likes, or leave out, by their names in lower case. */
const freeKeys: Readonly<Record<string, FreeKey>> = {
  'aws:principaltag/team': { type: 'text' },
  'aws:resourcetag/stage': { type: 'text' },
  'ecr:resourcetag/stage': { type: 'text' },
  // Free only where nobody says what they hold.
  'aws:resourceaccount': { type: 'text' },
  'aws:principalaccount': { type: 'text' },
  'aws:principaltype': { type: 'text' },
  'aws:principalorgid': { type: 'text', only: 'accounts' },
  'aws:sourcevpce': { type: 'text' },
  'aws:sourceaccount': { type: 'text', only: 'services' },
  'aws:sourcearn': { type: 'text', only: 'services' },
  'aws:tagkeys': { type: 'text', isList: true },
  'aws:principalorgpaths': { type: 'text', isList: true, only: 'accounts' },
  'aws:securetransport': { type: 'truth', isAlways: true },
  'aws:multifactorauthpresent': { type: 'truth' },
  'aws:multifactorauthage': { type: 'number' },
  'aws:tokenissuetime': { type: 'instant' },
  'aws:sourceip': { type: 'address' },
};

const absent: readonly Slot[] = [];

/**
 * The values of a key in the requests of a world, at most so many of a list. Values of a list stand in the first slots:
 * the key is missing when the first is empty.
 */
export function slotsOf(world: World, key: string, listLength: number): readonly Slot[] {
  const derived = derivedSlot(world, key);
  if (derived !== undefined) return derived === null ? absent : [derived];
  const kept = keptKey(world, key);
  const free = freeKeys[kept];
  if (free === undefined) throw new Error(`nothing is known of ${key}`);
  const isService = world.kind.caller === 'service';
  if (free.only !== undefined && (free.only === 'services') !== isService) return absent;
  const places = Array.from({ length: free.isList === true ? listLength : 1 }, (_, place) => place);
  return places.map((place) => freeSlot(world, kept, free, place));
}

/** A repository's tags go by two names. */
function keptKey({ kind }: World, key: string): string {
  return kind.hasRepository ? key.replace(/^ecr:resourcetag\//, 'aws:resourcetag/') : key;
}

/** Keys that follow from the request itself; null where it lacks them, undefined where it does not tell. */
function derivedSlot(world: World, key: string): Slot | null | undefined {
  const { caller } = world.kind;
  const isService = caller === 'service';
  switch (key) {
    case 'aws:principalarn':
      return isService ? null : text((glob) => wholeMatches(glob, world.principalArn));
    case 'aws:principalaccount':
      return isService ? undefined : text((glob) => world.accountMatches(glob));
    case 'aws:resourceaccount':
      if (isService && !world.kind.hasRepository) return undefined;
      return text((glob) => world.resourceAccountMatches(glob));
    case 'aws:requestedregion':
      return text((glob, ignoreCase) => world.regionMatches(glob, ignoreCase));
    case 'aws:principaltype': {
      const type = typeNames[caller];
      return type === undefined ? undefined : known(type);
    }
    case 'aws:principalisawsservice':
      return { present: 'true', type: 'truth', value: truth(isService) };
    case 'aws:username':
      return caller !== 'user'
        ? null
        : text((glob, ignoreCase) => world.lastNameMatches(glob, ignoreCase));
    case 'aws:currenttime':
      return { present: 'true', type: 'instant', value: world.now };
    case 'aws:epochtime':
      return { present: 'true', type: 'number', value: `(to_real ${world.now})` };
    default:
      return undefined;
  }
}

const typeNames = {
  root: 'Account',
  user: 'User',
  session: 'AssumedRole',
  serviceLinked: 'AssumedRole',
  federated: 'FederatedUser',
  service: undefined,
} as const;

const text = (matches: (glob: Glob, ignoreCase: boolean) => Term): Slot => ({
  present: 'true',
  type: 'text',
  matches,
});

const known = (value: string): Slot =>
  text((glob, ignoreCase) => truth(covers(glob, value, ignoreCase)));

function freeSlot(world: World, key: string, { type, isAlways }: FreeKey, place: number): Slot {
  const name = `|${key}#${place}|`;
  const value = (request: AuthorizationRequest) => valuesOf(request, key)[place];
  const present =
    isAlways === true
      ? 'true'
      : world.constant(
          presenceOf(key, place),
          { sort: 'Bool', pin: (request) => truth(value(request) !== undefined) },
          // A list has no gaps.
          place === 0 ? 'true' : `(=> ${presenceOf(key, place)} ${presenceOf(key, place - 1)})`,
        );
  const constant = (suffix: string, sort: string, term: (given: string) => Term, none: Term) =>
    world.constant(`${name.slice(0, -1)}${suffix}|`, {
      sort,
      pin: (request) => {
        const given = value(request);
        return given === undefined ? none : term(given);
      },
    });
  switch (type) {
    case 'text': {
      const own = constant('', 'String', quoted, '""');
      return {
        present,
        type,
        matches: (glob, ignoreCase) =>
          glob.every(({ kind }) => kind === 'letter') && !ignoreCase
            ? `(= ${own} ${quoted(plain(glob))})`
            : inAny(own, [glob], ignoreCase),
      };
    }
    case 'number':
      return { present, type, value: constant('', 'Real', decimal, '0.0') };
    case 'instant':
      return { present, type, value: constant('', 'Int', secondsTerm, '0') };
    case 'truth':
      return { present, type, value: constant('', 'Bool', (given) => given, 'false') };
    case 'address':
      return {
        present,
        type,
        isSix: constant('/6', 'Bool', (given) => truth(given.includes(':')), 'false'),
        four: constant('/four', '(_ BitVec 32)', (given) => fourTerm(given), zero(8)),
        six: constant('/six', '(_ BitVec 128)', (given) => sixTerm(given), zero(32)),
      };
  }
}

const presenceOf = (key: string, place: number): Term => `|has-${key}#${place}|`;
const zero = (digits: number): Term => `#x${'0'.repeat(digits)}`;

function plain(glob: Glob): string {
  return glob.map((glyph) => (glyph.kind === 'letter' ? glyph.letter : '')).join('');
}

export const secondsTerm = (given: string): Term =>
  whole(/^\d{5,}$/.test(given) ? Number(given) : Math.floor(Date.parse(given) / 1000));

/** An address of version 4 as a number; of another one any, for it is not asked about. */
export function fourTerm(given: string): Term {
  if (given.includes(':')) return zero(8);
  const bytes = given.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  return `#x${bytes.join('')}`;
}

export function sixTerm(given: string): Term {
  if (!given.includes(':')) return zero(32);
  const [front = '', back] = given.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const gap = back === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...(back ?? [])];
  return `#x${groups.map((group) => group.padStart(4, '0')).join('')}`.toLowerCase();
}

function valuesOf({ context = {} }: AuthorizationRequest, key: string): readonly string[] {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key)?.[1];
  return found === undefined ? [] : [found].flat();
}

/** An address is seen either outside a VPC or by its endpoint. */
export function linksOf({ constants }: World): readonly Term[] {
  const [address, endpoint] = ['aws:sourceip', 'aws:sourcevpce'].map((key) => presenceOf(key, 0));
  if (address === undefined || endpoint === undefined) return [];
  const areBoth = constants.has(address) && constants.has(endpoint);
  return areBoth ? [`(not (and ${address} ${endpoint}))`] : [];
}

// ---- requests from the solver --------------------------------------------------------------------------------------

/** The context of a request that the solver found. */
export function contextOf(
  { kind, constants }: World,
  values: Values,
): NonNullable<AuthorizationRequest['context']> {
  const context: Record<string, string | readonly string[]> = {};
  for (const [key, { type, isList, isAlways }] of Object.entries(freeKeys)) {
    const found: string[] = [];
    for (let place = 0; ; place++) {
      const name = `|${key}#${place}`;
      const isThere =
        isAlways === true ? place === 0 : values.get(presenceOf(key, place)) === 'true';
      if (!isThere) break;
      found.push(written(type, name, values));
    }
    const [first] = found;
    if (first === undefined || (isAlways === true && !constants.has(`|${key}#0|`))) continue;
    context[key] = isList === true ? found : first;
    if (key.startsWith('aws:resourcetag/') && kind.hasRepository) {
      context[key.replace('aws:', 'ecr:')] = first;
    }
  }
  const region = values.get('region');
  if (region !== undefined && !kind.hasRepository) {
    context['aws:requestedregion'] = regions[indexOf(region)] ?? '';
  }
  return context;
}

function written(type: Type, name: string, values: Values): string {
  // Only whether the key is there may have been asked.
  const value = (otherwise: string, suffix = ''): Expression =>
    values.get(`${name}${suffix}|`) ?? otherwise;
  switch (type) {
    case 'text':
      return textOf(value('""'));
    case 'number':
      return String(numberOf(value('0')));
    case 'instant':
      return new Date(1000 * numberOf(value('0'))).toISOString();
    case 'truth':
      return String(value('false'));
    case 'address': {
      const isSix = value('false', '/6') === 'true';
      const digits = String(isSix ? value(zero(32), '/six') : value('#xcb007109', '/four')).slice(
        2,
      );
      if (isSix) return (digits.match(/.{4}/g) ?? []).join(':');
      return (digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join('.');
    }
  }
}
