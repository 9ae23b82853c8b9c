import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleBooks } from '../src/lint/rule-books.js';

const folder = new URL('cases/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);

/** Every object, list and text within the cases, at any depth: most are no document, and some are every broken one. */
function inputs(value: unknown): unknown[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(inputs)];
}

const rows = new Set(ruleBooks.flatMap(({ reported }) => reported.map(({ code }) => code)));

/** What ends a list that is longer than anybody reads; it says nothing of a document. */
const ofTheListItself = /\/more-findings$/;

/** A repository is read with its tag settings, which have cases of their own. */
function foldersOf(domain: string): readonly string[] {
  const names = domain === 'repository' ? [domain, 'tagging'] : [domain];
  return names.flatMap((name) => [`${name}/`, `lint/${name}/`]);
}

describe('the rows of what readers report are complete', () => {
  it.each(ruleBooks)('for everything the cases make $domain say', ({ domain, kinds, check }) => {
    const given = files
      .filter((file) => foldersOf(domain).some((name) => file.startsWith(name)))
      .flatMap((file) => inputs(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
    const codes = kinds.flatMap((kind) =>
      given.flatMap((input) =>
        check({ kind, input }, () => false).diagnostics.map(({ code }) => code),
      ),
    );
    const missing = [...new Set(codes)].filter(
      (code) => !rows.has(code) && !ofTheListItself.test(code),
    );
    expect(missing.toSorted()).toEqual([]);
    expect(new Set(codes).size).toBeGreaterThan(5);
  });
});
