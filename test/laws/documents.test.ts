import * as hclParser from '@cdktn/hcl2json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seekJson } from '../../src/base/json-seek.js';
import { locate, pointer, positionAt } from '../../src/base/json-text.js';
import { valueAt } from '../../src/base/shape.js';
import { positionsIn } from '../../src/base/text-place.js';
import { findDocuments, findingsInFile, placeOf, type TextFile } from '../../src/inputs/index.js';
import { hclNotation, yamlNotation } from '../../src/notations/index.js';
import { randomPolicy, wrappers } from '../arbitraries/documents.js';

/** Every pointer into a value, its own included. */
function pointersInto(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    pointersInto(member, pointer(at, key)),
  );
  return [at, ...inner];
}

async function find(file: TextFile) {
  const notations = [yamlNotation, await hclNotation([file], hclParser)];
  return findDocuments([file], { notations });
}

const indent = fc.constantFrom(0, 1, 2, 4, '\t');

describe('a policy in any wrapper', () => {
  it.each(wrappers)('is found again in $name, every value at its place', async (wrapper) => {
    await fc.assert(
      fc.asyncProperty(
        randomPolicy,
        indent,
        indent,
        fc.boolean(),
        async (policy, inner, outer, hasMark) => {
          const { text: wrapped, unquote } = wrapper.wrap(policy, inner, outer);
          const text = hasMark && wrapper.mayHaveMark ? `\ufeff${wrapped}` : wrapped;
          const read = await find({ path: wrapper.path, text });
          if (!read.ok) throw new Error('not read');
          const found = read.value.filter(({ kind }) => kind === 'lifecycle');
          expect(found.map(({ value }) => value)).toEqual([policy]);
          for (const document of found) {
            for (const at of pointersInto(policy)) {
              const { path, range } = placeOf(document, at);
              expect(path).toBe(wrapper.path);
              const slice = text.slice(range?.start.offset, range?.end.offset);
              expect(JSON.parse(unquote(slice))).toEqual(valueAt(policy, at));
              expect(range?.start).toEqual(positionAt(text, range?.start.offset ?? 0));
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each(wrappers)(
    'keeps the ranges that a reader of its text gives, in $name',
    async (wrapper) => {
      await fc.assert(
        fc.asyncProperty(randomPolicy, indent, async (policy, inner) => {
          const { text, unquote } = wrapper.wrap(policy, inner, 2);
          const read = await find({ path: wrapper.path, text });
          const document = read.ok
            ? read.value.find(({ kind }) => kind === 'lifecycle')
            : undefined;
          if (document === undefined || !document.isVerbatim) return;
          for (const [at, range] of locate(document.text, pointersInto(policy))) {
            const finding = { code: 'a/b', severity: 'error', message: '', because: [] } as const;
            const [moved] = findingsInFile(document, [{ ...finding, at, range }]);
            const slice = text.slice(moved?.range?.start.offset, moved?.range?.end.offset);
            expect(JSON.parse(unquote(slice))).toEqual(valueAt(policy, at));
          }
        }),
        { numRuns: 12 },
      );
    },
  );
});

describe('seeking in JSON', () => {
  it('gives the places that a walk over all of it gives', () => {
    fc.assert(
      fc.property(fc.json(), indent, fc.boolean(), (json, space, hasMark) => {
        const value: unknown = JSON.parse(json);
        const text = `${hasMark ? '\ufeff' : ''} ${JSON.stringify(value, null, space)}\n`;
        const pointers = [...pointersInto(value), '/none', '/0/none'];
        const walked = new Map(
          [...locate(text, pointers)].map(([at, { start, end }]) => [
            at,
            { start: start.offset, end: end.offset },
          ]),
        );
        expect(new Map(seekJson(text, pointers))).toEqual(walked);
      }),
    );
  });

  it('takes the last of a key that stands twice, with nothing of the first', () => {
    const text = '{"a":{"b":1,"c":2},"\\u0061":{"c":[3]}}';
    const found = seekJson(text, ['/a', '/a/b', '/a/c/0']);
    expect([...found].map(([at, { start, end }]) => [at, text.slice(start, end)])).toEqual([
      ['/a/c/0', '3'],
      ['/a', '{"c":[3]}'],
    ]);
  });
});

describe('positions', () => {
  it('are those that counting from the beginning gives, in any order', () => {
    const lines = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', ' b'), { maxLength: 30 });
    fc.assert(
      fc.property(lines, (pieces) => {
        const text = pieces.join('');
        const positionOf = positionsIn(text);
        for (let offset = text.length; offset >= 0; offset--) {
          // Between the two characters of one line end, both are right; nothing ever stands there.
          if (text.slice(offset - 1, offset + 1) === '\r\n') continue;
          expect(positionOf(offset)).toEqual(positionAt(text, offset));
        }
      }),
    );
  });
});
