import { at } from '../../base/invariant.js';
import type { WildcardGlob } from '../../glob/wildcards.js';
import type { ActionIndex, CompiledStatement, IndexedPattern, Program } from '../compiled.js';

/** Which statements an action can concern, so that a request need not ask the others. */
export function actionIndex({ statements, actions }: Program): ActionIndex {
  const literal = table<number[]>();
  const services = table<IndexedPattern[]>();
  const anyService: IndexedPattern[] = [];
  for (const [action, users] of usersOf(statements)) {
    const { service, name } = at(actions, action);
    const key = `${service.pattern}:${name.pattern}`;
    if (isWild(service)) anyService.push({ action, statements: users });
    else if (isWild(name)) entry(services, service.pattern).push({ action, statements: users });
    else entry(literal, key).push(...users);
  }
  const others = statements.flatMap(({ actions: { not } }, number) => (not ? [number] : []));
  return { literal, services, anyService, others };
}

/** The statements that use each pattern. */
function usersOf(statements: readonly CompiledStatement[]): ReadonlyMap<number, number[]> {
  const users = new Map<number, number[]>();
  for (const [number, { actions }] of statements.entries()) {
    if (actions.not) continue;
    for (const action of new Set(actions.any)) {
      const known = users.get(action);
      if (known === undefined) users.set(action, [number]);
      else known.push(number);
    }
  }
  return users;
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
