import { unreachable } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import { type Pattern, type PatternPart, patternOf, patternOfText } from '../../../glob/pattern.js';
import { splitParts, type TextPart } from '../../../glob/wildcards.js';
import { type Ask, yes } from '../../asked.js';
import type { CompiledCondition, ConditionTest, Template } from '../../compiled.js';
import { conditionHolds } from '../../operators/condition.js';
import { all, any, constant, type Formula, literally, never, not } from '../theory/formula.js';
import { type Shape, shapeOf } from '../theory/shape.js';
import type { Sort } from '../theory/texts.js';
import {
  type Binding,
  bindingOf,
  freeDimension,
  type KeyOptions,
  keptKey,
  sortOf,
} from './keys.js';
import { arnMatches, hasOneShape, wholeMatches } from './part.js';
import type { Assignment } from './variables.js';
import { filledPattern, widestPattern } from './variables.js';
import type { World } from './world.js';

/** What a condition is read against. */
export interface ConditionScene extends KeyOptions {
  readonly world: World;
  /** Any request of the world. */
  readonly ask: Ask;
  /** Undefined: variables may have any value. */
  readonly assignment: Assignment | undefined;
  /** Notes that a formula admits more than the condition does. */
  readonly widened: (reason: Widening, key: string) => void;
}

/**
 * Why a formula may admit more requests than there are. Proofs stay proofs; what is found has to be tried.
 * `policy-variable`: the value of a variable; `mixed-types`: one key compared as values of different types;
 * `comparison`: an operator that does not go with its key.
 */
export type Widening = 'policy-variable' | 'mixed-types' | 'comparison';

/** When a condition holds, as a formula about the world's requests. */
export function conditionFormula(condition: CompiledCondition, scene: ConditionScene): Formula {
  const { test, oddCase, key, templates } = condition;
  const { world, ask } = scene;
  if (test.family === 'empty' || test.family === 'unknown' || oddCase) {
    const isDecided =
      test.family === 'empty' ||
      test.family === 'unknown' ||
      ask.compiled.readings.operatorCase === 'exact';
    if (isDecided) return constant(conditionHolds(condition, ask) === yes);
  }
  const binding = bindingOf(key, world, ask);
  switch (binding.kind) {
    case 'constant':
      return binding.values.length > 0 && templates.length > 0
        ? opaque(condition, scene, 'policy-variable')
        : constant(conditionHolds(condition, ask) === yes);
    case 'free':
      return freeCondition(condition, scene);
    default:
      return boundCondition(condition, binding, scene);
  }
}

/** A key with exactly one value: only whether it matches is to be told. */
function boundCondition(
  condition: CompiledCondition,
  binding: Exclude<Binding, { kind: 'constant' | 'free' }>,
  scene: ConditionScene,
): Formula {
  const { test, qualifier, negated, written } = condition;
  if (test.family === 'null') {
    return constant(
      qualifier === null ? test.values.includes(false) : qualifier === 'ForAllValues',
    );
  }
  if (written.length === 0) return constant(emptyListHolds(condition, scene));
  const matches = any([
    ...plainMatches(condition, binding, scene),
    ...templateMatches(condition, binding, scene),
  ]);
  return negated ? not(matches) : matches;
}

/** With an empty list nothing is equal; only a plain negation may still hold. */
function emptyListHolds(
  { negated, ifExists, qualifier }: CompiledCondition,
  { ask }: ConditionScene,
) {
  const { emptyValueList } = ask.compiled.readings;
  return qualifier === null && negated && !ifExists && emptyValueList === 'algebra';
}

function plainMatches(
  condition: CompiledCondition,
  binding: Exclude<Binding, { kind: 'constant' | 'free' }>,
  scene: ConditionScene,
): readonly Formula[] {
  const { test } = condition;
  const { space } = scene.world;
  if (binding.kind === 'time') return [timeMatches(condition, binding, scene)];
  if (binding.kind === 'arn') {
    return arnPatterns(test, scene).map((pattern) => {
      if (pattern.parts !== undefined) return arnMatches(space, binding.parts, pattern.parts);
      return (
        wholeMatches(space, binding.parts, pattern.whole) ?? opaque(condition, scene, 'comparison')
      );
    });
  }
  if (binding.kind === 'name') {
    return textPatterns(test).map((parts) => scene.world.nameMatches(binding.dimension, parts));
  }
  return [hasOneShape(space, binding.dimension, shapesOf(test, scene))];
}

