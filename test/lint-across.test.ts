import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AcrossDocument } from '../src/lint/across/rule.js';
import { acrossRules } from '../src/lint/across/rules.js';

import { oneCase } from './cases.js';

interface AcrossCases {
  readonly code: string;
  readonly fires: readonly (AcrossCase & {
    /** Index of the document and pointer of each finding, such as `1:/rules/0`. */
    readonly at: readonly string[];
    readonly says?: readonly string[];
  })[];
  readonly passes: readonly AcrossCase[];
}

interface AcrossCase {
  readonly name: string;
  readonly documents: readonly AcrossDocument[];
}

describe.each(acrossRules)('$code', ({ code, check }) => {
  const given = oneCase<AcrossCases>(`lint/${code}`);

  it('has cases of its own that fire and that pass', () => {
    expect(given.code).toBe(code);
    expect(given.fires.length).toBeGreaterThan(0);
    expect(given.passes.length).toBeGreaterThan(0);
  });

  it.each(given.fires)('finds $name', ({ documents, at, says = [] }) => {
    const found = check(documents);
    expect(found.map((finding) => `${finding.document}:${finding.at}`)).toEqual(at);
    for (const [index, piece] of says.entries()) expect(found[index]?.message).toContain(piece);
  });

  it.each(given.passes)('lets pass $name', ({ documents }) => {
    expect(check(documents)).toEqual([]);
  });
});

it('every file of cases about several documents belongs to a rule', () => {
  const files = readdirSync(new URL('cases/lint/across/', import.meta.url));
  const codes = files.map((file) => `across/${file.replace(/\.json$/, '')}`);
  expect(codes.toSorted()).toEqual(acrossRules.map(({ code }) => code).toSorted());
});
