import type { Severity } from './diagnostic.js';
import type { ReportedRule } from './lint-rule.js';

/** What every reader reports about the text and the shape of a document, under the same names in each domain. */
const shared = {
  'not-json': card(
    'error',
    'the text is not JSON',
    'A comma too many, a missing bracket, a comment: the place is where reading had to stop. Correct it there or shortly before.',
  ),
  nesting: card(
    'error',
    'the document is nested deeper than anything AWS reads',
    'No document of this kind needs such depth. Check that the right file was given.',
  ),
  'duplicate-key': card(
    'warning',
    'a key stands twice in one object',
    'JSON keeps one of the two, here the last one. Remove the one that is not meant.',
  ),
  'missing-property': card(
    'error',
    'a property that AWS requires is missing',
    'Add it; the message names it.',
  ),
  'unknown-property': card(
    'error',
    'a property that AWS does not know',
    'Most often a spelling mistake, or a property of another document. Correct or remove it.',
  ),
  'null-value': card(
    'error',
    'a property is null, which is not the same as absent',
    'Templates and modules that fill in nothing often write null. Leave the property out instead.',
  ),
  'wrong-type': card(
    'error',
    'a value has the wrong type',
    'A number in quotes, a text where a list belongs: write the type that the message names.',
  ),
  enum: card(
    'error',
    'a value is not one of those AWS accepts',
    'The message lists the accepted ones; capital letters matter.',
  ),
  'number-range': card(
    'error',
    'a number is outside of what AWS accepts',
    'The message names the bound.',
  ),
  'too-few-members': card(
    'error',
    'a list has fewer members than AWS accepts',
    'Add what is missing.',
  ),
  'too-many-members': card(
    'error',
    'a list has more members than AWS accepts',
    'Remove or merge members.',
  ),
  'too-short': card('error', 'a text is shorter than AWS accepts', 'Write more.'),
  'too-long': card('error', 'a text is longer than AWS accepts', 'Shorten it.'),
  spelling: card(
    'error',
    'a text is not spelled as AWS wants it',
    'The message says how it is spelled.',
  ),
} as const;

interface Card {
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

function card(severity: Severity, title: string, why: string): Card {
  return { severity, title, why };
}

/** A name that readers of all domains share. */
export type SharedName = keyof typeof shared;

/** All of them. */
export const sharedReportedNames: readonly string[] = Object.keys(shared);

/** An example of a finding: a document as JSON text, and its kind where a domain has several. */
export type ReportedExample = string | { readonly text: string; readonly kind: string };

/** The rows of one domain for the findings that all readers share, one for each example given. */
export function sharedReported(
  domain: string,
  because: readonly string[],
  examples: Readonly<Partial<Record<SharedName, ReportedExample>>>,
): readonly ReportedRule[] {
  return Object.entries(shared).flatMap(([name, { severity, title, why }]) => {
    // The keys of `shared` are the names.
    const given = examples[name as SharedName];
    if (given === undefined) return [];
    const { text: example, kind }: { text: string; kind?: string } =
      typeof given === 'string' ? { text: given } : given;
    return [
      { code: `${domain}/${name}`, severity, title, why, since: '0.1.0', because, example, kind },
    ];
  });
}

/** What a row says that its domain does not: an error, unless it says otherwise. */
export type ReportedParts = Pick<ReportedRule, 'title' | 'why' | 'example'> &
  Partial<Pick<ReportedRule, 'severity'>>;

/** One row of a domain for a finding of its own. */
export function reportedRow(code: string, because: string, parts: ReportedParts): ReportedRule {
  return { code, severity: 'error', since: '0.1.0', because: [because], ...parts };
}
