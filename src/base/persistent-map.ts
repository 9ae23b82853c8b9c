import { byCodeUnit } from './order.js';

/**
 * A map from texts to values that never changes: setting or removing an entry gives a new map, which shares all but one
 * path with the old one. A hash trie with branches of 32, so that an entry of a million lies four steps deep.
 *
 * Plain data: it prints, it survives JSON as long as its values do, and two maps with the same entries are equal in
 * every part, whatever was set and removed on the way.
 */
export interface PersistentMap<Value> {
  readonly size: number;
  /** Null in an empty map. */
  readonly root: Node<Value> | null;
}

type Node<Value> = Branch<Value> | Leaf<Value> | Bucket<Value>;

/** At least two entries. Bit i of `bits` says that there is a node for the digit i; the nodes stand in that order. */
interface Branch<Value> {
  readonly bits: number;
  readonly nodes: readonly Node<Value>[];
}

interface Leaf<Value> {
  readonly key: string;
  readonly value: Value;
}

/** Entries whose keys have one hash, by key. */
interface Bucket<Value> {
  readonly entries: readonly Leaf<Value>[];
}

/** A map without entries. */
export const emptyMap: PersistentMap<never> = { size: 0, root: null };

/** The value of a key, or undefined. */
export function entryOf<Value>({ root }: PersistentMap<Value>, key: string): Value | undefined {
  if (root === null) return undefined;
  const hash = hashOf(key);
  let node = root;
  for (let shift = 0; ; shift += digitBits) {
    if ('key' in node) return node.key === key ? node.value : undefined;
    if ('entries' in node) return node.entries.find((leaf) => leaf.key === key)?.value;
    const bit = bitOf(hash, shift);
    if ((node.bits & bit) === 0) return undefined;
    const next = node.nodes[placeOf(node.bits, bit)];
    if (next === undefined) return undefined;
    node = next;
  }
}

/** The map with one entry more, or with another value for its key. */
export function withEntry<Value>(
  map: PersistentMap<Value>,
  key: string,
  value: Value,
): PersistentMap<Value> {
  const leaf = { key, value };
  if (map.root === null) return { size: 1, root: leaf };
  const added = entryOf(map, key) === undefined ? 1 : 0;
  return { size: map.size + added, root: inserted(map.root, leaf, hashOf(key), 0) };
}

/** The map without a key; the same map when it has none such. */
export function withoutEntry<Value>(map: PersistentMap<Value>, key: string): PersistentMap<Value> {
  if (map.root === null || entryOf(map, key) === undefined) return map;
  return { size: map.size - 1, root: removed(map.root, key, hashOf(key), 0) };
}

/** A map of many entries at once; of a key that comes twice the last counts. */
export function mapOf<Value>(entries: Iterable<readonly [string, Value]>): PersistentMap<Value> {
  const values = new Map(entries);
  const leaves = Array.from(values, ([key, value]) => ({
    hash: hashOf(key),
    leaf: { key, value },
  }));
  return { size: leaves.length, root: leaves.length === 0 ? null : built(leaves, 0) };
}

/** All keys, in an order that depends on nothing but the keys. */
export function keysOf(map: PersistentMap<unknown>): string[] {
  return leavesOf(map).map(({ key }) => key);
}

/** All values, in the order of `keysOf`. */
export function valuesOf<Value>(map: PersistentMap<Value>): Value[] {
  return leavesOf(map).map(({ value }) => value);
}

function leavesOf<Value>({ root }: PersistentMap<Value>): readonly Leaf<Value>[] {
  const leaves: Leaf<Value>[] = [];
  if (root !== null) gather(root, leaves);
  return leaves;
}

function gather<Value>(node: Node<Value>, leaves: Leaf<Value>[]): void {
  if ('key' in node) leaves.push(node);
  else if ('entries' in node) leaves.push(...node.entries);
  else for (const next of node.nodes) gather(next, leaves);
}

const digitBits = 5;

/** Bits of a hash; a path that has used them all up ends in a bucket. */
const hashBits = 32;

/** FNV-1a over UTF-16 units, and a last stir so that texts that end alike part early. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function bitOf(hash: number, shift: number): number {
  return 1 << ((hash >>> shift) & 31);
}

/** How many nodes stand before the one of this bit. */
function placeOf(bits: number, bit: number): number {
  let before = bits & (bit - 1);
  before -= (before >>> 1) & 0x55555555;
  before = (before & 0x33333333) + ((before >>> 2) & 0x33333333);
  return Math.imul((before + (before >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function inserted<Value>(
  node: Node<Value>,
  leaf: Leaf<Value>,
  hash: number,
  shift: number,
): Node<Value> {
  if ('key' in node) {
    if (node.key === leaf.key) return leaf;
    return built(
      [
        { hash: hashOf(node.key), leaf: node },
        { hash, leaf },
      ],
      shift,
    );
  }
  if ('entries' in node) return bucketOf([...without(node.entries, leaf.key), leaf]);
  const bit = bitOf(hash, shift);
  const place = placeOf(node.bits, bit);
  const next = (node.bits & bit) === 0 ? undefined : node.nodes[place];
  const nodes = node.nodes.slice();
  if (next === undefined) nodes.splice(place, 0, leaf);
  else nodes[place] = inserted(next, leaf, hash, shift + digitBits);
  return { bits: node.bits | bit, nodes };
}

/** What is left of a node that holds the key; null when that was all. */
function removed<Value>(
  node: Node<Value>,
  key: string,
  hash: number,
  shift: number,
): Node<Value> | null {
  if ('key' in node) return null;
  if ('entries' in node) {
    const entries = without(node.entries, key);
    return entries.length === 1 ? (entries[0] ?? null) : { entries };
  }
  const bit = bitOf(hash, shift);
  const place = placeOf(node.bits, bit);
  const next = node.nodes[place];
  if (next === undefined) return node;
  const rest = removed(next, key, hash, shift + digitBits);
  const nodes = node.nodes.slice();
  if (rest === null) nodes.splice(place, 1);
  else nodes[place] = rest;
  // A single entry stands where it would had the others never been there.
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && 'key' in only) return only;
  return { bits: rest === null ? node.bits & ~bit : node.bits, nodes };
}

function without<Value>(entries: readonly Leaf<Value>[], key: string): readonly Leaf<Value>[] {
  return entries.filter((leaf) => leaf.key !== key);
}

function bucketOf<Value>(entries: readonly Leaf<Value>[]): Bucket<Value> {
  return { entries: [...entries].sort((a, b) => byCodeUnit(a.key, b.key)) };
}

interface Hashed<Value> {
  readonly hash: number;
  readonly leaf: Leaf<Value>;
}

/** The node of some leaves, at least one, whose hashes agree up to the shift. */
function built<Value>(leaves: readonly Hashed<Value>[], shift: number): Node<Value> {
  const [first] = leaves;
  if (leaves.length === 1 && first !== undefined) return first.leaf;
  if (shift >= hashBits) return bucketOf(leaves.map(({ leaf }) => leaf));
  const parts: Hashed<Value>[][] = Array.from({ length: 1 << digitBits }, () => []);
  for (const hashed of leaves) parts[(hashed.hash >>> shift) & 31]?.push(hashed);
  let bits = 0;
  const nodes: Node<Value>[] = [];
  parts.forEach((part, digit) => {
    if (part.length === 0) return;
    bits |= 1 << digit;
    nodes.push(built(part, shift + digitBits));
  });
  return { bits, nodes };
}
