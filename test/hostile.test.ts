import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLifecyclePolicy } from '../src/lifecycle/index.js';
import { parseTagMutability } from '../src/tagging/index.js';
import { hostileText, hostileValue } from './arbitraries/hostile.js';
import { documentReaders } from './readers.js';
import { expectSoundAnswer } from './sound-answer.js';

/** A rule that every reader of policies takes. */
const rule = (rulePriority: number) => ({
  rulePriority,
  description: 'keep the newest',
  selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 5 },
  action: { type: 'expire' },
});

const cyclic: Record<string, unknown> = { rules: [] };
cyclic['rules'] = [cyclic, { selection: cyclic, action: cyclic, rulePriority: cyclic }];
cyclic['imageTagMutability'] = cyclic;

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['NaN', Number.NaN],
  ['a BigInt', 1n],
  ['a symbol', Symbol('rules')],
  ['a function', () => ({ rules: [] })],
  ['a date', new Date(Number.NaN)],
  ['a map', new Map([['rules', []]])],
  ['a set', new Set([1])],
  ['a promise', Promise.resolve({ rules: [] })],
  ['a regular expression', /rules/],
  ['an object without a prototype', Object.assign(Object.create(null), { rules: [null] })],
  ['a frozen object', Object.freeze({ rules: Object.freeze([Object.freeze({})]) })],
  ['rules behind a prototype', Object.create({ rules: [rule(1)] })],
  ['a cyclic value', cyclic],
  ['a BigInt for a number', { rules: [{ ...rule(1), rulePriority: 1n }] }],
  ['a symbol for a word', { rules: [{ ...rule(1), action: { type: Symbol('expire') } }] }],
  ['a date for a list', { rules: new Date(0) }],
  ['a sparse list', { rules: Object.assign([], { length: 3 }) }],
  ['typed numbers', { rules: new Uint8Array(3) }],
  ['a text in an object', new String('{"rules":[]}')],
];

describe('values nobody should give', () => {
  it.each(values)('%s', (_, value) => {
    for (const read of Object.values(documentReaders)) expectSoundAnswer(read(value), undefined);
  });

  it('an own __proto__ key is an unknown property, and changes no prototype', () => {
    const text = JSON.stringify({ rules: [rule(1)] }).replace('{', '{"__proto__":{"rules":[]},');
    const result = parseLifecyclePolicy(text);
    expect(result.diagnostics.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'lifecycle/unknown-property /__proto__',
    ]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('rules');
  });

  it('a policy that carries itself as a text within a text is read to the end or refused', () => {
    let text = JSON.stringify({ rules: [rule(1)] });
    for (let depth = 0; depth < 12; depth++) text = JSON.stringify({ lifecyclePolicyText: text });
    expectSoundAnswer(parseLifecyclePolicy(text), text);
    const value = { lifecyclePolicyText: '{"lifecyclePolicyText":"{\\"rules\\":0}"}' };
    expectSoundAnswer(parseLifecyclePolicy(value), undefined);
  });
});

const megabyte = 1_000_000;
const levels = 10_000;

const texts: readonly (readonly [name: string, text: string, code: string])[] = [
  ['an empty text', '', 'not-json'],
  ['blanks only', ' \n\t'.repeat(megabyte / 3), 'not-json'],
  ['a megabyte of noise', 'x'.repeat(megabyte), 'not-json'],
  ['a string of a megabyte', JSON.stringify('y'.repeat(megabyte)), 'wrong-type'],
  ['a string of a megabyte that is not closed', `"${'y'.repeat(megabyte)}`, 'not-json'],
  ['a megabyte of escapes', `"${'\\'.repeat(megabyte)}"`, 'wrong-type'],
  ['a key of a megabyte', `{"${'k'.repeat(megabyte)}":1}`, 'unknown-property'],
  ['a number of a megabyte', `{"rules":${'9'.repeat(megabyte)}}`, 'wrong-type'],
  ['a megabyte of commas', `[${','.repeat(megabyte)}]`, 'not-json'],
  ['lists ten thousand deep', '['.repeat(levels) + ']'.repeat(levels), 'nesting'],
  ['objects ten thousand deep', '{"rules":'.repeat(levels) + '}'.repeat(levels), 'nesting'],
  ['ten thousand lists that are not closed', '['.repeat(levels), 'nesting'],
  ['lists without end, each closed as an object', '[},'.repeat(megabyte / 3), 'not-json'],
  ['objects without end, each closed as a list', '{"a":{]},'.repeat(megabyte / 9), 'not-json'],
  ['two hundred levels and one', `${'['.repeat(201)}${']'.repeat(201)}`, 'nesting'],
  ['two hundred levels', `${'['.repeat(200)}${']'.repeat(200)}`, 'wrong-type'],
  ['a lone surrogate', '{"rules":"\ud800"}', 'wrong-type'],
  ['a lone surrogate as an escape', '{"\\udfff":"\\ud800"}', 'unknown-property'],
  ['a text full of NUL', '\u0000'.repeat(1000), 'not-json'],
];

