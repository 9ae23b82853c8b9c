import { yes } from '../../asked.js';
import type { CompiledCondition } from '../../compiled.js';
import { conditionHolds } from '../../operators/condition.js';
import { constant, type Formula } from '../theory/formula.js';
import { boundCondition } from './bound-key.js';
import { freeCondition } from './free-key.js';
import { bindingOf } from './keys.js';
import { type ConditionScene, opaque } from './scene.js';

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
