import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { nestingMax } from '../base/json-walk.js';
import { pointer } from '../base/text-place.js';

/** Where a value stands, and of a scalar how it is written. */
export interface PlacedNode {
  readonly start: number;
  readonly end: number;
  readonly scalar?: { readonly type: string; readonly value: string } | undefined;
}

/** The documents of a file as values. */
export interface YamlValues {
  readonly roots: readonly { readonly value: unknown; readonly at: string }[];
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  /** Keys that stand twice in one map. */
  readonly twice: readonly { readonly key: string; readonly start: number; readonly end: number }[];
}

type Node = ParsedNode | null;

/** Most values that are taken from one file, those that aliases repeat included; a file of a person has far fewer. */
const nodeCountMax = 300_000;

interface Reading {
  /** How many values may still be taken. */
  left: number;
  readonly nodes: Map<string, PlacedNode>;
  readonly anchors: Map<string, ParsedNode>;
  readonly twice: { key: string; start: number; end: number }[];
}

/**
 * Turns parsed documents into values; a function in its short form becomes an object with one member, as in its long
 * form. What an alias names is copied. Undefined when that makes more values than a file can hold.
 */
export function valuesOf(contents: readonly Node[]): YamlValues | undefined {
  const nodes = new Map<string, PlacedNode>();
  const twice: Reading['twice'] = [];
  const reading: Reading = { left: nodeCountMax, nodes, anchors: new Map(), twice };
  const isOne = contents.length === 1;
  const roots = contents.map((node, index) => {
    reading.anchors.clear();
    const at = isOne ? '' : `/${index}`;
    return { value: taken(reading, node, at, 0), at };
  });
  return reading.left < 0 ? undefined : { roots, nodes, twice };
}

function taken(reading: Reading, node: Node, at: string, depth: number): unknown {
  reading.left -= 1;
  if (node === null || reading.left < 0 || depth > nestingMax) return null;
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source);
    return target === undefined ? null : taken(reading, target, at, depth);
  }
  const name = functionOf(node);
  const inner = name === undefined ? at : pointer(at, name);
  if (name !== undefined) place(reading, node, at);
  place(reading, node, inner);
  const value = plainValue(reading, node, inner, depth);
  // Known once it is read, so that an alias within it leads nowhere.
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  return name === undefined ? value : { [name]: value };
}

function plainValue(reading: Reading, node: ParsedNode, at: string, depth: number): unknown {
  if (isSeq(node)) {
    return node.items.map((item, index) => taken(reading, item, pointer(at, index), depth + 1));
  }
  if (isMap(node)) return mapValue(reading, node, at, depth);
  if (!isScalar(node)) return null;
  const { value, source } = node;
  if (typeof value === 'number' && source !== undefined && isAccount(source)) return source;
  return typeof value === 'bigint' ? String(value) : value;
}

/**
 * Digits behind a zero, such as an account that was written without quotes. With an 8 or a 9 they are text to readers of
 * YAML 1.1, CloudFormation's among them; as a number they would lose the zero.
 */
function isAccount(source: string): boolean {
  return /^0[0-9]*[89][0-9]*$/.test(source);
}

type ParsedMap = YAMLMap<ParsedNode, ParsedNode | null>;

function mapValue(reading: Reading, map: ParsedMap, at: string, depth: number): unknown {
  const object: Record<string, unknown> = {};
  const merged: Record<string, unknown>[] = [];
  for (const { key: keyNode, value: node } of map.items) {
    const key = keyOf(keyNode);
    if (key === '<<') {
      const value = taken(reading, node, at, depth + 1);
      for (const one of Array.isArray(value) ? value : [value]) if (isObject(one)) merged.push(one);
      continue;
    }
    if (Object.hasOwn(object, key)) {
      const [start, end] = keyNode.range;
      reading.twice.push({ key, start, end });
    }
    define(object, key, taken(reading, node, pointer(at, key), depth + 1));
  }
  // What is written in the map itself wins, then what was merged first.
  for (const one of merged) {
    for (const [key, value] of Object.entries(one)) {
      if (!Object.hasOwn(object, key)) define(object, key, value);
    }
  }
  return object;
}

/** Defined, not assigned, since a key may be `__proto__`. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf(node: ParsedNode): string {
  return isScalar(node) ? String(node.value ?? '') : '';
}

/** The long name of a function in its short form: `!Sub` is `Fn::Sub`, and two of them have no prefix. */
function functionOf(node: ParsedNode): string | undefined {
  const { tag } = node;
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

function place({ nodes }: Reading, node: ParsedNode, at: string): void {
  const [start, end] = node.range;
  const isText = isScalar(node) && typeof node.value === 'string';
  const scalar = isText ? { type: String(node.type), value: String(node.value) } : undefined;
  nodes.set(at, { start, end, scalar });
}
