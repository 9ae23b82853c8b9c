import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fix } from '../src/base/diagnostic.js';
import type { ReportedRule } from '../src/base/lint-rule.js';
import { ruleBooks } from '../src/lint/rule-books.js';

import { oneCase } from './cases.js';
import { edited } from './edited.js';

interface LintCases {
  readonly code: string;
  readonly fires: readonly FiringCase[];
  readonly passes: readonly PassingCase[];
}

interface PassingCase {
  readonly name: string;
  readonly kind?: string;
  readonly document: unknown;
  /** When given the document is read from text, with blanks behind it up to this many characters. */
  readonly padded?: number;
  readonly repositoryName?: string;
}

interface FiringCase extends PassingCase {
  readonly at: readonly string[];
  /** A piece of each message, where the sentence matters. */
  readonly says?: readonly string[];
  /** The document after all fixes. */
  readonly fixed?: unknown;
}

function inputOf({ document, padded }: Pick<PassingCase, 'document' | 'padded'>): unknown {
  return padded === undefined ? document : JSON.stringify(document).padEnd(padded);
}

const books = ruleBooks.flatMap((book) => book.rules.map((rule) => ({ book, rule })));

describe.each(books)('$rule.code', ({ book, rule }) => {
  const [domain = '', name = ''] = rule.code.split('/');
  const { code, fires, passes } = oneCase<LintCases>(`lint/${domain}/${name}`);
  const findings = ({ kind, repositoryName, ...example }: PassingCase) =>
    book
      .check(
        { kind: kind ?? book.kinds[0] ?? '', input: inputOf(example), repositoryName },
        (one) => one === code,
      )
      .diagnostics.filter((diagnostic) => diagnostic.code === code);

  it('has cases of its own that fire and that pass', () => {
    expect(code).toBe(rule.code);
    expect(fires.length).toBeGreaterThan(0);
    expect(passes.length).toBeGreaterThan(0);
  });

  it.each(fires)('finds $name', (example) => {
    const found = findings(example);
    expect(found.map(({ at }) => at)).toEqual(example.at);
    for (const [index, piece] of (example.says ?? []).entries()) {
      expect(found[index]?.message).toContain(piece);
    }
    for (const { severity, because, message } of found) {
      expect(severity).toBe(rule.severity);
      expect(because).toEqual(rule.because);
      expect(message).not.toMatch(/\.$/);
    }
    if (example.fixed === undefined) return;
    const fixes = found.flatMap(({ fix }): Fix[] => (fix === undefined ? [] : [fix]));
    const fixed = edited(example.document, fixes);
    expect(fixed).toEqual(example.fixed);
    expect(findings({ ...example, document: fixed })).toEqual([]);
  });

  it.each(passes)('lets pass $name', (example) => {
    const checked = book.check(
      { ...example, kind: example.kind ?? book.kinds[0] ?? '', input: inputOf(example) },
      () => true,
    );
    expect(checked.read, 'the reader accepts the document').toBe(true);
    expect(findings(example)).toEqual([]);
  });
});

describe('what readers report', () => {
  const rows = ruleBooks.flatMap((book) => book.reported.map((row) => ({ book, row })));
  it.each(rows)(
    '$row.code for its example',
    ({ book, row }: { book: (typeof ruleBooks)[number]; row: ReportedRule }) => {
      const { diagnostics } = book.check(
        { kind: row.kind ?? book.kinds[0] ?? '', input: row.example },
        () => false,
      );
      expect(diagnostics.map(({ code, severity }) => ({ code, severity }))).toContainEqual({
        code: row.code,
        severity: row.severity,
      });
    },
  );
});

describe('rules and their files', () => {
  it('a rule stands in the file of its name, and every file of cases belongs to a rule', () => {
    const codes = books.map(({ rule }) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    const folder = new URL('cases/lint/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json') && !file.startsWith('across'))
      .map((file) => file.replace(/\.json$/, ''));
    expect(files.toSorted()).toEqual([...codes].sort());
  });
});
