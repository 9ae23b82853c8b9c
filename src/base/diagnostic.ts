/** How much a finding weighs: `error` is what AWS refuses, `warning` what it may refuse or what is easily misread. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a text. `offset` counts UTF-16 units from 0, `line` and `column` from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of text; `end` is the first position after it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change that mends a finding for certain: each edit sets the value at a JSON pointer, or removes it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly at: string; readonly value?: unknown }[];
}

/** What a document's author is told: what is wrong, where, why, and what to do. */
export interface Diagnostic {
  /** `<domain>/<what-is-wrong>`, stable for ever. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, lower case, no full stop. */
  readonly message: string;
  /** JSON pointer into the document; the empty string is the whole document. */
  readonly at: string;
  /** Where that is in the text, when the document was read from text. */
  readonly range?: Range | undefined;
  /** Ids of the facts it rests on; `docs/facts.md` gives each one's source. */
  readonly because: readonly string[];
  readonly help?: string | undefined;
  /** The sentence AWS itself answers with, where it is known. */
  readonly awsMessage?: string | undefined;
  readonly fix?: Fix | undefined;
}

/** Most findings one reading reports; a hostile document must not fill the memory with complaints. */
export const diagnosticCountMax = 1000;

/**
 * The findings as `arrange` puts them, or the first thousand of them and a last one that says so. It weighs as much as
 * the heaviest it stands for.
 */
export function capped(
  domain: string,
  diagnostics: readonly Diagnostic[],
  arrange: (shown: readonly Diagnostic[]) => readonly Diagnostic[] = (shown) => shown,
): readonly Diagnostic[] {
  if (diagnostics.length <= diagnosticCountMax) return arrange(diagnostics);
  const left = diagnostics.slice(diagnosticCountMax);
  return [
    ...arrange(diagnostics.slice(0, diagnosticCountMax)),
    {
      code: `${domain}/more-findings`,
      severity: left.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
      message: `findings beyond the first ${diagnosticCountMax} are not listed`,
      at: '',
      because: [],
      help: 'mend the ones above and read the document again',
    },
  ];
}
