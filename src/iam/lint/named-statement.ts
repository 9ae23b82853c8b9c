import { quote } from '../../base/quote.js';
import type { StatementView } from './view.js';

/** How a statement is told from its neighbours: by its Sid, or by its number from 1. */
export function namedStatement({ statement, index }: StatementView): string {
  const { Sid } = statement;
  return Sid === undefined || Sid === '' ? `statement ${index + 1}` : `the statement ${quote(Sid)}`;
}
