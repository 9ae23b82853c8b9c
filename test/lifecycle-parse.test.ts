import { describe, expect, it } from 'vitest';
import { type Diagnostic, parseLifecyclePolicy } from '../src/lifecycle/index.js';
import { cases } from './cases.js';

interface ParseCase {
  readonly name: string;
  /** The input: a text, a text by its lines, or a value. */
  readonly text?: string;
  readonly lines?: readonly string[];
  readonly value?: unknown;
  /** Characters up to which blanks behind the text fill it. */
  readonly padded?: number;
  /** How many times the one rule of the value stands there, each with a priority and a pattern of its own. */
  readonly rulesRepeated?: number;
  readonly accepted: boolean;
  readonly findings: readonly {
    readonly code: string;
    /** Absent for an error. */
    readonly severity?: string;
    readonly at: string;
    /** `line:column-line:column`, the second the first place behind. */
    readonly place?: string;
  }[];
}

function inputOf({ text, lines, value, padded = 0, rulesRepeated = 0 }: ParseCase): unknown {
  if (lines !== undefined) return lines.join('\n');
  if (text !== undefined) return text.padEnd(padded);
  if (rulesRepeated === 0) return value;
  const [rule] = (value as { rules: [{ selection: object }] }).rules;
  const rules = Array.from({ length: rulesRepeated }, (_, index) => ({
    ...rule,
    rulePriority: index + 1,
    selection: { ...rule.selection, tagPatternList: [`v${index}`] },
  }));
  return { rules };
}

function shown({ code, severity, at, range }: Diagnostic): ParseCase['findings'][number] {
  const { start, end } = range ?? {};
  return {
    code: code.replace(/^lifecycle\//, ''),
    ...(severity === 'error' ? {} : { severity }),
    at,
    ...(start && end ? { place: `${start.line}:${start.column}-${end.line}:${end.column}` } : {}),
  };
}

const given = cases<ParseCase>('lifecycle/parse');

describe('what a reader of policies says, and where', () => {
  it.each(given)('$name', (example) => {
    const { ok, diagnostics } = parseLifecyclePolicy(inputOf(example));
    expect(diagnostics.map(shown)).toEqual(example.findings);
    expect(ok).toBe(example.accepted);
    for (const { message, help, because } of diagnostics) {
      expect(message).toMatch(/^[^A-Z].*[^.]$|^JSON /);
      expect(help).toBeTruthy();
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it('a key that stands twice rests on its own fact', () => {
    const { diagnostics } = parseLifecyclePolicy('{"rules": [], "rules": []}');
    const twice = diagnostics.find(({ code }) => code === 'lifecycle/duplicate-key');
    expect(twice?.because).toEqual(['lifecycle.duplicateKeys']);
  });

  it('a good policy is handed on as it was written', () => {
    for (const example of given.filter(({ accepted, value }) => accepted && value !== undefined)) {
      const input = inputOf(example);
      const result = parseLifecyclePolicy(input);
      const isCarried = JSON.stringify(input).includes('lifecyclePolicyText');
      if (result.ok && !isCarried) expect(result.value).toEqual(input);
    }
  });
});
