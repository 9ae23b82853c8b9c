import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyMap,
  entryOf,
  keysOf,
  mapOf,
  type PersistentMap,
  valuesOf,
  withEntry,
  withoutEntry,
} from '../../src/base/persistent-map.js';

/** Pairs of words that FNV-1a cannot tell apart, and words like keys. */
const collisions = ['costarring', 'liquid', 'declinate', 'macallums', 'altarage', 'zinke'];
const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...collisions) },
  { weight: 3, arbitrary: fc.nat({ max: 400 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('', '__proto__', 'constructor', 'key', 'entries') },
);

/** Sets a value under a key, or takes the key away. */
const change = fc.record({ key, value: fc.option(fc.nat({ max: 9 }), { nil: undefined }) });
const changes = fc.array(change, { size: 'max', maxLength: 500 });

function changed(list: readonly { key: string; value: number | undefined }[]) {
  let map: PersistentMap<number> = emptyMap;
  const plain = new Map<string, number>();
  for (const { key: name, value } of list) {
    if (value === undefined) {
      map = withoutEntry(map, name);
      plain.delete(name);
    } else {
      map = withEntry(map, name, value);
      plain.set(name, value);
    }
  }
  return { map, plain };
}

describe('a map that never changes', () => {
  it('holds what a plain map holds', () => {
    fc.assert(
      fc.property(changes, key, (list, asked) => {
        const { map, plain } = changed(list);
        expect(map.size).toBe(plain.size);
        expect(entryOf(map, asked)).toBe(plain.get(asked));
        const entries = keysOf(map).map((name) => [name, entryOf(map, name)]);
        expect(entries.toSorted()).toEqual([...plain].toSorted());
        expect(valuesOf(map)).toEqual(entries.map(([, value]) => value));
      }),
    );
  });

  it('is the same in every part, whatever was set and removed on the way', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { map, plain } = changed(list);
        expect(map).toEqual(mapOf([...plain].toReversed()));
        expect(JSON.parse(JSON.stringify(map))).toEqual(map);
      }),
    );
  });

  it('leaves the map before it as it was', () => {
    fc.assert(
      fc.property(changes, change, (list, { key: name, value }) => {
        const { map } = changed(list);
        const written = JSON.stringify(map);
        if (value === undefined) withoutEntry(map, name);
        else withEntry(map, name, value);
        expect(JSON.stringify(map)).toBe(written);
      }),
    );
  });

  it('copies a path and shares all else', () => {
    const entries = Array.from({ length: 40_000 }, (_, index): [string, number] => [`${index}`, 0]);
    const before = mapOf(entries);
    const after = withEntry(before, '7', 1);
    const known = new Set(nodesOf(before.root));
    expect(nodesOf(after.root).filter((node) => !known.has(node)).length).toBeLessThan(8);
  });
});

/** Every object a node is made of. */
function nodesOf(node: object | null): readonly object[] {
  if (node === null) return [];
  const below = 'nodes' in node && Array.isArray(node.nodes) ? node.nodes : [];
  return [node, ...below.flatMap((next: object) => nodesOf(next))];
}
