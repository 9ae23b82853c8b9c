import type { CompiledCondition } from '../../compiled.js';
import { all, any, constant, type Formula, literally, not } from '../theory/formula.js';
import type { Shape } from '../theory/shape.js';
import type { Sort } from '../theory/texts.js';
import { freeDimension, keptKey, sortOf } from './keys.js';
import { type ConditionScene, keyOfTemplate, opaque, possibly } from './scene.js';
import { emptyListHolds, shapesOf, textShape, written } from './values.js';

/** A key that has a dimension of its own. */
export function freeCondition(condition: CompiledCondition, scene: ConditionScene): Formula {
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
  const { filled, guessed } = templateValues(condition, dimension, scene);
  const named = [...shapes, ...filled];
  if (guessed.length === 0) {
    const several = negated && ask.compiled.readings.listWithoutQualifier === 'negated-match';
    const of = isList && qualifier !== null ? ofQualifier[qualifier] : 'one';
    return literally(space.literal(dimension, named, { of, inside: !negated, absent, several }));
  }
  const matches = any([literally(space.literal(dimension, named)), ...guessed]);
  const isAbsent = literally(space.literal(dimension, [], { absent: true }));
  return any([...(absent ? [isAbsent] : []), present(negated ? not(matches) : matches, isAbsent)]);
}

/** Values with variables: shapes where these are filled in, and where not, what may hold. */
function templateValues(
  { test, templates, key }: CompiledCondition,
  dimension: number,
  scene: ConditionScene,
): { readonly filled: readonly Shape[]; readonly guessed: readonly Formula[] } {
  const filled: Shape[] = [];
  const guessed: Formula[] = [];
  for (const template of templates) {
    const { parts, isCertain } = written(template, test, scene);
    const shape = parts && textShape(parts, test);
    if (shape === undefined) continue;
    if (isCertain) filled.push(shape);
    else {
      const fits = literally(scene.world.space.literal(dimension, [shape]));
      guessed.push(all([fits, possibly(keyOfTemplate(template, test), scene, key)]));
    }
  }
  return { filled, guessed };
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
