import { pointer } from './json-text.js';
import { property } from './loose.js';

/** How a document's keys may be written besides the names the library uses, such as `RegistryId` for `registryId`. */
export interface Spellings {
  /** The library's name of each other spelling. */
  readonly names: Readonly<Record<string, string>>;
  /** Spellings of tools that write null or an empty list for what is absent. */
  readonly emptyIsAbsent: readonly string[];
}

/** A value whose keys were respelled, and the way back from its places to those of the original. */
export interface Respelled {
  readonly value: unknown;
  /** The JSON pointer in the original of a pointer into `value`. */
  readonly origin: (at: string) => string;
}

/** Deepest level that is respelled; what lies deeper is kept as it is. */
const depthMax = 16;

/**
 * What stands inside the answers, requests and resources a document may be wrapped in, outermost first, with the
 * library's keys.
 */
export function unwrapped(
  document: unknown,
  wrappers: readonly string[],
  spellings: Spellings,
): Respelled {
  let value = document;
  let root = '';
  for (const wrapper of wrappers) {
    const inner = property(value, wrapper);
    if (inner === undefined) continue;
    value = inner;
    root = pointer(root, wrapper);
  }
  const respelled = respell(value, spellings);
  return { value: respelled.value, origin: (at) => root + respelled.origin(at) };
}

/** The same value with the library's keys. Where a key stands in two spellings, the library's own counts. */
export function respell(value: unknown, spellings: Spellings): Respelled {
  return {
    value: copy(value, spellings, 0),
    origin: (at) => originOf(value, at, spellings),
  };
}

function copy(value: unknown, spellings: Spellings, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === depthMax) return value;
  if (Array.isArray(value)) return value.map((member) => copy(member, spellings, depth + 1));
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    if (spellings.emptyIsAbsent.includes(key) && isEmpty(member)) return [];
    return [[nameIn(value, key, spellings), copy(member, spellings, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** The library's name of a key, unless that name stands in the object itself. */
function nameIn(object: object, key: string, { names }: Spellings): string {
  if (!Object.hasOwn(names, key)) return key;
  const name = names[key] ?? key;
  return Object.hasOwn(object, name) ? key : name;
}

function originOf(root: unknown, path: string, spellings: Spellings): string {
  let value = root;
  let found = '';
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = keyOf(value, name, spellings);
    found = pointer(found, key);
    value = property(value, key);
  }
  return found;
}

function keyOf(value: unknown, name: string, spellings: Spellings): string {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, name)) return name;
  return Object.keys(value).find((key) => nameIn(value, key, spellings) === name) ?? name;
}
