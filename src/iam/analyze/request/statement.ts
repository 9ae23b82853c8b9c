import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import { patternOf } from '../../../glob/pattern.js';
import { type Ask, yes } from '../../asked.js';
import type {
  Choice,
  CompiledPolicies,
  CompiledStatement,
  CrossingPart,
  ResourcePattern,
} from '../../compiled.js';
import { coversAction } from '../../match/action.js';
import { type Reach, reach } from '../../match/principal.js';
import { coversResource } from '../../match/resource.js';
import { all, always, any, constant, type Formula, never, not, sizeOf } from '../theory/formula.js';
import { conditionFormula } from './condition.js';
import {
  type ArnParts,
  arnMatches,
  from,
  partMatches,
  partMatchesAny,
  wholeMatches,
} from './part.js';
import { reaches } from './reaches.js';
import { type ConditionScene, possibly } from './scene.js';
import { written } from './values.js';

/** Whether some action of another service than the catalog's may be covered. */
export function reachesOthers(
  { program, catalog }: CompiledPolicies,
  { not, any }: Choice,
): boolean {
  if (not) return true;
  return any.some((number) => at(program.actions, number).service.pattern !== catalog.service);
}

/** When a statement applies, and of how many parts that formula is made. */
interface Applying {
  readonly formula: Formula;
  readonly size: number;
}

/** The statements of one compiled set as formulas about the requests of one world. */
export class Statements {
  private readonly scene: ConditionScene;
  private readonly ask: Ask;
  private readonly conditions: (Formula | undefined)[] = [];
  private readonly bodies = new Map<CompiledStatement, Formula>();
  private readonly known = new Map<CompiledStatement, Applying[]>();
  private readonly budget: Budget;

  constructor(scene: ConditionScene) {
    this.scene = scene;
    this.ask = scene.ask;
    this.budget = scene.world.space.budget;
  }

  /**
   * When a statement about the action applies and its principals reach at least so far. Steps go by the size of the
   * formula: whoever asks for it copies it into another one.
   */
  applies(statement: CompiledStatement, least: Reach = reach.account): Formula {
    const known = this.known.get(statement)?.[least];
    const formula = known?.formula ?? this.appliesTo(statement, least);
    const size = known?.size ?? sizeOf(formula);
    this.budget.take(size);
    if (known === undefined) {
      const made = this.known.get(statement) ?? [];
      made[least] = { formula, size };
      this.known.set(statement, made);
    }
    return formula;
  }

  private appliesTo(statement: CompiledStatement, least: Reach): Formula {
    const { principals, effect } = statement;
    if (principals === null) return least > reach.account ? never : this.body(statement);
    return all([reaches(principals, effect, least, this.scene), this.body(statement)]);
  }

  /** Whether a statement can be about the action, which is given but for other services. */
  isAbout({ actions }: CompiledStatement, { request }: Ask): boolean {
    this.budget.take(1 + actions.any.length);
    return this.scene.world.action !== undefined
      ? reachesOthers(this.ask.compiled, actions)
      : coversAction(this.ask.compiled.program, actions, request);
  }

  /** Whether its actions cover one that is not given. */
  private action({ not: isNot, any: numbers }: Choice): Formula {
    const { action, space } = this.scene.world;
    if (action === undefined) return always;
    if (isNot && numbers.length === 0) return never;
    const patterns = numbers.map((number) => at(this.ask.compiled.program.actions, number));
    for (const { pattern } of patterns) this.budget.take(1 + pattern.length);
    const some = any(
      // Whatever is covered of one service is one union of names.
      groupsOf(patterns, ({ service }) => service.pattern).map((group) =>
        all([
          partMatches(space, from(action.service), space.patterns.ofGlob(at(group, 0).service)),
          partMatchesAny(
            space,
            from(action.name),
            group.map(({ name }) => space.patterns.ofGlob(name)),
          ),
        ]),
      ),
    );
    return isNot ? not(some) : some;
  }

  /** Whether action, resource and conditions fit. */
  private body(statement: CompiledStatement): Formula {
    const known = this.bodies.get(statement);
    if (known !== undefined) return known;
    const { actions, resources, conditions } = statement;
    const formula = all([
      this.action(actions),
      resources === null ? always : this.covers(resources),
      ...conditions.map((number) => this.condition(number)),
    ]);
    this.bodies.set(statement, formula);
    return formula;
  }

