import type { Diagnostic, Range, Severity } from '../base/diagnostic.js';

/** A file as it is given: the path people know it by, and its whole text. */
export interface LintFile {
  readonly path: string;
  readonly text: string;
}

/** A document as the runner is shown it: what it is, where it stands, and what of it is not known. */
export interface DocumentToLint {
  readonly kind: string;
  /** The text its reader takes; empty when nothing of the document is known. */
  readonly text: string;
  /** Whether `text` is to the letter what AWS is given, so that its length counts and its edits mean the file. */
  readonly isVerbatim: boolean;
  /** The document as a value; undefined when its text is no JSON, or when all of it is unknown. */
  readonly value: unknown;
  readonly unknown: readonly { readonly at: string }[];
  /** What the file calls it; empty when the file is the document. */
  readonly address: string;
  readonly place: { readonly path: string; readonly range?: Range | undefined };
  /** What kind of file it was found in. */
  readonly source: string;
  readonly attachedTo: { readonly repositoryName?: string | undefined };
  /** Ranges in the file of values at pointers into the document. */
  readonly rangesOf: (pointers: Iterable<string>) => ReadonlyMap<string, Range>;
  /** The range in the file of a range in `text`; undefined when `text` is not verbatim. */
  readonly rangeInFile: (range: Range) => Range | undefined;
}

/** How much a rule's findings weigh, or that it does not run. */
export type RuleSetting = Severity | 'off';

/** Which rules run when a configuration says nothing of them. */
export type Preset = 'recommended' | 'strict' | 'all';

/** Options of one rule, by name. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** What differs for some files. */
export interface LintOverride {
  readonly files: readonly string[];
  readonly kind?: string | undefined;
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
  readonly options?: Readonly<Record<string, RuleOptions>> | undefined;
}

/** Findings that a configuration accepts, and why. */
export interface ConfiguredSuppression {
  readonly rule: string;
  readonly files: readonly string[];
  readonly address?: string | undefined;
  /** JSON pointer into the document; what lies at or below it is meant. */
  readonly at?: string | undefined;
  readonly reason: string;
  /** The last day of the acceptance, `YYYY-MM-DD` in UTC. */
  readonly expires?: string | undefined;
}

/** A configuration as its file says it. */
export interface LintConfig {
  readonly $schema?: string | undefined;
  readonly preset?: Preset | undefined;
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
  readonly options?: Readonly<Record<string, RuleOptions>> | undefined;
  readonly overrides?: readonly LintOverride[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly suppressions?: readonly ConfiguredSuppression[] | undefined;
  readonly failOn?: Severity | undefined;
  readonly maxWarnings?: number | undefined;
  readonly baseline?: string | undefined;
}

/** Findings that were there before, as their file says them. */
export interface LintBaseline {
  readonly $schema?: string | undefined;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly code: string;
    readonly path: string;
  }[];
}

/** A change of a file's text: what stands from `start` to `end`, in UTF-16 offsets, becomes `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a finding does not count. */
export interface AppliedSuppression {
  readonly by: 'comment' | 'configuration' | 'baseline';
  readonly reason: string;
}

/** A finding about a file. `at` is a pointer into the document, `range` a place in the file. */
export interface LintFinding extends Diagnostic {
  readonly path: string;
  /** What kind of document it is about; absent when it is about the file. */
  readonly kind?: string | undefined;
  /** What the file calls the document; absent when the file is the document. */
  readonly address?: string | undefined;
  /** Sixteen hexadecimal digits that stay the same when lines move or the order of a list changes. */
  readonly fingerprint: string;
  /** The fix as changes of the file, where they are certain to keep everything else as it is. */
  readonly textEdits?: readonly TextEdit[] | undefined;
}

/** A finding that does not count. */
export interface SuppressedFinding extends LintFinding {
  readonly suppression: AppliedSuppression;
}

/** A document that was looked at. */
export interface LintedDocument {
  readonly path: string;
  readonly kind: string;
  readonly address: string;
  /** Whether something in it is unknown, so that findings about that part are left out. */
  readonly partlyUnknown: boolean;
}

/** What looking at files gave. */
export interface LintReport {
  /** What counts, by file, place and code. */
  readonly findings: readonly LintFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly documents: readonly LintedDocument[];
  /** How many files were looked at, those without a document included. */
  readonly fileCount: number;
  readonly counts: Readonly<Record<Severity, number>>;
}
