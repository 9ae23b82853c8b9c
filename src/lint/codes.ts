import { ruleBooks } from './rule-books.js';
import { knownRules } from './rule-cards.js';

/** First halves of codes; the finder of documents has no rule of its own. */
const domains: ReadonlySet<string> = new Set([
  ...ruleBooks.map(({ domain }) => domain),
  ...[...knownRules.keys()].map((code) => code.split('/')[0] ?? ''),
  'inputs',
]);

/** Second halves of what any reader may report of the shape of a document; these have no page of their own. */
const shapeNames: readonly string[] = [
  'not-json',
  'duplicate-key',
  'nesting',
  'missing-property',
  'unknown-property',
  'null-value',
  'wrong-type',
  'enum',
  'number-range',
  'too-few-members',
  'too-many-members',
  'too-short',
  'too-long',
  'spelling',
  'shape',
  'more-findings',
];

/** Whether a rule, or a reader, reports under this code; `domain/*` stands for all of a domain. */
export function isKnownCode(code: string): boolean {
  if (knownRules.has(code)) return true;
  const [domain = '', name = ''] = code.split('/');
  return domains.has(domain) && (name === '*' || shapeNames.includes(name));
}

/** The code that someone may have meant: the one with the fewest letters to change, if these are few. */
export function nearestCode(code: string): string | undefined {
  let best: string | undefined;
  let bestDistance = 1 + Math.floor(code.length / 4);
  for (const known of knownRules.keys()) {
    const distance = lettersApart(code.slice(0, 80), known);
    if (distance < bestDistance) {
      best = known;
      bestDistance = distance;
    }
  }
  return best;
}

/** How many letters must be put in, taken out or replaced to make one word the other. */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
