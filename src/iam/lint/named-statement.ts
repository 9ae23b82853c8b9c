import { quote } from '../../base/quote.js';
import type { StatementView } from './view.js';

/** How a statement is told from its neighbours: by its Sid, or by its number from 1. */
export function namedStatement({ statement, index }: StatementView): string {
  const { Sid } = statement;
  return Sid === undefined || Sid === '' ? `statement ${index + 1}` : `the statement ${quote(Sid)}`;
}

/** Several of them in a row: "statement 1, statement 2 and the statement `Pull`". */
export function namedStatements(statements: readonly StatementView[]): string {
  const names = statements.map(namedStatement);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
