import { patternOf } from '../../../glob/pattern.js';
import type { CompiledCondition } from '../../compiled.js';
import { all, any, constant, type Formula, never, not } from '../theory/formula.js';
import { type Shape, shapeOf } from '../theory/shape.js';
import type { Binding } from './keys.js';
import { arnMatches, hasOneShape, wholeMatches } from './part.js';
import { type ConditionScene, keyOfTemplate, opaque, possibly } from './scene.js';
import {
  arnPatterns,
  emptyListHolds,
  literalParts,
  shapesOf,
  sixParts,
  textPatterns,
  written,
} from './values.js';

/** What a key is bound to that every request of a kind has. */
type Bound = Exclude<Binding, { kind: 'constant' | 'free' }>;

/** A key with exactly one value: only whether it matches is to be told. */
export function boundCondition(
  condition: CompiledCondition,
  binding: Bound,
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

function plainMatches(
  condition: CompiledCondition,
  binding: Bound,
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
  binding: Bound,
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
