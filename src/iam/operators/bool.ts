import type { ConditionTest } from '../compiled.js';

type BoolTest = Extract<ConditionTest, { family: 'bool' }>;

/** Bool: `true` or `false`. Whatever is neither equals nothing. */
export function boolTest(values: readonly string[]): BoolTest {
  return { family: 'bool', values: values.filter(isTruthValue) };
}

export function equalsBool(values: readonly string[], text: string): boolean {
  return isTruthValue(text) && values.includes(text);
}

function isTruthValue(text: string): boolean {
  return text === 'true' || text === 'false';
}
