import { type Budget, unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import type { Ask } from '../asked.js';
import { type CompileOptions, compilePolicies } from '../compile.js';
import type { CompiledPolicies, CompiledStatement } from '../compiled.js';
import { layersPerPage } from '../layers/table.js';
import { type Reach, reach } from '../match/principal.js';
import { type ActionClass, actionClasses, standIn } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { hasGap } from './placeholders.js';
import { anyAsk, budgetOf, Realm } from './realm.js';
import { callersOfStatements } from './request/callers.js';
import type { WorldKind } from './request/world.js';
import { placeOf, type SinglePolicy, setOf } from './subject.js';
import { all, any, type Formula, not } from './theory/formula.js';
import type { Assumption } from './verdict.js';

/**
 * A statement without which its policy says the same; each is a proof.
 *
 * - `vacuous`: no request fits it, or none that its policy is asked about;
 * - `shadowed`: statements of the same effect apply wherever it does;
 * - `overridden`: what it allows is denied;
 * - `redundant`: partly the one, partly the other;
 * - `idle`: it denies nothing that the policy allows. It may still matter to what other policies allow.
 */
export interface StatementFinding {
  readonly kind: 'vacuous' | 'shadowed' | 'overridden' | 'redundant' | 'idle';
  /** JSON pointer into the document. */
  readonly at: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** The statements that make it so, as few as will do: JSON pointers. */
  readonly by: readonly string[];
}

export interface StatementFindings {
  readonly findings: readonly StatementFinding[];
  /** Whether the policy denies only, as those do that guard what others allow. */
  readonly isGuardrail: boolean;
  /** Statements about which nobody can tell: they hold gaps of a template, or the budget is spent. JSON pointers. */
  readonly open: readonly string[];
  readonly assumptions: readonly Assumption[];
}

/** Which statements of a policy could go without changing what it says? */
export function findIdleStatements(
  policy: SinglePolicy,
  options: AnalysisOptions = {},
): StatementFindings {
  return idleStatementsWithin(budgetOf(options), policy, options);
}

/** The same as a part of a greater question, out of whose budget its steps are taken. */
export function idleStatementsWithin(
  budget: Budget,
  policy: SinglePolicy,
  options: CompileOptions,
): StatementFindings {
  const compiled = compilePolicies(setOf(policy), options);
  const judge = unlessSpent(() => new Judge(compiled, budget));
  const place = placeOf(policy);
  const { statements } = compiled.program;
  const isGuardrail = statements.every(({ effect }) => effect === 'Deny');
  const open: string[] = [];
  const findings = statements.flatMap((statement): readonly StatementFinding[] => {
    const isOpen = judge === 'spent' || hasGap(statement, compiled);
    const found = isOpen ? 'spent' : unlessSpent(() => judge.finding(statement));
    const pointer = statement.at.slice(place.length);
    if (found === 'spent') open.push(pointer);
    if (found === undefined || found === 'spent') return [];
    const by = found.by.map((other) => other.at.slice(place.length));
    return [{ kind: found.kind, at: pointer, sid: statement.sid, effect: statement.effect, by }];
  });
  return { findings, isGuardrail, open, assumptions: assumptionsOf(true) };
}

interface Found {
  readonly kind: StatementFinding['kind'];
  readonly by: readonly CompiledStatement[];
}

/** Some actions in one kind of requests. */
interface Part {
  readonly actions: ActionClass;
  readonly kind: WorldKind;
  readonly statements: ReadonlySet<CompiledStatement>;
}

class Judge {
  private readonly realm: Realm;
  private readonly compiled: CompiledPolicies;
  private readonly parts: readonly Part[];

  constructor(compiled: CompiledPolicies, budget: Budget) {
    this.compiled = compiled;
    this.realm = new Realm([compiled], budget);
    this.parts = actionClasses(compiled.catalog, [compiled], budget)
      .flatMap((actions) =>
        callersOfStatements(compiled, actions.resource).map((kind): Part => {
          const about = [...(actions.about[0] ?? [])];
          budget.take(about.length);
          const ask = anyAsk(compiled, kind, standIn(actions));
          const statements = new Set(about.filter((statement) => isAsked(statement, ask)));
          return { actions, kind, statements };
        }),
      )
      // Where few others have a say, a statement most likely says something of its own.
      .sort((a, b) => a.statements.size - b.statements.size);
  }

  finding(statement: CompiledStatement): Found | undefined {
    const { budget } = this.realm;
    budget.take(this.parts.length);
    const parts = this.parts.filter(({ statements }) => statements.has(statement));
    const { effect } = statement;
    const others = this.others(statement, parts);
    const same = others.filter((other) => other.effect === effect);
    const contrary = others.filter((other) => other.effect !== effect);
    // Most statements say something that no others say together, which settles the rest.
    if (!this.isWithin(statement, effect === 'Deny' ? same : others, parts)) {
      return this.idle(statement, contrary, parts);
    }
    if (this.isWithin(statement, [], parts)) return { kind: 'vacuous', by: [] };
    if (effect === 'Deny' || this.isWithin(statement, same, parts)) {
      return { kind: 'shadowed', by: this.fewest(statement, same, parts) };
    }
    if (this.isWithin(statement, contrary, parts)) {
      return { kind: 'overridden', by: this.fewest(statement, contrary, parts) };
    }
    return { kind: 'redundant', by: this.fewest(statement, others, parts) };
  }

  /** Where nothing is allowed there is nothing to deny, and the policy guards what others allow. */
  private idle(
    statement: CompiledStatement,
    contrary: readonly CompiledStatement[],
    parts: readonly Part[],
  ): Found | undefined {
    const { statements } = this.compiled.program;
    const isGuarded = statement.effect === 'Deny' && statements.some(isAllow);
    return isGuarded && this.meetsNone(statement, contrary, parts)
      ? { kind: 'idle', by: [] }
      : undefined;
  }

  private others(statement: CompiledStatement, parts: readonly Part[]): CompiledStatement[] {
    const { statements } = this.compiled.program;
    this.realm.budget.take(statements.length * parts.length);
    return statements.filter(
      (other) => other !== statement && parts.some((part) => part.statements.has(other)),
    );
  }

  /** Those of some statements that have a say in a part. */
  private within(others: readonly CompiledStatement[], { statements }: Part) {
    this.realm.budget.take(1 + others.length);
    return others.filter((other) => statements.has(other));
  }

  /** Whether some of the others apply wherever the statement does, and reach as far. */
  private isWithin(
    statement: CompiledStatement,
    others: readonly CompiledStatement[],
    parts: readonly Part[],
  ): boolean {
    return parts.every((part) => {
      const own = this.within(others, part);
      return levelsOf(statement).every((least) =>
        this.isImpossible(part, (applies) => {
          const covered = own.map((other) =>
            applies(other, other.effect === 'Deny' ? reach.account : least),
          );
          return all([applies(statement, least), not(any(covered))]);
        }),
      );
    });
  }

  private meetsNone(
    statement: CompiledStatement,
    others: readonly CompiledStatement[],
    parts: readonly Part[],
  ): boolean {
    return parts.every((part) => {
      const own = this.within(others, part);
      return this.isImpossible(part, (applies) =>
        all([
          applies(statement, reach.account),
          any(own.map((other) => applies(other, reach.account))),
        ]),
      );
    });
  }

  private isImpossible(
    { kind, actions }: Part,
    build: (applies: (statement: CompiledStatement, least: Reach) => Formula) => Formula,
  ): boolean {
    return this.realm.isImpossible(kind, standIn(actions), ([side]) =>
      side === undefined ? all([]) : build(side.applies),
    );
  }

  /** As few of the others as will do: each is left out that is not needed. */
  private fewest(
    statement: CompiledStatement,
    others: readonly CompiledStatement[],
    parts: readonly Part[],
  ): readonly CompiledStatement[] {
    const single = others.find((other) => this.isWithin(statement, [other], parts));
    if (single !== undefined) return [single];
    let kept = others;
    for (const other of others) {
      const less = kept.filter((one) => one !== other);
      if (this.isWithin(statement, less, parts)) kept = less;
    }
    return kept;
  }
}

/** Whether anybody asks the statement's layer about such a request, and waits for what it says. */
function isAsked({ layer, effect }: CompiledStatement, { terms }: Ask): boolean {
  const page = at(terms.pages, Math.floor(layer / layersPerPage));
  const asked = effect === 'Allow' ? page.granting | page.limiting : page.live;
  return (asked & (1 << (layer % layersPerPage))) !== 0;
}

function isAllow({ effect }: CompiledStatement): boolean {
  return effect === 'Allow';
}

/** How far an allow of a resource's side can reach; all others only apply or not. */
function levelsOf({ effect, principals }: CompiledStatement): readonly Reach[] {
  return effect === 'Allow' && principals !== null
    ? [reach.account, reach.entity, reach.direct]
    : [reach.account];
}
