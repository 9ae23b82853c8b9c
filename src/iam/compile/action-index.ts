import { at } from '../../base/invariant.js';
import type { WildcardGlob } from '../../glob/wildcards.js';
import type {
  ActionIndex,
  CompiledStatement,
  EffectIndex,
  IndexedPattern,
  Program,
} from '../compiled.js';

/** Which statements an action can concern, so that a request need not ask the others. */
export function actionIndex(program: Program): ActionIndex {
  return { denials: effectIndex(program, 'Deny'), allows: effectIndex(program, 'Allow') };
}

function effectIndex({ statements, actions }: Program, effect: 'Allow' | 'Deny'): EffectIndex {
  const literal = table<number[]>();
  const services = table<IndexedPattern[]>();
  const anyService: IndexedPattern[] = [];
  const others: number[] = [];
  for (const [action, users] of usersOf(statements, effect, others)) {
    const { service, name } = at(actions, action);
    const key = `${service.pattern}:${name.pattern}`;
    if (isWild(service)) anyService.push({ action, statements: users });
    else if (isWild(name)) entry(services, service.pattern).push({ action, statements: users });
    else entry(literal, key).push(...users);
  }
  return { literal, services, anyService, others };
}

/** The statements that use each pattern; those with `NotAction` go to the others. */
function usersOf(
  statements: readonly CompiledStatement[],
  effect: 'Allow' | 'Deny',
  others: number[],
): ReadonlyMap<number, number[]> {
  const users = new Map<number, number[]>();
  for (const [number, statement] of statements.entries()) {
    if (statement.effect !== effect) continue;
    if (statement.actions.not) others.push(number);
    else for (const action of statement.actions.any) addUser(users, action, number);
  }
  return users;
}

/** A statement may name an action twice. */
function addUser(users: Map<number, number[]>, action: number, number: number): void {
  const known = users.get(action);
  if (known === undefined) users.set(action, [number]);
  else if (known.at(-1) !== number) known.push(number);
}

function isWild({ tail, holes }: WildcardGlob): boolean {
  return tail !== undefined || holes !== undefined;
}

/** An object without inherited members, since the keys come from a policy. */
function table<Value>(): Record<string, Value> {
  return Object.create(null);
}

function entry<Item>(of: Record<string, Item[]>, key: string): Item[] {
  const known = of[key];
  if (known !== undefined) return known;
  const made: Item[] = [];
  of[key] = made;
  return made;
}
