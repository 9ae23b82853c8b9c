import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePrefixes, lineOf, missOfPrefix } from '../../src/base/prefixes.js';
import { respell } from '../../src/base/respell.js';
import { beginningOf, shortName } from '../arbitraries/prefixes.js';

const question = shortName.chain((name) =>
  fc.tuple(
    fc.constant(name),
    fc.array(fc.oneof(beginningOf(name), shortName, fc.constant('')), { maxLength: 12 }),
  ),
);

describe('an index of prefixes', () => {
  it('proposes all that a text starts with, the longest first', () => {
    fc.assert(
      fc.property(question, ([text, prefixes]) => {
        const index = compilePrefixes(prefixes);
        const line: string[] = [];
        for (let place = lineOf(index, text); place !== -1; place = index.parents[place] ?? -1) {
          line.push(index.prefixes[place] ?? '');
        }
        for (const [place, prefix] of line.entries()) {
          expect(line[place - 1]?.startsWith(prefix) ?? true).toBe(true);
        }
        const starting = [...new Set(prefixes)].filter((prefix) => text.indexOf(prefix) === 0);
        expect(line.filter((prefix) => text.indexOf(prefix) === 0)).toEqual(
          starting.sort((a, b) => b.length - a.length),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('counts the characters a text lacks', () => {
    fc.assert(
      fc.property(question, ([text, prefixes]) => {
        for (const prefix of prefixes) {
          const miss = missOfPrefix(prefix, text);
          const fitting = prefix.slice(0, prefix.length - miss);
          expect(text.indexOf(fitting)).toBe(0);
          if (miss > 0) expect(text[fitting.length]).not.toBe(prefix[fitting.length]);
        }
      }),
    );
  });
});

describe('respelling keys', () => {
  const spellings = {
    names: { Rules: 'rules', rule: 'rules', Region: 'region' },
    emptyIsAbsent: ['rule'],
  };

  it('keeps everything else, and finds the way back to every place', () => {
    const key = fc.constantFrom('Rules', 'rule', 'rules', 'Region', 'region', 'other', '__proto__');
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        const respelled = respell(value, spellings);
        for (const [at, leaf] of leavesOf(respelled.value)) {
          const found = valueAt(value, respelled.origin(at));
          expect(found).toBe(leaf);
        }
      }),
    );
  });

  it('copies a value that contains itself', () => {
    const value: Record<string, unknown> = { Region: 'us-east-1' };
    for (const name of 'abcdefghij') value[name] = value;
    const copied = respell(value, spellings).value as Record<string, unknown>;
    expect(copied['region']).toBe('us-east-1');
    expect(copied['a']).toBe(copied);
  });

  it('lets the name the library uses win over another spelling of it', () => {
    const value = { Region: 'a', region: 'b' };
    expect(respell(value, spellings).value).toEqual(value);
  });

  function leavesOf(value: unknown, at = ''): [string, unknown][] {
    if (typeof value !== 'object' || value === null) return [[at, value]];
    return Object.entries(value).flatMap(([key, member]) => leavesOf(member, `${at}/${key}`));
  }

  function valueAt(value: unknown, at: string): unknown {
    return at
      .split('/')
      .slice(1)
      .reduce(
        (found: unknown, key) => Object.getOwnPropertyDescriptor(found as object, key)?.value,
        value,
      );
  }
});
