import type { Fix, Severity } from './diagnostic.js';

/** How settled a rule is: a `trial` rule is new, and only the preset `all` runs it. */
export type RuleMaturity = 'stable' | 'trial';

/** What an option of a rule may be. */
export type RuleOptionValue = boolean | number | string | readonly string[];

/** Something of a rule that a configuration may set; its kind of value is that of its default. */
export interface RuleOption {
  /** One sentence, lower case, no full stop. */
  readonly says: string;
  readonly default: RuleOptionValue;
}

/** What every rule says of itself, from which its page is written. */
export interface RuleCard {
  /** `<domain>/<what-is-wrong>`, stable for ever; the file of the rule bears the second half as its name. */
  readonly code: string;
  readonly severity: Severity;
  /** `security` when the rule is about who may do too much. */
  readonly category?: 'security' | undefined;
  /** What it finds, one sentence, lower case, no full stop. */
  readonly title: string;
  /** Why it matters and what to do, some sentences of Markdown for the one who meets it. */
  readonly why: string;
  readonly maturity: RuleMaturity;
  /** The release that brought it. */
  readonly since: string;
  /** Ids of the facts it rests on. */
  readonly because: readonly string[];
  /** What IAM Access Analyzer and other tools call the same thing. */
  readonly alsoKnownAs?: readonly string[] | undefined;
  /** What a configuration may set, by name. */
  readonly options?: Readonly<Record<string, RuleOption>> | undefined;
}

/**
 * Advice about one kind of document. `check` is shown a document that its reader accepted and names every place that
 * the rule is about, in the order of the document; it decides alone, from its arguments.
 */
export interface LintRule<Subject> extends RuleCard {
  /** The kinds of document it looks at; absent when the domain has one kind only. */
  readonly kinds?: readonly string[] | undefined;
  readonly check: (
    subject: Subject,
    options: Readonly<Record<string, RuleOptionValue>>,
  ) => readonly RuleFinding[];
}

/** One place that a rule is about. Severity, code and reasons are the rule's. */
export interface RuleFinding {
  /** JSON pointer into the document. */
  readonly at: string;
  /** One sentence, lower case, no full stop; what the author wrote stands in backticks. */
  readonly message: string;
  readonly help?: string | undefined;
  /** Only where the change is certain to be what the author means. */
  readonly fix?: Fix | undefined;
}

/** Something that reading already reports, listed so that it has a page and a place in a configuration. */
export interface ReportedRule extends Omit<RuleCard, 'maturity'> {
  /** A document for which the reader says so, as JSON text, and the kind it is read as when a domain has several. */
  readonly example: string;
  readonly kind?: string | undefined;
}

/** What a rule is shown besides the document: whatever is known around it. */
export interface LintSubject<Document, Kind extends string = string> {
  readonly kind: Kind;
  readonly document: Document;
  /** The repository it is attached to, where that is known. */
  readonly repositoryName?: string | undefined;
  /** Length of its text in characters, as AWS counts it, when it was read from text. */
  readonly textLength?: number | undefined;
}
