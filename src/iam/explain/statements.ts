import { at } from '../../base/invariant.js';
import type { Ask } from '../asked.js';
import type { CompiledStatement } from '../compiled.js';
import { bitOf } from '../layers/table.js';
import { miss, missOf } from '../match/statement.js';
import type { StatementExplanation } from '../types.js';
import { conditionMiss, heldByAbsence } from './conditions.js';
import { actionMiss, principalMiss, resourceMiss } from './elements.js';
import { exemption } from './exemption.js';

/** What each statement has to do with the request: it applies, or the first element that fails and how nearly. */
export function statementExplanations(ask: Ask): readonly StatementExplanation[] {
  // Many statements share a condition, of which there is one thing to say.
  const said = new Map<number, string>();
  return ask.compiled.program.statements.map((statement) => explained(statement, said, ask));
}

function explained(
  statement: CompiledStatement,
  said: Map<number, string>,
  ask: Ask,
): StatementExplanation {
  const layer = at(ask.compiled.program.layers, statement.layer);
  const isExempt = (ask.terms.waived & bitOf(layer.kind)) !== 0;
  const number = isExempt ? miss.none : missOf(statement, ask);
  return {
    at: statement.at,
    sid: statement.sid ?? undefined,
    layer: layer.kind,
    level: layer.level ?? undefined,
    effect: statement.effect,
    outcome: isExempt ? 'exempt' : outcomeOf(number),
    element: elementOf(Math.abs(number)),
    sentence: isExempt ? exemption(layer.kind, ask) : sentenceOf(number, statement, said, ask),
  };
}

function outcomeOf(number: number): StatementExplanation['outcome'] {
  if (number === miss.none) return 'applies';
  return number < 0 ? 'unknown' : 'misses';
}

function elementOf(number: number): StatementExplanation['element'] {
  if (number === miss.none) return undefined;
  if (number === miss.action) return 'Action';
  if (number === miss.principal) return 'Principal';
  return number === miss.resource ? 'Resource' : 'Condition';
}

function sentenceOf(
  number: number,
  statement: CompiledStatement,
  said: Map<number, string>,
  ask: Ask,
): string {
  if (number === miss.none) return applying(statement, ask);
  const { actions, principals, resources, conditions } = statement;
  if (number === miss.action) return actionMiss(actions, ask);
  if (number === miss.principal) return principalMiss(principals, ask);
  if (Math.abs(number) === miss.resource) return resourceMiss(resources, ask);
  const condition = at(conditions, Math.abs(number) - miss.condition);
  const known = said.get(condition);
  if (known !== undefined) return known;
  const sentence = conditionMiss(condition, ask);
  said.set(condition, sentence);
  return sentence;
}

/** A statement that applies; what surprises people is that it does so because a key is absent. */
function applying({ effect, conditions }: CompiledStatement, ask: Ask): string {
  const says = effect === 'Deny' ? 'it denies the request' : 'it allows the request';
  let sentence = says;
  for (const condition of conditions) {
    const absence = heldByAbsence(condition, ask);
    if (absence !== undefined) sentence += `; ${absence}`;
  }
  return sentence;
}
