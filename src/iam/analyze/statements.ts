import { at } from '../../base/invariant.js';
import type { Ask } from '../asked.js';
import { compilePolicies } from '../compile.js';
import type { CompiledPolicies, CompiledStatement } from '../compiled.js';
import { layersPerPage } from '../layers/table.js';
import { type Reach, reach } from '../match/principal.js';
import { type ActionClass, actionClasses, standIn } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { hasGap } from './placeholders.js';
import { anyAsk, Realm } from './realm.js';
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
  const compiled = compilePolicies(setOf(policy), options);
  const judge = new Judge(compiled, options);
  const place = placeOf(policy);
  const { statements } = compiled.program;
  const isGuardrail = statements.every(({ effect }) => effect === 'Deny');
  const open: string[] = [];
  const findings = statements.flatMap((statement): readonly StatementFinding[] => {
    const found = hasGap(statement, compiled) ? 'open' : judge.finding(statement);
    const pointer = statement.at.slice(place.length);
    if (found === 'open') open.push(pointer);
    if (found === undefined || found === 'open') return [];
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
  readonly statements: readonly CompiledStatement[];
}

class Judge {
  private readonly realm: Realm;
  private readonly compiled: CompiledPolicies;
  private readonly parts: readonly Part[];

  constructor(compiled: CompiledPolicies, options: AnalysisOptions) {
    this.compiled = compiled;
    this.realm = new Realm([compiled], options);
    this.parts = actionClasses(compiled.catalog, [compiled]).flatMap((actions) =>
      callersOfStatements(compiled, actions.resource).map((kind): Part => {
        const ask = anyAsk(compiled, kind, standIn(actions));
        const statements = (actions.about[0] ?? []).filter((statement) => isAsked(statement, ask));
        return { actions, kind, statements };
      }),
    );
  }

  finding(statement: CompiledStatement): Found | 'open' | undefined {
    const parts = this.parts.filter(({ statements }) => statements.includes(statement));
    const { effect } = statement;
    const others = this.others(statement, parts);
    const same = others.filter((other) => other.effect === effect);
    const contrary = others.filter((other) => other.effect !== effect);
    // Most statements say something that no others say together, which settles the rest.
    if (!this.isWithin(statement, effect === 'Deny' ? same : others, parts)) {
      return this.unlessOpen(this.idle(statement, contrary, parts));
    }
    if (this.isWithin(statement, [], parts)) return this.unlessOpen({ kind: 'vacuous', by: [] });
    if (effect === 'Deny' || this.isWithin(statement, same, parts)) {
      return this.unlessOpen({ kind: 'shadowed', by: this.fewest(statement, same, parts) });
    }
    if (this.isWithin(statement, contrary, parts)) {
      return this.unlessOpen({ kind: 'overridden', by: this.fewest(statement, contrary, parts) });
    }
    return this.unlessOpen({ kind: 'redundant', by: this.fewest(statement, others, parts) });
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

  /** Proofs are sound whatever the budget; where it was spent, a missing one says nothing. */
  private unlessOpen(found: Found | undefined): Found | 'open' | undefined {
    return found === undefined && this.realm.budget.left < 0 ? 'open' : found;
  }

  private others(statement: CompiledStatement, parts: readonly Part[]): CompiledStatement[] {
    const own = new Set(parts.flatMap(({ statements }) => statements));
    return this.compiled.program.statements.filter(
      (other) => other !== statement && own.has(other),
    );
  }

  /** Whether some of the others apply wherever the statement does, and reach as far. */
  private isWithin(
    statement: CompiledStatement,
    others: readonly CompiledStatement[],
    parts: readonly Part[],
  ): boolean {
    return parts.every(({ actions, kind, statements }) => {
      const own = others.filter((other) => statements.includes(other));
      return levelsOf(statement).every((least) =>
        this.isImpossible(kind, actions, (applies) => {
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
    return parts.every(({ actions, kind, statements }) => {
      const own = others.filter((other) => statements.includes(other));
      return this.isImpossible(kind, actions, (applies) =>
        all([
          applies(statement, reach.account),
          any(own.map((other) => applies(other, reach.account))),
        ]),
      );
    });
  }

  private isImpossible(
    kind: WorldKind,
    actions: ActionClass,
    build: (applies: (statement: CompiledStatement, least: Reach) => Formula) => Formula,
  ): boolean {
    const found = this.realm.find(
      kind,
      standIn(actions),
      ([side]) => (side === undefined ? all([]) : build(side.applies)),
      () => true,
    );
    return found.kind === 'none';
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
