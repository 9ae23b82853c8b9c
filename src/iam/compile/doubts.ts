import type { CompiledCondition } from '../compiled.js';
import type { IamReadings } from '../types.js';

/** The readings on which the outcome of a condition can turn, whatever the request. */
export function noteDoubts(condition: CompiledCondition, doubts: Set<keyof IamReadings>): void {
  const { test, qualifier, negated, written, oddCase, templates } = condition;
  if (oddCase) doubts.add('operatorCase');
  if (written.length === 0 && negated && qualifier === null) doubts.add('emptyValueList');
  if (negated && qualifier === null) doubts.add('listWithoutQualifier');
  if (test.family === 'null' || qualifier === 'ForAllValues') doubts.add('emptyString');
  if (test.family === 'arn' && test.loneStar) doubts.add('arnLikeStar');
  if (templates.length > 0) {
    doubts.add(test.family === 'bool' ? 'boolVariables' : 'substitutedWildcards');
  }
}
