import type { Diagnostic, Severity } from '../base/diagnostic.js';

/** A file as it is given: the path people know it by, and its whole text. */
export interface LintFile {
  readonly path: string;
  readonly text: string;
}

/** What a policy may be said to be where its content does not tell. */
export type PolicyKindName =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'repository'
  | 'registry'
  | 'scp'
  | 'rcp'
  | 'endpoint';

/** How much a rule's findings weigh, or that it does not run. */
export type RuleSetting = Severity | 'off';

/** Which rules run when a configuration says nothing of them. */
export type Preset = 'recommended' | 'strict' | 'all';

/** Options of one rule, by name. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** What differs for some files. */
export interface LintOverride {
  readonly files: readonly string[];
  readonly kind?: PolicyKindName | undefined;
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
