import { at } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import { patternOf } from '../../../glob/pattern.js';
import { type Ask, yes } from '../../asked.js';
import type {
  Choice,
  CompiledPolicies,
  CompiledStatement,
  CrossingPart,
  PrincipalPattern,
  ResourcePattern,
} from '../../compiled.js';
import { coversAction } from '../../match/action.js';
import { arnParts } from '../../match/arn.js';
import { type Reach, reach } from '../../match/principal.js';
import { coversResource } from '../../match/resource.js';
import { all, always, any, constant, type Formula, never, not } from '../theory/formula.js';
import { type ConditionScene, conditionFormula, possibly, written } from './condition.js';
import { type ArnParts, arnMatches, from, partMatches, wholeMatches } from './part.js';

/** Whether some action of another service than the catalog's may be covered. */
export function reachesOthers(
  { program, catalog }: CompiledPolicies,
  { not, any }: Choice,
): boolean {
  if (not) return true;
  return any.some((number) => at(program.actions, number).service.pattern !== catalog.service);
}

/** What a statement says besides its condition. */
export type StatementElement = 'Action' | 'Resource' | 'Principal';

/** Some of what a statement says: numbers of its conditions, and elements. */
export interface StatementPiece {
  readonly conditions: readonly number[];
  readonly elements: readonly StatementElement[];
}

/** The statements of one compiled set as formulas about the requests of one world. */
export class Statements {
  private readonly scene: ConditionScene;
  private readonly ask: Ask;
  private readonly conditions: (Formula | undefined)[] = [];
  private readonly resources: (Formula | undefined)[] = [];
  private readonly bodies = new Map<CompiledStatement, Formula>();

  constructor(scene: ConditionScene) {
    this.scene = scene;
    this.ask = scene.ask;
  }

  /** When a statement about the action applies and its principals reach at least so far. */
  applies(statement: CompiledStatement, least: Reach = reach.account): Formula {
    const { principals, effect } = statement;
    if (principals === null) return least > reach.account ? never : this.body(statement);
    const reaches = this.reaches(principals, effect, least);
    return all([reaches, this.body(statement)]);
  }

  /** When a request fits some of what a statement about the action says. */
  fits(
    { actions, resources, principals, effect }: CompiledStatement,
    { conditions, elements }: StatementPiece,
  ): Formula {
    const asks = (element: StatementElement) => elements.includes(element);
    return all([
      principals !== null && asks('Principal')
        ? this.reaches(principals, effect, reach.account)
        : always,
      asks('Action') ? this.action(actions) : always,
      resources !== null && asks('Resource') ? this.covers(resources) : always,
      ...conditions.map((number) => this.condition(number)),
    ]);
  }

  /** Whether a statement can be about the action, which is given but for other services. */
  isAbout({ actions }: CompiledStatement, { request }: Ask): boolean {
    return this.scene.world.action !== undefined
      ? reachesOthers(this.ask.compiled, actions)
      : coversAction(this.ask.compiled.program, actions, request);
  }