  private condition(number: number): Formula {
    const known = this.conditions[number];
    if (known !== undefined) return known;
    const condition = at(this.ask.compiled.program.conditions, number);
    for (const text of condition.written) this.budget.take(1 + text.length);
    const formula = conditionFormula(condition, this.scene);
    this.conditions[number] = formula;
    return formula;
  }

  private covers(choice: Choice): Formula {
    const { resourceArn } = this.scene.world;
    const { not: isNot, any: numbers } = choice;
    // Without a repository the resource is `*`, of which the engine itself can tell.
    const some =
      resourceArn === undefined
        ? constant(coversResource({ not: false, any: numbers }, this.ask) === yes)
        : this.coversOne(numbers, resourceArn);
    if (!isNot) return some;
    return numbers.length === 0 ? never : all([not(some), ...this.haveValues(numbers)]);
  }

  private coversOne(numbers: readonly number[], parts: ArnParts): Formula {
    const patterns = numbers.map((number) => at(this.ask.compiled.program.resources, number));
    for (const { pattern } of patterns) this.budget.take(1 + pattern.length);
    if (patterns.some(({ everything }) => everything)) return always;
    // Patterns that differ in the last part alone become one union of last parts.
    const groups = groupsOf(patterns, ({ head, tail, pattern }) =>
      head === -1 || tail === null ? pattern : head,
    );
    return any(groups.map((group) => this.coversGroup(group, parts)));
  }

  private coversGroup(group: readonly ResourcePattern[], parts: ArnParts): Formula {
    const { space } = this.scene.world;
    const pattern = at(group, 0);
    const { head, template, crossing } = pattern;
    if (head === -1) return crossing === null ? never : this.crosses(pattern, crossing, parts);
    const heads = at(this.ask.compiled.program.heads, head).parts.map((part) =>
      space.patterns.ofGlob(part),
    );
    const before = arnMatches(space, parts, heads);
    const own = at(parts, arnPartCount - 1);
    const tails = group.flatMap(({ tail }) => (tail === null ? [] : [space.patterns.ofGlob(tail)]));
    if (tails.length > 0) return all([partMatchesAny(space, own, tails), before]);
    if (template === null) return never;
    const filled = written(template, { family: 'like', values: [] }, this.scene);
    if (filled.parts === undefined) return never;
    const fits = all([partMatches(space, own, patternOf(filled.parts)), before]);
    return filled.isCertain
      ? fits
      : all([fits, possibly(`resource ${JSON.stringify(template)}`, this.scene, pattern.pattern)]);
  }

  /** `NotResource` with a variable that has no value matches nothing. */
  private haveValues(numbers: readonly number[]): readonly Formula[] {
    if (this.ask.compiled.readings.unresolvedNotResource === 'match') return [];
    return numbers.flatMap((number) => {
      const { template, pattern } = at(this.ask.compiled.program.resources, number);
      if (template === null) return [];
      const filled = written(template, { family: 'like', values: [] }, this.scene);
      if (filled.isCertain) return [constant(filled.parts !== undefined)];
      return [possibly(`value of ${JSON.stringify(template)}`, this.scene, pattern)];
    });
  }

  /** A pattern of fewer parts: one that ends in `*` may run past colons. */
  private crosses(
    { pattern }: ResourcePattern,
    crossing: readonly CrossingPart[],
    parts: ArnParts,
  ): Formula {
    const { space } = this.scene.world;
    if (this.ask.compiled.readings.innerStarCrossesColons === 'yes') {
      return (
        wholeMatches(space, parts, patternOf(pattern)) ??
        possibly(`whole ${pattern}`, this.scene, pattern, 'comparison')
      );
    }
    const lay = (index: number, start: number): Formula => {
      const { glob, open } = at(crossing, index);
      const part = parts[start];
      if (part === undefined) return never;
      const here = partMatches(space, part, space.patterns.ofGlob(glob));
      if (index === crossing.length - 1) {
        return open || start === parts.length - 1 ? here : never;
      }
      const last = open ? parts.length - 1 : start + 1;
      const next: Formula[] = [];
      for (let behind = start + 1; behind <= last; behind++) next.push(lay(index + 1, behind));
      return all([here, any(next)]);
    };
    return lay(0, 0);
  }
}

/** Things with the same key together, in the order in which they were first met. */
function groupsOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | number,
): readonly (readonly Item[])[] {
  const groups = new Map<string | number, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
