import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyReported } from '../src/iam/lint/index.js';

/** Codes that no single policy brings about, with where they come from. */
const elsewhere: Readonly<Record<string, string>> = {
  'iam/policy-set': 'a set of policies that is misshapen',
  'iam/registry-scope': 'a registry policy beside the scope of its registry',
  'iam/more-findings': 'the end of a list of a thousand others',
};

describe('what the reader of policies reports', () => {
  it('stands in the table, code by code', () => {
    const folder = new URL('../src/iam/parse/', import.meta.url);
    const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const names = sources.flatMap((text) => [
      ...text.matchAll(/\bname: '([a-z-]+)'/g),
      ...text.matchAll(/'iam\/([a-z-]+)'/g),
    ]);
    const fromText = ['not-json', 'nesting', 'duplicate-key'];
    const codes = new Set([...names.map(([, name]) => name), ...fromText].map((n) => `iam/${n}`));
    expect(codes.size).toBeGreaterThan(25);
    const listed = [...policyReported.map(({ code }) => code), ...Object.keys(elsewhere)];
    expect([...codes, 'iam/more-findings'].sort()).toEqual(listed.sort());
  });
});
