import { at } from '../../base/invariant.js';
import type { CompiledPolicies } from '../compiled.js';

/** The place of the first statement that uses a condition key, or a resource with this pattern; empty when none does. */
export function where(key: string, sets: readonly CompiledPolicies[]): string {
  if (key === '') return '';
  for (const { program } of sets) {
    for (const { at: place, conditions, resources } of program.statements) {
      const usesKey = conditions.some((number) => at(program.conditions, number).key === key);
      const numbers = resources?.any ?? [];
      if (usesKey) return `${place}/Condition`;
      if (numbers.some((number) => at(program.resources, number).pattern === key)) {
        return `${place}/${resources?.not === true ? 'NotResource' : 'Resource'}`;
      }
    }
  }
  return '';
}
