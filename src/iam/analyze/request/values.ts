import { unreachable } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import { type Pattern, type PatternPart, patternOf } from '../../../glob/pattern.js';
import { splitParts, type TextPart } from '../../../glob/wildcards.js';
import type { CompiledCondition, ConditionTest, Template } from '../../compiled.js';
import { type Shape, shapeOf } from '../theory/shape.js';
import type { ConditionScene } from './scene.js';
import { filledPattern, widestPattern } from './variables.js';

/** What a condition compares with. */
export function shapesOf(test: ConditionTest, scene: ConditionScene): readonly Shape[] {
  switch (test.family) {
    case 'number':
    case 'date': {
      const { family, relation, values } = test;
      return values.map((value) => ({ kind: family, relation, value }));
    }
    case 'bool':
      return test.values.map((text) => ({ kind: 'text', text }));
    case 'binary':
      return test.values.map((text) => ({ kind: 'bytes', text }));
    case 'ip':
      return test.values.map((range) => ({ kind: 'addresses', range }));
    case 'text':
    case 'like':
      return textPatterns(test).map((parts) => shapeOf(patternOf(parts)));
    case 'arn':
      return arnPatterns(test, scene).map(({ whole }) => shapeOf(whole));
    case 'null':
    case 'empty':
    case 'unknown':
      return [];
    default:
      return unreachable(test);
  }
}

type WrittenPart = { text: string; literal: boolean; ignoreCase: boolean };

/** The values of a text or a pattern operator, in parts. */
export function textPatterns(test: ConditionTest): readonly (readonly WrittenPart[])[] {
  if (test.family === 'text') {
    const { ignoreCase } = test;
    return test.values.map((text) => [{ text, literal: true, ignoreCase }]);
  }
  if (test.family === 'bool') {
    return test.values.map((text) => [{ text, literal: true, ignoreCase: false }]);
  }
  if (test.family !== 'like') return [];
  return test.values.map(({ pattern }) => [{ text: pattern, literal: false, ignoreCase: false }]);
}

/** The values of any operator that can be compared with an ARN, by part where wildcards keep to their part. */
export function arnPatterns(
  test: ConditionTest,
  scene: ConditionScene,
): readonly { readonly whole: Pattern; readonly parts?: readonly Pattern[] | undefined }[] {
  if (test.family === 'arn') {
    const { readings } = scene.ask.compiled;
    const everything = test.loneStar && readings.arnLikeStar === 'everything';
    const globs = test.values.map((value) => {
      const parts = value.map((part) => scene.world.space.patterns.ofGlob(part));
      return { parts, whole: joined(value.map(({ pattern }) => pattern)) };
    });
    return everything ? [...globs, { whole: patternOf('*') }] : globs;
  }
  return textPatterns(test).map((parts) => ({ whole: patternOf(parts) }));
}

/** One pattern out of the six of an ARN, in which a wildcard before the last part stands for no colon. */
function joined(texts: readonly string[]): Pattern {
  const last = texts.length - 1;
  return patternOf(
    texts.flatMap((text, index): PatternPart[] =>
      index === last
        ? [{ text }]
        : [
            { text, fence: ':' },
            { text: ':', literal: true },
          ],
    ),
  );
}

/** The six parts of an ARN that was put together; undefined where it has fewer. */
export function sixParts(parts: readonly PatternPart[]): readonly Pattern[] | undefined {
  return splitParts(literalParts(parts), ':', arnPartCount)?.map((part) => patternOf(part));
}

/** Every part with whether it stands for itself. */
export function literalParts(parts: readonly PatternPart[]): TextPart[] {
  return parts.map(({ text, literal = false }) => ({ text, literal }));
}

/** The shape of a free key's value that was put together. */
export function textShape(parts: readonly PatternPart[], test: ConditionTest): Shape | undefined {
  if (test.family !== 'arn') return shapeOf(patternOf(parts));
  const split = splitParts(literalParts(parts), ':', arnPartCount);
  if (split === undefined) return undefined;
  return shapeOf(
    patternOf(
      split.flatMap((part, index): PatternPart[] =>
        index === split.length - 1
          ? [...part]
          : [...part.map((own) => ({ ...own, fence: ':' })), { text: ':', literal: true }],
      ),
    ),
  );
}

/** A template as a pattern. Where nobody says what its variables hold, the widest, which is not certain. */
export function written(
  template: Template,
  test: ConditionTest,
  { assignment, ask }: ConditionScene,
): { readonly parts: readonly PatternPart[] | undefined; readonly isCertain: boolean } {
  const { readings } = ask.compiled;
  if (test.family === 'bool' && readings.boolVariables === 'literal') {
    return { parts: undefined, isCertain: true };
  }
  const isText = test.family === 'text';
  const ignoreCase = isText && test.ignoreCase;
  const isCertain = assignment !== undefined || !template.some(({ kind }) => kind === 'variable');
  const found = isCertain
    ? filledPattern(template, assignment ?? new Map(), readings.substitutedWildcards)
    : widestPattern(template);
  // Only `Like` and ARNs know wildcards; elsewhere what the policy wrote stands for itself.
  const parts = found?.map((part) => ({
    ...part,
    literal: part.literal === true || (isText && !(part.text === '*' && !isCertain)),
    ignoreCase,
  }));
  return { parts, isCertain };
}

/** With an empty list nothing is equal; only a plain negation may still hold. */
export function emptyListHolds(
  { negated, ifExists, qualifier }: CompiledCondition,
  { ask }: ConditionScene,
) {
  const { emptyValueList } = ask.compiled.readings;
  return qualifier === null && negated && !ifExists && emptyValueList === 'algebra';
}
