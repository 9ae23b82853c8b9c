import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly replace: string;
  readonly caughtBy: readonly string[];
}

const folder = new URL('./mutants/', import.meta.url);
const root = new URL('../', import.meta.url);

describe.each(readdirSync(folder).filter((file) => file.endsWith('.json')))('%s', (file) => {
  const mutants: readonly Mutant[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

  it('plants each bug at exactly one place that is still there', () => {
    const stale = mutants.filter(({ file: source, replace }) => {
      return readFileSync(new URL(source, root), 'utf8').split(replace).length !== 2;
    });
    expect(stale.map(({ name }) => name)).toEqual([]);
  });
});
