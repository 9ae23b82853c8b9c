import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editedJson } from '../../src/base/json-edit.js';
import { pointer } from '../../src/base/json-text.js';

type Step = string | number;

/** A document and the way to one of its members, or to one that might be added. */
interface Situation {
  readonly value: unknown;
  readonly steps: readonly Step[];
}

const key = fc.oneof(
  fc.constantFrom('a', 'b', '', '~', 'x/y', '"', '\\', ':', 'ä', '1'),
  fc.string(),
);
const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('"', ':', '[', '}', ','),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc
      .uniqueArray(
        fc.tuple(
          key.filter((name) => name !== '__proto__' && !/^\d+$/.test(name)),
          tie('tree'),
        ),
        {
          maxLength: 3,
          selector: ([name]) => name,
        },
      )
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

/** Every way into a value, the ways to members that are not there yet included. */
function ways(value: unknown, steps: readonly Step[] = []): readonly (readonly Step[])[] {
  if (Array.isArray(value)) {
    const inside = value.flatMap((member, index) => ways(member, [...steps, index]));
    return [steps, ...inside, [...steps, value.length]];
  }
  if (typeof value !== 'object' || value === null) return [steps];
  const inside = Object.entries(value).flatMap(([name, member]) => ways(member, [...steps, name]));
  return [steps, ...inside, [...steps, 'new']];
}

const situation: fc.Arbitrary<Situation> = tree.chain((value) =>
  fc
    .constantFrom(...ways(value).filter(({ length }) => length > 0), [])
    .map((steps) => ({ value, steps })),
);
const at = (steps: readonly Step[]) => steps.reduce<string>(pointer, '');

/** What a document says after one change, told member by member. */
function changed(value: unknown, [step, ...rest]: readonly Step[], put: unknown): unknown {
  if (step === undefined) return put;
  const copy: unknown = structuredClone(value);
  if (Array.isArray(copy)) {
    const index = Number(step);
    if (rest.length === 0 && put === undefined) copy.splice(index, 1);
    else copy[index] = changed(copy[index], rest, put);
    return copy;
  }
  const members = Object.entries(copy as object);
  const index = members.findIndex(([name]) => name === step);
  const member = changed(members[index]?.[1], rest, put);
  if (rest.length === 0 && put === undefined) members.splice(index, 1);
  else if (index === -1) members.push([String(step), member]);
  else members[index] = [String(step), member];
  return Object.fromEntries(members);
}

function exists(value: unknown, steps: readonly Step[]): boolean {
  return (
    ways(value).some((way) => at(way) === at(steps)) && at(steps) !== '' && !isNew(value, steps)
  );
}

function isNew(value: unknown, steps: readonly Step[]): boolean {
  let inner = value;
  for (const step of steps) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return true;
    inner = (inner as Record<Step, unknown>)[step];
  }
  return false;
}

const indent = fc.constantFrom(0, 1, 2, 4, '\t');

describe('a change of JSON text', () => {
  it('says what it means, and leaves a printed text as printing would', () => {
    fc.assert(
      fc.property(situation, scalar, indent, ({ value, steps }, put, width) => {
        const text = JSON.stringify(value, null, width);
        const expected = changed(value, steps, put);
        const after = editedJson(text, { title: '', edits: [{ at: at(steps), value: put }] });
        expect(JSON.parse(after ?? 'null')).toEqual(expected);
        if (text.includes('\n')) expect(after).toBe(JSON.stringify(expected, null, width));
      }),
    );
  });

  it('takes a member out with its comma, and nothing else', () => {
    fc.assert(
      fc.property(situation, indent, ({ value, steps }, width) => {
        fc.pre(exists(value, steps));
        const text = JSON.stringify(value, null, width);
        const after = editedJson(text, { title: '', edits: [{ at: at(steps) }] });
        expect(after).toBe(JSON.stringify(changed(value, steps, undefined), null, width));
      }),
    );
  });

  it('keeps unusual blanks and the rest of a line', () => {
    const text = '{ "a" : [1,2 , 3],\n   "b":{"c" : 1} }';
    const mended = (edits: readonly { at: string; value?: unknown }[]) =>
      editedJson(text, { title: '', edits });
    expect(mended([{ at: '/a/2' }])).toBe('{ "a" : [1,2],\n   "b":{"c" : 1} }');
    expect(mended([{ at: '/a/0' }])).toBe('{ "a" : [2 , 3],\n   "b":{"c" : 1} }');
    expect(mended([{ at: '/b' }])).toBe('{ "a" : [1,2 , 3] }');
    expect(mended([{ at: '/a' }])).toBe('{ "b":{"c" : 1} }');
    expect(mended([{ at: '/a', value: ['x', { y: [] }] }])).toBe(
      '{ "a" : ["x", { "y": [] }],\n   "b":{"c" : 1} }',
    );
    expect(mended([{ at: '/a/0' }, { at: '/a/1' }])).toBe('{ "a" : [3],\n   "b":{"c" : 1} }');
  });

  it.each([
    ['{"a":1,"b":3,"a":2}', '/a'],
    ['{"a":1}', '/b/c'],
    ['{"a":1}', ''],
    ['[1]', '/-'],
    ['[1]', '/2'],
    ['[1]', '/01'],
    ['{"a":', '/a'],
  ])('does nothing to %s at "%s", where it would not be certain', (text, place) => {
    expect(editedJson(text, { title: '', edits: [{ at: place }] })).toBeUndefined();
  });
});
