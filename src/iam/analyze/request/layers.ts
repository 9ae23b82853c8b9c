import { at } from '../../../base/invariant.js';
import type { Ask } from '../../asked.js';
import type { CompiledStatement } from '../../compiled.js';
import { layersPerPage, layerTable } from '../../layers/table.js';
import { type Reach, reach } from '../../match/principal.js';
import { all, any, constant, type Formula, never, not } from '../theory/formula.js';
import type { Statements } from './statement.js';

/**
 * When a request about this action is allowed: the fold of the engine over the same table of layers, with formulas in
 * the place of what was found out about one request.
 */
export function allowedFormula(ask: Ask, statements: Statements): Formula {
  const { program, readings } = ask.compiled;
  const { sameAccount, pages } = ask.terms;
  const denials: Formula[] = [];
  const grants: CompiledStatement[] = [];
  const lifted = new Map<number, Formula[]>();
  for (const statement of program.statements) {
    const bit = 1 << (statement.layer % layersPerPage);
    const page = at(pages, Math.floor(statement.layer / layersPerPage));
    if ((page.live & bit) === 0) continue;
    if (!statements.isAbout(statement, ask)) continue;
    if (statement.effect === 'Deny') denials.push(statements.applies(statement));
    else if (statement.effect === 'Allow') {
      if ((page.granting & bit) !== 0) grants.push(statement);
      if ((page.limiting & bit) !== 0) {
        lifted.set(statement.layer, [
          ...(lifted.get(statement.layer) ?? []),
          statements.applies(statement),
        ]);
      }
    }
  }
  const granted = (least: Reach | number): Formula => {
    if (!sameAccount || least > reach.direct) return never;
    return any(grants.map((statement) => statements.applies(statement, least as Reach))); // 1 to 3
  };
  const limits: Formula[] = [];
  for (const [number, { kind }] of program.layers.entries()) {
    const page = at(pages, Math.floor(number / layersPerPage));
    if ((page.limiting & (1 << (number % layersPerPage))) === 0) continue;
    const rule = layerTable.find((row) => row.kind === kind);
    limits.push(any([...(lifted.get(number) ?? []), granted(rule?.passedBy ?? reach.none)]));
  }
  const needsSession =
    readings.federatedWithoutSession === 'nothing-allowed' &&
    ask.request.principal.type === 'federated' &&
    !program.hasSession;
  return all([
    not(any(denials)),
    ...limits,
    sameAccount ? constant(true) : any(grants.map((statement) => statements.applies(statement))),
    needsSession ? granted(reach.direct) : constant(true),
  ]);
}
