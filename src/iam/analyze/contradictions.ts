import { type Budget, unlessSpent } from '../../base/budget.js';
import { fewest } from '../../base/fewest.js';
import { at } from '../../base/invariant.js';
import { pointer } from '../../base/json-text.js';
import { compilePolicies } from '../compile.js';
import type { CompiledCondition, CompiledPolicies, CompiledStatement } from '../compiled.js';
import { type ActionClass, actionClasses, standIn } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { hasPlaceholder } from './placeholders.js';
import { budgetOf, Realm } from './realm.js';
import { callersOfStatements } from './request/callers.js';
import { guessRequest } from './request/guess.js';
import type { StatementElement } from './request/statement.js';
import type { WorldKind } from './request/world.js';
import { placeOf, type SinglePolicy, setOf } from './subject.js';
import { all } from './theory/formula.js';
import type { Assumption } from './verdict.js';

/** A statement that never applies, because no request fulfils its condition. Each is a proof. */
export interface Contradiction {
  /** JSON pointer to the statement. */
  readonly at: string;
  readonly sid: string | null;
  /** The entries of its condition that suffice, as few as will do: JSON pointers to their keys. */
  readonly conditions: readonly string[];
  /** What else of the statement it takes: what it is about leaves no such request. Empty where entries alone do. */
  readonly against: readonly StatementElement[];
}

export interface Contradictions {
  readonly contradictions: readonly Contradiction[];
  readonly assumptions: readonly Assumption[];
}

/** Which statements of a policy have a condition that nothing can fulfil? */
export function findContradictions(
  policy: SinglePolicy,
  options: AnalysisOptions = {},
): Contradictions {
  const compiled = compilePolicies(setOf(policy), options);
  const budget = budgetOf(options);
  const place = placeOf(policy).length;
  const { statements, conditions } = compiled.program;
  const contradictions = statements.flatMap((statement): readonly Contradiction[] => {
    if (!mayContradict(compiled, statement)) return [];
    const found = unlessSpent(() =>
      new ConditionJudge(alone(compiled, statement), budget).contradictionOf(statement),
    );
    if (found === undefined || found === 'spent') return [];
    const own = statement.at.slice(place);
    const entries = found.conditions.map((number) => {
      const { operator, writtenKey } = at(conditions, number);
      return pointer(pointer(`${own}/Condition`, operator), writtenKey);
    });
    return [{ at: own, sid: statement.sid, conditions: entries, against: found.against }];
  });
  return { contradictions, assumptions: assumptionsOf(true) };
}

/** False where a request is at hand that fulfils it, or where each entry asks for something of its own. */
function mayContradict(compiled: CompiledPolicies, statement: CompiledStatement): boolean {
  const conditions = statement.conditions.map((number) => at(compiled.program.conditions, number));
  const ties = conditions.map(({ key }) => tieOf(key));
  const isTied =
    conditions.some(isUnfulfillable) ||
    ties.some((tie, index) => tie === undefined || ties.indexOf(tie) !== index);
  return isTied && guessRequest(compiled, statement) === undefined;
}

/** With what else the values of a key have to do; undefined where that is the rest of the request. */
function tieOf(key: string): string | undefined {
  if (requestKeys.test(key)) return undefined;
  if (/^aws:(source(ip|vpc)|vpc)/.test(key)) return 'network';
  return key.replace(/^ecr:resourcetag\//, 'aws:resourcetag/');
}

const requestKeys =
  /^aws:(principal(?!tag\/)|source(arn|account|owner|org)|user(name|id)$|resourceaccount$|requestedregion$|currenttime$|epochtime$)/;

/** An entry without values that could fulfil it. */
function isUnfulfillable({ test, negated, ifExists, templates }: CompiledCondition): boolean {
  const valueCount = 'values' in test ? test.values.length : 0;
  return valueCount + templates.length === 0 && !negated && !ifExists;
}

/** The policy with one of its statements only, which is asked about much faster than among others. */
function alone(compiled: CompiledPolicies, statement: CompiledStatement): CompiledPolicies {
  return { ...compiled, program: { ...compiled.program, statements: [statement] }, index: null };
}

interface Found {
  /** Numbers of conditions. */
  readonly conditions: readonly number[];
  readonly against: readonly StatementElement[];
}

/** Some actions in one kind of requests. */
interface Part {
  readonly actions: ActionClass;
  readonly kind: WorldKind;
}

const elements = ['Principal', 'Action', 'Resource'] as const satisfies StatementElement[];

class ConditionJudge {
  private readonly compiled: CompiledPolicies;
  private readonly realm: Realm;
  private readonly parts: readonly Part[];

  constructor(compiled: CompiledPolicies, budget: Budget) {
    this.compiled = compiled;
    this.realm = new Realm([compiled], budget);
    this.parts = actionClasses(compiled.catalog, [compiled], budget).flatMap((actions) =>
      callersOfStatements(compiled, actions.resource).map((kind) => ({ actions, kind })),
    );
  }

  contradictionOf(statement: CompiledStatement): Found | undefined {
    // Of an entry with a gap that a template is to fill nobody can tell; the others may do without it.
    const told = statement.conditions.filter((number) => !this.isOpen(number));
    const fails = (conditions: readonly number[], against: readonly StatementElement[]) =>
      this.isImpossible(statement, conditions, against);
    if (told.length === 0 || !fails(told, elements)) return undefined;
    if (fails(told, [])) {
      return { conditions: fewest(told, (some) => fails(some, [])), against: [] };
    }
    // What is about nothing by itself says nothing of the condition.
    if (fails([], elements) || this.hasGaps(statement)) return undefined;
    const conditions = fewest(told, (some) => fails(some, elements));
    let against: readonly StatementElement[] = elements;
    for (const element of elements) {
      const less = against.filter((one) => one !== element);
      if (fails(conditions, less)) against = less;
    }
    return { conditions, against };
  }

  private isOpen(number: number): boolean {
    return at(this.compiled.program.conditions, number).written.some(hasPlaceholder);
  }

  private hasGaps({ resources, principals }: CompiledStatement): boolean {
    const { program } = this.compiled;
    const texts = [
      ...(resources?.any.map((number) => at(program.resources, number).pattern) ?? []),
      ...(principals?.any.map((number) => at(program.principals, number).written) ?? []),
    ];
    return texts.some(hasPlaceholder);
  }

  /** Whether no request fulfils some conditions that these elements of the statement are about. */
  private isImpossible(
    statement: CompiledStatement,
    conditions: readonly number[],
    against: readonly StatementElement[],
  ): boolean {
    const isAny = !against.includes('Action');
    return this.parts.every(({ actions, kind }) => {
      if (!isAny && actions.about[0]?.includes(statement) !== true) return true;
      return this.realm.isImpossible(
        kind,
        standIn(actions),
        ([side]) => side?.fits(statement, { conditions, elements: against }) ?? all([]),
      );
    });
  }
}
