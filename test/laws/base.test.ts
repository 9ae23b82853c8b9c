import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../src/base/diagnostic.js';
import { locate, nestingMax, pointer, readJsonText } from '../../src/base/json-text.js';
import { ascendingOrder, nthLargest } from '../../src/base/order.js';
import { valueAt } from '../../src/base/shape.js';

/** Enough values that the selection has to cut its range: instants with equals, or any finite number. */
const instants = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1_780_000_000_000, max: 1_780_000_000_100 }),
    fc.maxSafeInteger(),
  ),
  { minLength: 1, maxLength: 300, size: 'max' },
);
const anyNumbers = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, -0, Number.MIN_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE),
  ),
  { minLength: 1, maxLength: 300, size: 'max' },
);
const narrow = fc.array(fc.constantFrom(0, Number.MIN_VALUE, 2 * Number.MIN_VALUE), {
  minLength: 65,
  maxLength: 200,
  size: 'max',
});
const numbers = fc.oneof(instants, anyNumbers, narrow);

/** So many whole numbers that they are sorted by greater digits: a few, again and again, each time a little on. */
const many = fc
  .tuple(fc.array(fc.nat(2 ** 40), { minLength: 1, maxLength: 9 }), fc.nat(5000))
  .map(([few, step]) =>
    Array.from({ length: 2100 }, (_, i) => (few[i % few.length] ?? 0) + ((i * step) % 7919)),
  );

