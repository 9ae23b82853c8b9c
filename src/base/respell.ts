import type { Diagnostic } from './diagnostic.js';
import { pointer } from './json-text.js';
import { isRecord, property } from './loose.js';

/** How a document's keys may be written besides the names the library uses, such as `RegistryId` for `registryId`. */
export interface Spellings {
  /** The library's name of each other spelling. */
  readonly names: Readonly<Record<string, string>>;
  /** Spellings of tools that write null, an empty text or an empty list for what is absent. */
  readonly emptyIsAbsent: readonly string[];
  /** Spellings under which an object stands as a list of one, as Terraform writes a block that comes once. */
  readonly blocks?: readonly string[] | undefined;
  /** Spellings under which tags stand as an object, where the library has a list of `Key` and `Value`. */
  readonly tagMaps?: readonly string[] | undefined;
}

/** A value whose keys were respelled, and the way back from its places to those of the original. */
export interface Respelled {
  readonly value: unknown;
  /** The JSON pointer in the original of a pointer into `value`. */
  readonly origin: (at: string) => string;
  /** Findings about `value`, placed in the original. */
  readonly within: (found: readonly Diagnostic[]) => readonly Diagnostic[];
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
  return respelledAs(respelled.value, (at) => root + respelled.origin(at));
}

function respelledAs(value: unknown, origin: Respelled['origin']): Respelled {
  const within = (found: readonly Diagnostic[]) =>
    found.map((diagnostic) => ({ ...diagnostic, at: origin(diagnostic.at) }));
  return { value, origin, within };
}

/**
 * The same value with the library's keys. Where a key stands in two spellings, the library's own or else
 * the first counts, and the other is left as it is, for the reader to refuse.
 */
export function respell(value: unknown, spellings: Spellings): Respelled {
  const respelled = copy(value, spellings, 0, new Map());
  return respelledAs(respelled, (at) => originOf(value, at, spellings));
}

/** Copies each object once, so that one that contains itself, or many times another, costs no more than its size. */
function copy(
  value: unknown,
  spellings: Spellings,
  depth: number,
  copies: Map<object, unknown>,
): unknown {
  if (typeof value !== 'object' || value === null || depth === depthMax) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const member of value) list.push(copy(member, spellings, depth + 1, copies));
    return list;
  }
  const object = {};
  copies.set(value, object);
  for (const [key, member] of Object.entries(value)) {
    if (spellings.emptyIsAbsent.includes(key) && isEmpty(member)) continue;
    const inner = isBlock(key, member, spellings) ? member[0] : member;
    // Defined, not assigned, since a key may be `__proto__`.
    Object.defineProperty(object, nameIn(value, key, spellings), {
      value: isTagMap(key, member, spellings)
        ? Object.entries(member).map(([Key, Value]) => ({ Key, Value }))
        : copy(inner, spellings, depth + 1, copies),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isBlock(
  key: string,
  value: unknown,
  { blocks = [] }: Spellings,
): value is readonly [unknown] {
  return Array.isArray(value) && value.length === 1 && blocks.includes(key);
}

function isTagMap(
  key: string,
  value: unknown,
  { tagMaps = [] }: Spellings,
): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && tagMaps.includes(key);
}

/** The library's name of a key, unless that name, or an earlier spelling of it, stands in the object as well. */
function nameIn(object: object, key: string, { names }: Spellings): string {
  if (!Object.hasOwn(names, key)) return key;
  const name = names[key] ?? key;
  if (Object.hasOwn(object, name)) return key;
  const first = Object.keys(object).find(
    (other) => Object.hasOwn(names, other) && names[other] === name,
  );
  return first === key ? name : key;
}

function originOf(root: unknown, path: string, spellings: Spellings): string {
  let value = root;
  let found = '';
  let tags: Readonly<Record<string, unknown>> | undefined;
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (tags !== undefined) {
      // What is said of a tag's key or value is said of its member in the object.
      const key = Object.keys(tags)[Number(name)];
      return key === undefined ? found : pointer(found, key);
    }
    const key = keyOf(value, name, spellings);
    found = pointer(found, key);
    value = property(value, key);
    tags = isTagMap(key, value, spellings) ? value : undefined;
    if (isBlock(key, value, spellings)) {
      found = pointer(found, 0);
      value = value[0];
    }
  }
  return found;
}

function keyOf(value: unknown, name: string, spellings: Spellings): string {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, name)) return name;
  return Object.keys(value).find((key) => nameIn(value, key, spellings) === name) ?? name;
}
