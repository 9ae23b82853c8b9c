import type { Diagnostic } from '../base/diagnostic.js';
import { readJsonText } from '../base/json-text.js';
import type { LintRule, LintSubject, ReportedRule, RuleOptionValue } from '../base/lint-rule.js';
import type { Result } from '../base/result.js';

/** One document as it was found. */
export interface DocumentToCheck {
  readonly kind: string;
  /** JSON text, or a value. */
  readonly input: unknown;
  /** The repository it is attached to, where that is known. */
  readonly repositoryName?: string | undefined;
}

/** What a domain's reader and rules say of a document. */
export interface CheckedDocument {
  /** Whether the reader accepted it; rules see only what it accepted. */
  readonly read: boolean;
  /** What the reader reports, then what the rules find, in the order of the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a rule is to run. */
export type Chosen = (code: string) => boolean;

/** What a configuration sets of a rule's options. */
export type OptionsOf = (code: string) => Readonly<Record<string, RuleOptionValue>>;

/** The documents of one domain: their kinds, the rules about them, and what their reader reports by itself. */
export interface RuleBook {
  /** First half of the codes, and the folder of the rules' pages. */
  readonly domain: string;
  readonly kinds: readonly string[];
  readonly rules: readonly RuleOfAnyKind[];
  readonly reported: readonly ReportedRule[];
  readonly check: (
    document: DocumentToCheck,
    chosen: Chosen,
    optionsOf?: OptionsOf,
  ) => CheckedDocument;
}

/** A rule whose subject is not of interest: all that can be said of it without a document. */
export type RuleOfAnyKind = Omit<LintRule<never>, 'check'>;

/** What makes a rule book. */
export interface RuleBookParts<Document, Kind extends string> {
  readonly domain: string;
  readonly kinds: readonly Kind[];
  readonly read: (input: unknown, kind: Kind) => Result<Document>;
  readonly rules: readonly LintRule<LintSubject<Document, Kind>>[];
  readonly reported: readonly ReportedRule[];
  /**
   * Leads a JSON pointer into what the reader hands on back to the value it was read from, for readers that take a
   * document out of its wrapping or know other spellings.
   */
  readonly originIn?: ((value: unknown) => (at: string) => string) | undefined;
}

/** Binds a domain's reader and its rules together. */
export function ruleBook<Document, Kind extends string>(
  parts: RuleBookParts<Document, Kind>,
): RuleBook {
  const { domain, kinds, rules, reported } = parts;
  return {
    domain,
    kinds,
    rules,
    reported,
    check: (question, chosen, optionsOf = noOptions) => {
      const kind = kinds.find((known) => known === question.kind);
      return kind === undefined
        ? { read: false, diagnostics: [] }
        : checkDocument(parts, question, kind, { chosen, optionsOf });
    },
  };
}

const noOptions: OptionsOf = () => ({});

function checkDocument<Document, Kind extends string>(
  { read, rules, originIn }: RuleBookParts<Document, Kind>,
  { input, repositoryName }: DocumentToCheck,
  kind: Kind,
  { chosen, optionsOf }: { readonly chosen: Chosen; readonly optionsOf: OptionsOf },
): CheckedDocument {
  const result = read(input, kind);
  if (!result.ok) return { read: false, diagnostics: result.diagnostics };
  const textLength = typeof input === 'string' ? input.length : undefined;
  const subject = { kind, document: result.value, repositoryName, textLength };
  const found = rules
    .filter((rule) => (rule.kinds?.includes(kind) ?? true) && chosen(rule.code))
    .flatMap((rule) => findingsOf(rule, subject, optionsOf(rule.code)));
  const placed = originIn === undefined ? found : broughtBack(found, originIn, input);
  return { read: true, diagnostics: [...result.diagnostics, ...placed] };
}

function broughtBack(
  found: readonly Diagnostic[],
  originIn: (value: unknown) => (at: string) => string,
  input: unknown,
): readonly Diagnostic[] {
  if (found.length === 0) return found;
  const origin = originIn(typeof input === 'string' ? readJsonText(input).value : input);
  return found.map(({ fix, ...finding }) => ({
    ...finding,
    at: origin(finding.at),
    fix: fix && { ...fix, edits: fix.edits.map((edit) => ({ ...edit, at: origin(edit.at) })) },
  }));
}

function findingsOf<Subject>(
  rule: LintRule<Subject>,
  subject: Subject,
  set: ReturnType<OptionsOf>,
): Diagnostic[] {
  const { code, severity, because } = rule;
  const usual = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]);
  const options = { ...Object.fromEntries(usual), ...set };
  return rule.check(subject, options).map((finding) => ({ code, severity, because, ...finding }));
}