describe('order', () => {
  it('the k-th largest is what a sort puts at that place', () => {
    const question = numbers.chain((values) =>
      fc.tuple(fc.constant(values), fc.integer({ min: 1, max: values.length })),
    );
    fc.assert(
      fc.property(question, ([values, k]) => {
        const sorted = values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
        const found = nthLargest(Float64Array.from(values), values.length, k);
        expect(found === sorted[k - 1]).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('the k-th largest looks at no value behind the given length', () => {
    fc.assert(
      fc.property(numbers, numbers, (values, behind) => {
        const found = nthLargest(Float64Array.from([...values, ...behind]), values.length, 1);
        expect(found === values.reduce((a, b) => (b > a ? b : a))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('ascending order is a stable sort', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 30, arbitrary: numbers }, many), (values) => {
        const expected = values
          .map((value, index) => ({ value, index }))
          .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.index - b.index));
        expect([...ascendingOrder(Float64Array.from(values))]).toEqual(
          expected.map(({ index }) => index),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('even values without end are put in order', () => {
    const values = Float64Array.of(3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1.5, 3);
    expect([...ascendingOrder(values)]).toEqual([2, 3, 0, 4, 1]);
  });
});

/** JSON values with keys that try the pointers: empty, with `/` and `~`, with quotes, escapes and `__proto__`. */
const key = fc.oneof(
  fc.constantFrom('', 'a/b', '~', '~1', '"', '\\', '\n', '__proto__', '0', 'constructor', '\u2028'),
  fc.string({ maxLength: 3 }),
);
const jsonValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(null, true, false, '', '}', '[{', 'a"b\\', '\ud800'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.uniqueArray(fc.tuple(key, tie('value')), { maxLength: 4, selector: ([name]) => name }).map(
      // An own `__proto__` key, as JSON.parse makes it; a literal would set the prototype.
      (entries) => Object.fromEntries(entries),
    ),
  ),
})).value;

const blanks = fc.array(fc.constantFrom('', '', ' ', '\n', '\r\n', '\r', '\t'), {
  minLength: 1,
  maxLength: 7,
});

/** A value's text with blanks wherever JSON allows them, taken in turn from a list. */
function spread(value: unknown, gaps: readonly string[]): string {
  let turn = 0;
  const gap = () => gaps[turn++ % gaps.length] ?? '';
  const write = (part: unknown): string => {
    if (Array.isArray(part))
      return `[${gap()}${part.map(write).join(`${gap()},${gap()}`)}${gap()}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const members = Object.entries(part).map(
      ([name, member]) => `${JSON.stringify(name)}${gap()}:${gap()}${write(member)}`,
    );
    return `{${gap()}${members.join(`${gap()},`)}${gap()}}`;
  };
  return `${gap()}${write(value)}${gap()}`;
}

/** Every pointer into a value. */
function pointersOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const members = Object.entries(value);
  return [at, ...members.flatMap(([name, member]) => pointersOf(member, pointer(at, name)))];
}

const written = fc.tuple(jsonValue, blanks, fc.boolean()).map(([value, gaps, mark]) => ({
  // -0 is written as 0.
  value: JSON.parse(JSON.stringify(value)),
  text: (mark ? '\ufeff' : '') + spread(value, gaps),
}));

describe('JSON text', () => {
  it('is read as JSON.parse reads it, with nothing to complain about', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        expect(readJsonText(text)).toEqual({ value, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('the place of every value is exactly its own text', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        const pointers = pointersOf(value);
        const places = locate(text, [...pointers, '/nothing/here', 'no pointer']);
        expect(new Set(places.keys())).toEqual(new Set(pointers));
        for (const [at, { start, end }] of places) {
          const own = text.slice(start.offset, end.offset);
          expect(own).toBe(own.trim());
          expect(JSON.parse(own)).toEqual(valueAt(value, at));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('line and column lead to the same spot as the offset', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        for (const { start, end } of locate(text, pointersOf(value)).values()) {
          for (const position of [start, end]) expectSamePlace(text, position);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a key that stands twice is found at its second place, and the last one counts', () => {
    const doubled = fc.tuple(jsonValue, jsonValue, key, fc.boolean());
    fc.assert(
      fc.property(doubled, ([first, second, name, mark]) => {
        const [quoted, inner] = [JSON.stringify(name), JSON.stringify(second)];
        const head = `${mark ? '\ufeff' : ''}{"list":[{${quoted}:${JSON.stringify(first)},\n`;
        const text = `${head}${quoted}:${inner}}]}`;
        const { value, problems } = readJsonText(text);
        expect(problems.map(({ kind, at }) => ({ kind, at }))).toEqual([
          { kind: 'duplicate-key', at: pointer('/list/0', name) },
        ]);
        const { start, end } = problems[0]?.range ?? {};
        expect(start).toEqual({ offset: head.length, line: 2, column: 1 });
        expect(text.slice(start?.offset, end?.offset)).toBe(quoted);
        const at = pointer('/list/0', name);
        expect(valueAt(value, at)).toEqual(JSON.parse(inner));
        const place = locate(text, [at]).get(at);
        expect(text.slice(place?.start.offset, place?.end.offset)).toBe(inner);
        expect(place?.start.line).toBe(2);
      }),
      { numRuns: 300 },
    );
  });

  it('equal keys of different objects are no duplicates', () => {
    fc.assert(
      fc.property(jsonValue, key, (value, name) => {
        const member = { [`x${name}`]: value };
        expect(readJsonText(JSON.stringify([member, { inner: member }])).problems).toEqual([]);
      }),
    );
  });

  it('whatever JSON.parse refuses has a reason with a place in the text, and nothing else has', () => {
    const spoilt = fc
      .tuple(
        written,
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', ':', '/* */', '/*\n*/', '/*', '\\', 'x', '\u0000'),
      )
      .map(([{ text }, place, letter]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + letter + text.slice(at + 1);
      });
    fc.assert(
      fc.property(spoilt, (text) => {
        const { value, problems } = readJsonText(text);
        const errors = problems.filter(({ kind }) => kind !== 'duplicate-key');
        const expected = parsed(text.replace(/^\ufeff/, ''));
        expect(errors.length > 0).toBe(expected === undefined);
        if (expected !== undefined) expect(value).toEqual(expected.value);
        for (const { range, message } of problems) {
          expect(message).not.toBe('');
          expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
          expect(range.end.offset).toBeLessThanOrEqual(text.length);
          expectSamePlace(text, range.start);
          expectSamePlace(text, range.end);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('nesting is read to the limit and refused beyond it, in strings it does not count', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJsonText(nested(nestingMax)).problems).toEqual([]);
    const beyond = readJsonText(`\n${nested(nestingMax + 1)}`);
    expect(beyond.problems.map(({ kind }) => kind)).toEqual(['nesting']);
    expect(beyond.problems[0]?.range.start).toEqual({
      offset: nestingMax + 1,
      line: 2,
      column: nestingMax + 1,
    });
    const quoted = JSON.stringify([`\\"${'['.repeat(500)}`, '"', '{'.repeat(500)]);
    expect(readJsonText(quoted).problems).toEqual([]);
    expect(locate(nested(10_000), ['']).size).toBe(0);
  });
});

/** Line and column of a position lead where its offset does. */
function expectSamePlace(text: string, { offset, line, column }: Position): void {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length);
  const before = ends.filter((end) => end <= offset);
  expect([line, column]).toEqual([before.length + 1, offset - (before.at(-1) ?? 0) + 1]);
}

/** What JSON.parse makes of a text; undefined when it refuses. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
