import { unreachable } from '../../../base/invariant.js';
import { patternOfText } from '../../../glob/pattern.js';
import { constant, type Formula, literally, never } from '../theory/formula.js';
import { shapeOf } from '../theory/shape.js';
import { bindingOf, freeDimension, keptKey } from './keys.js';
import { hasOneShape, wholeMatches } from './part.js';
import type { ConditionScene } from './scene.js';

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