/** Instants count in whole seconds, so that both keys of the time say the same. */
function timeMatches(
  condition: CompiledCondition,
  { dimension, isEpoch }: Extract<Binding, { kind: 'time' }>,
  scene: ConditionScene,
): Formula {
  const { test } = condition;
  if (test.family === 'number' && !isEpoch) return never;
  if (test.family !== 'number' && test.family !== 'date') {
    return test.family === 'bool' || test.family === 'ip' || test.family === 'binary'
      ? never
      : opaque(condition, scene, 'comparison');
  }
  const unit = test.family === 'number' ? 1000 : 1;
  const shapes = test.values.map((value): Shape => {
    return { kind: 'date', relation: test.relation, value: value * unit };
  });
  return hasOneShape(scene.world.space, dimension, shapes);
}

/** Values with variables: filled in, or as wide as they can be and no more than possible. */
function templateMatches(
  condition: CompiledCondition,
  binding: Exclude<Binding, { kind: 'constant' | 'free' }>,
  scene: ConditionScene,
): readonly Formula[] {
  const { templates, test } = condition;
  const { space } = scene.world;
  return templates.flatMap((template) => {
    const { parts, isCertain } = written(template, test, scene);
    if (parts === undefined) return [];
    const formula = ((): Formula => {
      if (binding.kind === 'arn') {
        const split = test.family === 'arn' ? sixParts(parts) : undefined;
        if (test.family === 'arn') {
          return split === undefined ? never : arnMatches(space, binding.parts, split);
        }
        return (
          wholeMatches(space, binding.parts, patternOf(parts)) ??
          opaque(condition, scene, 'comparison')
        );
      }
      if (binding.kind === 'time') return opaque(condition, scene, 'comparison');
      if (binding.kind === 'name')
        return scene.world.nameMatches(binding.dimension, literalParts(parts));
      return hasOneShape(space, binding.dimension, [shapeOf(patternOf(parts))]);
    })();
    return [
      isCertain
        ? formula
        : all([formula, possibly(keyOfTemplate(template, test), scene, condition.key)]),
    ];
  });
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

function keyOfTemplate(template: Template, test: ConditionTest): string {
  return `${test.family} ${JSON.stringify(template)}`;
}

/** Something of which nobody knows whether it holds, but which is the same wherever it stands. */
export function possibly(
  name: string,
  { world, widened }: ConditionScene,
  key: string,
  reason: Widening = 'policy-variable',
): Formula {
  widened(reason, key);
  return unknownFact(name, world);
}

function unknownFact(name: string, { space }: World): Formula {
  const dimension = space.dimension(`unknown ${name}`, () => ({
    sort: 'words',
    words: ['yes', 'no'],
  }));
  return literally(space.literal(dimension, [{ kind: 'text', text: 'yes' }]));
}

function opaque(condition: CompiledCondition, scene: ConditionScene, reason: Widening): Formula {
  scene.widened(reason, condition.key);
  const { operator, key, written: values } = condition;
  return unknownFact(JSON.stringify([operator.toLowerCase(), key, values]), scene.world);
}

// ---- free keys -----------------------------------------------------------------------------------------------------

function freeCondition(condition: CompiledCondition, scene: ConditionScene): Formula {
  const { test, qualifier, negated, ifExists, templates } = condition;
  const { world, ask } = scene;
  const key = keptKey(condition.key, world);
  const shapes = shapesOf(test, scene);
  const sort = sortOf(test.family) ?? scene.sorts.get(condition.key) ?? 'text';
  const dimension = freeDimension(key, sort, world, scene);
  const { space } = world;
  if (test.family === 'null') return isNull(condition, dimension, scene);
  noteMixedSorts(condition.key, sort, scene);
  const isList = space.dimensions[dimension]?.isList === true;
  const absent = ifExists || (qualifier === null ? negated : qualifier === 'ForAllValues');
  if (condition.written.length === 0) {
    const holds = emptyListHolds(condition, scene);
    return literally(space.literal(dimension, [], { inside: !holds, absent }));
  }
  if (templates.length > 0 && isList) return opaque(condition, scene, 'policy-variable');
  const filled: Shape[] = [];
  const guessed: Formula[] = [];
  for (const template of templates) {
    const { parts, isCertain } = written(template, test, scene);
    if (parts === undefined) continue;
    const shape = textShape(parts, test);
    if (shape === undefined) continue;
    if (isCertain) filled.push(shape);
    else {
      const fits = literally(space.literal(dimension, [shape]));
      guessed.push(all([fits, possibly(keyOfTemplate(template, test), scene, condition.key)]));
    }
  }
  const all_ = [...shapes, ...filled];
  if (guessed.length === 0) {
    const several = negated && ask.compiled.readings.listWithoutQualifier === 'negated-match';
    const of = isList && qualifier !== null ? ofQualifier[qualifier] : 'one';
    return literally(space.literal(dimension, all_, { of, inside: !negated, absent, several }));
  }
  const matches = any([literally(space.literal(dimension, all_)), ...guessed]);
  const isAbsent = literally(space.literal(dimension, [], { absent: true }));
  return any([...(absent ? [isAbsent] : []), present(negated ? not(matches) : matches, isAbsent)]);
}

const ofQualifier = { ForAllValues: 'every', ForAnyValue: 'some' } as const;

function present(formula: Formula, isAbsent: Formula): Formula {
  return all([not(isAbsent), formula]);
}

function isNull(
  { test, qualifier }: CompiledCondition,
  dimension: number,
  { world: { space } }: ConditionScene,
): Formula {
  if (qualifier !== null) return constant(qualifier === 'ForAllValues');
  const wanted = test.family === 'null' ? test.values : [];
  if (wanted.length !== 1) return constant(wanted.length > 1);
  const isAbsent = literally(space.literal(dimension, [], { absent: true }));
  return wanted[0] === true ? isAbsent : not(isAbsent);
}

/** A key compared as values of different types has a dimension for each, of which nobody knows how they belong together. */
function noteMixedSorts(key: string, sort: Sort, { sorts, widened }: ConditionScene): void {
  if ((sorts.get(key) ?? sort) !== sort) widened('mixed-types', key);
}

// ---- values --------------------------------------------------------------------------------------------------------

/** What a condition compares with. */
function shapesOf(test: ConditionTest, scene: ConditionScene): readonly Shape[] {
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
function textPatterns(test: ConditionTest): readonly (readonly WrittenPart[])[] {
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
function arnPatterns(
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

function sixParts(parts: readonly PatternPart[]): readonly Pattern[] | undefined {
  return splitParts(literalParts(parts), ':', arnPartCount)?.map((part) => patternOf(part));
}

function literalParts(parts: readonly PatternPart[]): TextPart[] {
  return parts.map(({ text, literal = false }) => ({ text, literal }));
}

/** The shape of a free key's value that was put together. */
function textShape(parts: readonly PatternPart[], test: ConditionTest): Shape | undefined {
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

/** A condition that a key has this value, or is absent, for variables that are taken to have one. */
export function hasValue(key: string, value: string | null, scene: ConditionScene): Formula {
  const { world, ask } = scene;
  const binding = bindingOf(key, world, ask);
  const { space } = world;
  const pattern = patternOfText(value ?? '');
  switch (binding.kind) {
    case 'constant':
      return constant(
        binding.values.length === 0
          ? value === null
          : binding.values.length === 1 && binding.values[0]?.text === value,
      );
    case 'free': {
      if ((scene.sorts.get(key) ?? 'text') !== 'text') return never;
      const dimension = freeDimension(keptKey(key, world), 'text', world, scene);
      return literally(
        value === null
          ? space.literal(dimension, [], { absent: true })
          : space.literal(dimension, [{ kind: 'text', text: value }]),
      );
    }
    case 'arn':
      return value === null ? never : (wholeMatches(space, binding.parts, pattern) ?? never);
    case 'name':
      return value === null
        ? never
        : world.nameMatches(binding.dimension, [{ text: value, literal: true }]);
    case 'bound':
      return value === null ? never : hasOneShape(space, binding.dimension, [shapeOf(pattern)]);
    case 'time':
      return never;
    default:
      return unreachable(binding);
  }
}
