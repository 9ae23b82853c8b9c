import { closestName } from '../base/closest-name.js';
import { sharedReportedNames } from '../base/lint-reported.js';
import { ruleBooks } from './rule-books.js';
import { knownRules } from './rule-cards.js';

/** First halves of codes; the finder of documents has no rule of its own. */
const domains: ReadonlySet<string> = new Set([
  ...ruleBooks.map(({ domain }) => domain),
  ...[...knownRules.keys()].map((code) => code.split('/')[0] ?? ''),
  'inputs',
]);

/** Second halves of what any reader may report, whether or not a domain has a page for it. */
const sharedNames: readonly string[] = [...sharedReportedNames, 'shape', 'more-findings'];

/** Whether a rule, or a reader, reports under this code; `domain/*` stands for all of a domain. */
export function isKnownCode(code: string): boolean {
  if (knownRules.has(code)) return true;
  const [domain = '', name = ''] = code.split('/');
  return domains.has(domain) && (name === '*' || sharedNames.includes(name));
}

/** The code that someone may have meant, when one is written much alike. */
export function nearestCode(code: string): string | undefined {
  return closestName([...knownRules.keys()], code.slice(0, lengthLookedAt));
}

/** No code is longer, and the comparison costs as much as both are long. */
const lengthLookedAt = 80;
