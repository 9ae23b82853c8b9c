import { membersWithPlaces } from '../../base/loose.js';
import { jsonKind, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { type Reading, refuse, syntaxErrors } from './findings.js';

/** One text of a value that may be one or a list, with its place. */
export interface Placed {
  readonly text: string;
  readonly at: string;
}

/** The texts of a value that is one text or a list of texts; everything else is reported. */
export function textsOf(
  reading: Reading,
  value: unknown,
  at: string,
  subject: string,
): readonly Placed[] {
  if (typeof value === 'string') return [{ text: value, at }];
  const texts: Placed[] = [];
  for (const { value: text, at: place } of membersWithPlaces(value, at)) {
    if (typeof text === 'string') texts.push({ text, at: place });
    else wrongType(reading, text, place, `${subject} is text or a list of texts`, 'policy.values');
  }
  return texts;
}

export function wrongType(
  reading: Reading,
  value: unknown,
  at: string,
  expected: string,
  because: FactId,
): void {
  refuse(reading, {
    name: 'wrong-type',
    at,
    message: `${expected}, and this is ${described(value)}`,
    because,
    help: jsonKind(value) === 'object' ? renderFirst : 'write it in the form of the grammar',
    iamMessage: syntaxErrors,
  });
}

const renderFirst = 'write the value itself: a template has to be rendered before it is a policy';

/** The remedy for a text that still has placeholders where AWS knows no variables. */
export function unrendered(text: string): string | undefined {
  return text.includes('${') ? renderFirst : undefined;
}

function described(value: unknown): string {
  const kind = jsonKind(value);
  if (kind === 'array') return 'a list';
  if (kind === 'object') return 'an object';
  if (kind === 'undefined') return 'nothing';
  return kind === 'null' ? 'null' : `the ${kind} ${quote(value)}`;
}

/** The name of a list that is meant when its case is ignored. */
export function sameButCase(names: readonly string[], written: string): string | undefined {
  const lower = written.toLowerCase();
  return names.find((name) => name.toLowerCase() === lower);
}