describe('texts nobody should give', () => {
  it.each(texts)('%s', (_, text, code) => {
    for (const read of Object.values(documentReaders)) expectSoundAnswer(read(text), text);
    const codes = parseLifecyclePolicy(text).diagnostics.map((diagnostic) => diagnostic.code);
    expect(codes).toContain(`lifecycle/${code}`);
  });

  it('tens of thousands of wrong rules are refused with no more than a thousand findings', () => {
    const policy = { rules: Array.from({ length: 30_000 }, () => ({ wrong: true })) };
    for (const input of [policy, JSON.stringify(policy)]) {
      const { ok, diagnostics } = parseLifecyclePolicy(input);
      expect(ok).toBe(false);
      const own = diagnostics.filter(({ code }) => code !== 'lifecycle/text-length');
      expect(own.length).toBe(1001);
      const last = diagnostics.at(-1);
      expect(last?.code).toBe('lifecycle/more-findings');
      expect(last?.severity).toBe('error');
    }
  });

  it('a thousand warnings do not refuse a policy that AWS takes', () => {
    const tagPrefixList = Array.from({ length: 1100 }, (_, index) => `${index}*`);
    const selection = { ...rule(1).selection, tagStatus: 'tagged', tagPrefixList };
    const result = parseLifecyclePolicy(JSON.stringify({ rules: [{ ...rule(1), selection }] }));
    expect(result.ok).toBe(true);
    expect(result.diagnostics.at(-1)).toMatchObject({
      code: 'lifecycle/more-findings',
      severity: 'warning',
    });
  });

  it('ten thousand rules that clash with each other are refused as quickly as they are read', () => {
    const rules = Array.from({ length: 10_000 }, () => ({
      ...rule(1),
      selection: { ...rule(1).selection, tagStatus: 'any' },
    }));
    expect(parseLifecyclePolicy({ rules }).diagnostics.length).toBe(1001);
    const filters = Array.from({ length: 30_000 }, () => ({
      filterType: 'X',
      filter: '*'.repeat(9),
    }));
    const settings = { imageTagMutability: 'MUTABLE', imageTagMutabilityExclusionFilters: filters };
    expect(parseTagMutability(settings).diagnostics.length).toBe(1001);
  });

  it('depth costs nothing at each value: a megabyte below two hundred levels', () => {
    const members = Array.from({ length: 100_000 }, (_, index) => `{"k":${index}}`).join(',');
    const text = `{"rules":${'['.repeat(190)}${members}${']'.repeat(190)}}`;
    expectSoundAnswer(parseLifecyclePolicy(text), text);
  });

  it('what the author wrote is quoted briefly and on one line', () => {
    const long = `${'z'.repeat(megabyte)}\n`;
    const policy = { rules: [{ ...rule(1), [long]: long, action: { type: long } }] };
    const { diagnostics } = parseLifecyclePolicy(policy);
    expect(diagnostics.length).toBe(2);
    for (const { message, help = '' } of diagnostics) {
      expect(message.length).toBeLessThan(200);
      expect(message + help).not.toContain('\n');
    }
  });
});

describe('whatever is given', () => {
  it('every reader answers to any value', () => {
    fc.assert(
      fc.property(hostileValue, (value) => {
        for (const read of Object.values(documentReaders)) {
          const text = typeof value === 'string' ? value : undefined;
          expectSoundAnswer(read(value), text);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('every reader answers to any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const read of Object.values(documentReaders)) expectSoundAnswer(read(text), text);
      }),
      { numRuns: 3000 },
    );
  });
});
