import { type Ask, unknown } from '../asked.js';
import type { CompiledStatement } from '../compiled.js';
import { coversResource } from '../match/resource.js';
import { holdsOnce } from '../match/statement.js';
import type { AuthorizationDecision, Blocker, OpenCondition, SettledKind } from '../types.js';
import { type Settled, settle } from './fold.js';
import { type Findings, farther, grantOf } from './gather.js';
import { openCondition, openResource } from './open-condition.js';
import { layersPerPage } from './table.js';

/** A statement that applies when all the conditions with these numbers hold. */
interface OpenStatement {
  readonly statement: CompiledStatement;
  readonly needs: readonly number[];
}

/** More conditions than these are not tried in every combination. */
const triedMax = 12;

/**
 * The answer when some statements hang on what is unknown: the one that every outcome gives, or else the conditions on
 * which it turns. Each condition is taken to hold or not, independently of the others.
 */
export function settleOpen(findings: Findings, ask: Ask): AuthorizationDecision {
  const conditions = new Map<string, OpenCondition>();
  const statements = (findings.open ?? []).flatMap((number) =>
    openStatement(number, conditions, ask),
  );
  const suppose = (holds: (open: OpenStatement) => boolean) =>
    settleIf(statements.filter(holds).map(statementOf), findings, ask);
  const bounds = [
    suppose(({ statement }) => statement.effect === 'Allow'),
    suppose(({ statement }) => statement.effect === 'Deny'),
    suppose(() => false),
  ];
  const on = [...conditions.values()];
  const isCertain = kindsOf(bounds).length === 1;
  if (isCertain || on.length > triedMax) return isCertain ? common(bounds) : depends(on, bounds);
  const outcomes = Array.from({ length: 2 ** on.length }, (_, held) =>
    suppose(({ needs }) => needs.every((condition) => (held & (1 << condition)) !== 0)),
  );
  if (kindsOf(outcomes).length === 1) return common(outcomes);
  return depends(
    on.filter((_, condition) => turnsOn(condition, outcomes)),
    outcomes,
  );
}

/** Whether some outcome changes with one condition alone. */
function turnsOn(condition: number, outcomes: readonly Settled[]): boolean {
  return outcomes.some(({ kind }, held) => kind !== outcomes[held ^ (1 << condition)]?.kind);
}

function depends(
  on: readonly OpenCondition[],
  outcomes: readonly Settled[],
): AuthorizationDecision {
  return { kind: 'depends', on, between: kindsOf(outcomes) };
}

const settledKinds: readonly SettledKind[] = ['allowed', 'implicitDeny', 'explicitDeny'];

function kindsOf(outcomes: readonly Settled[]): readonly SettledKind[] {
  return settledKinds.filter((kind) => outcomes.some((outcome) => outcome.kind === kind));
}

/** One answer for all outcomes: blocked by what blocks in every one of them. */
function common(outcomes: readonly Settled[]): AuthorizationDecision {
  const lists = outcomes.map(({ blockedBy }) => blockedBy);
  const [first = []] = lists;
  const always = first.filter((one) => lists.every((list) => list.some((it) => isSame(it, one))));
  return { kind: kindsOf(outcomes)[0] ?? 'implicitDeny', blockedBy: always };
}

function isSame(one: Blocker, other: Blocker): boolean {
  return one.layer === other.layer && one.level === other.level && one.kind === other.kind;
}

function statementOf({ statement }: OpenStatement): CompiledStatement {
  return statement;
}

/** The answer if these statements apply beside what was found. */
export function settleIf(
  holding: readonly CompiledStatement[],
  findings: Findings,
  ask: Ask,
): Settled {
  const supposed = { ...findings, rest: findings.rest.map((page) => ({ ...page })), open: null };
  const pages = [supposed, ...supposed.rest];
  for (const statement of holding) {
    const page = pages[Math.floor(statement.layer / layersPerPage)];
    if (page === undefined) continue;
    const bit = 1 << (statement.layer - page.terms.first);
    if (statement.effect === 'Deny') page.denied |= bit;
    else page.allowed |= bit;
    if (statement.effect === 'Allow' && (page.terms.granting & bit) !== 0) {
      supposed.reach = farther(supposed.reach, grantOf(statement, ask));
    }
  }
  return settle(supposed, ask);
}

/** The unknown elements of a statement, numbered among those of all statements. */
function openStatement(
  number: number,
  conditions: Map<string, OpenCondition>,
  ask: Ask,
): readonly OpenStatement[] {
  const { program } = ask.compiled;
  const statement = program.statements[number];
  if (statement === undefined) return [];
  const needs: number[] = [];
  const note = (key: string, found: OpenCondition) => {
    if (!conditions.has(key)) conditions.set(key, found);
    needs.push([...conditions.keys()].indexOf(key));
  };
  const { resources } = statement;
  if (resources !== null && coversResource(resources, ask) === unknown) {
    note(`${resources.not} ${resources.any.join(' ')}`, openResource(resources, ask));
  }
  for (const condition of statement.conditions) {
    if (holdsOnce(condition, ask) === unknown) {
      note(String(condition), openCondition(condition, ask));
    }
  }
  return [{ statement, needs }];
}