  /** Whether its actions cover one that is not given. */
  private action({ not: isNot, any: numbers }: Choice): Formula {
    const { action, space } = this.scene.world;
    if (action === undefined) return always;
    if (isNot && numbers.length === 0) return never;
    const some = any(
      numbers.map((number) => {
        const { service, name } = at(this.ask.compiled.program.actions, number);
        return all([
          partMatches(space, from(action.service), space.patterns.ofGlob(service)),
          partMatches(space, from(action.name), space.patterns.ofGlob(name)),
        ]);
      }),
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
    const formula = conditionFormula(condition, this.scene);
    this.conditions[number] = formula;
    return formula;
  }

  // ---- resources ---------------------------------------------------------------------------------------------------

  private covers(choice: Choice): Formula {
    const { resourceArn } = this.scene.world;
    const { not: isNot, any: numbers } = choice;
    // Without a repository the resource is `*`, of which the engine itself can tell.
    const some =
      resourceArn === undefined
        ? constant(coversResource({ not: false, any: numbers }, this.ask) === yes)
        : any(numbers.map((number) => this.resource(number, resourceArn)));
    if (!isNot) return some;
    return numbers.length === 0 ? never : all([not(some), ...this.haveValues(numbers)]);
  }

  private resource(number: number, parts: ArnParts): Formula {
    const known = this.resources[number];
    if (known !== undefined) return known;
    const formula = this.resourceFormula(at(this.ask.compiled.program.resources, number), parts);
    this.resources[number] = formula;
    return formula;
  }

  private resourceFormula(pattern: ResourcePattern, parts: ArnParts): Formula {
    const { space } = this.scene.world;
    const { everything, head, tail, template, crossing } = pattern;
    if (everything) return always;
    if (head === -1) return crossing === null ? never : this.crosses(pattern, crossing, parts);
    const heads = at(this.ask.compiled.program.heads, head).parts.map((part) =>
      space.patterns.ofGlob(part),
    );
    const before = arnMatches(space, parts, heads);
    const own = at(parts, arnPartCount - 1);
    if (tail !== null) return all([before, partMatches(space, own, space.patterns.ofGlob(tail))]);
    if (template === null) return never;
    const filled = written(template, { family: 'like', values: [] }, this.scene);
    if (filled.parts === undefined) return never;
    const fits = all([before, partMatches(space, own, patternOf(filled.parts))]);
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
      return wholeMatches(space, parts, patternOf(pattern)) ?? never;
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

  // ---- principals --------------------------------------------------------------------------------------------------

  /** Whether the principals of a statement reach the caller at least so far. */
  private reaches(
    { not: isNot, any: numbers }: Choice,
    effect: 'Allow' | 'Deny',
    least: Reach,
  ): Formula {
    const { principals } = this.ask.compiled.program;
    const patterns = numbers.map((number) => at(principals, number));
    if (!isNot) return any(patterns.map((pattern) => this.reachesOne(pattern, least)));
    if (patterns.length === 0) return never;
    if (effect === 'Deny' && this.ask.terms.hasBoundary) return always;
    const listed = any(patterns.map((pattern) => this.reachesOne(pattern, reach.account)));
    const { account } = this.scene.world;
    const { notPrincipalWithoutAccount } = this.ask.compiled.readings;
    if (notPrincipalWithoutAccount === 'literal' || account === undefined) return not(listed);
    const wide = patterns.filter(({ kind }) => kind === 'account' || kind === 'everyone');
    const isAccountListed = any(wide.map((pattern) => this.reachesOne(pattern, reach.account)));
    return not(all([listed, isAccountListed]));
  }

  private reachesOne({ kind, value }: PrincipalPattern, least: Reach): Formula {
    const { world } = this.scene;
    switch (kind) {
      case 'everyone':
        return always;
      case 'aws-everyone': {
        const isService = world.kind.caller === 'service';
        return constant(!isService || this.ask.compiled.readings.awsStarForServices === 'yes');
      }
      case 'account': {
        const reached = world.kind.caller === 'root' ? reach.direct : reach.account;
        if (world.account === undefined || reached < least) return never;
        return world.equals(world.account, value);
      }
      case 'arn':
        return any([this.isCaller(value), least > reach.entity ? never : this.isEntity(value)]);
      case 'service':
        return world.service === undefined ? never : world.equals(world.service, value);
      default:
        return never;
    }
  }

  /** Whether an ARN is that of the caller himself. */
  private isCaller(arn: string): Formula {
    const { world } = this.scene;
    const { caller } = world.kind;
    if (world.account === undefined || world.principalArn === undefined) return never;
    if (caller !== 'session' && caller !== 'serviceLinked') {
      return this.isArn(world.principalArn, arn);
    }
    const parts = arnParts(arn);
    const found = /^assumed-role\/([^/]*)\/(.*)$/s.exec(parts?.[arnPartCount - 1] ?? '');
    if (
      parts === null ||
      found === null ||
      world.name === undefined ||
      world.session === undefined
    ) {
      return never;
    }
    const [, role = '', session = ''] = found;
    const [scheme, partition = '', service, region, account = ''] = parts;
    if (scheme !== 'arn' || service !== 'sts' || region !== '') return never;
    const { space } = world;
    return all([
      partMatches(
        space,
        { kind: 'partition', region: world.region },
        space.patterns.ofText(partition),
      ),
      world.equals(world.account, account),
      world.nameMatches(world.name, [{ text: role, literal: true }]),
      world.equals(world.session, session),
    ]);
  }

  /** Whether an ARN is that of the role behind a session, or the user behind a federated one. */
  private isEntity(arn: string): Formula {
    const { world } = this.scene;
    const { caller } = world.kind;
    const { principalArn } = world;
    if (principalArn === undefined) return never;
    if (caller === 'session' || caller === 'serviceLinked') return this.isArn(principalArn, arn);
    if (caller !== 'federated' || world.user === undefined) return never;
    const [scheme, partition, , region, account] = principalArn;
    const parts = [scheme, partition, { kind: 'fixed', text: 'iam' } as const, region, account];
    const user = { kind: 'dimension', dimension: world.user, before: 'user/' } as const;
    return this.isArn([...parts.filter((part) => part !== undefined), user], arn);
  }

  private isArn(parts: ArnParts, arn: string): Formula {
    const texts = arnParts(arn);
    if (texts === null) return never;
    const { space } = this.scene.world;
    return arnMatches(
      space,
      parts,
      texts.map((text) => space.patterns.ofText(text)),
    );
  }
}
