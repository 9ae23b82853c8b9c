import type { Ask } from '../../asked.js';
import type { CompiledCondition, ConditionTest, Template } from '../../compiled.js';
import { type Formula, literally } from '../theory/formula.js';
import type { KeyOptions } from './keys.js';
import type { Assignment } from './variables.js';
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

/** A condition of which nobody knows whether it holds. */
export function opaque(
  condition: CompiledCondition,
  scene: ConditionScene,
  reason: Widening,
): Formula {
  scene.widened(reason, condition.key);
  const { operator, key, written: values } = condition;
  return unknownFact(JSON.stringify([operator.toLowerCase(), key, values]), scene.world);
}

/** Tells templates apart. */
export function keyOfTemplate(template: Template, test: ConditionTest): string {
  return `${test.family} ${JSON.stringify(template)}`;
}
