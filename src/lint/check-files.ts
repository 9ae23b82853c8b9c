import type { Diagnostic, Range } from '../base/diagnostic.js';
import { documentsIn } from './documents.js';
import { ruleBooks } from './rule-books.js';
import { type FileSettings, type MatchesGlob, settingsOf } from './settings.js';
import type { DocumentToLint, LintConfig, LintedDocument, LintFile, LintFinding } from './types.js';

/** A finding before the configuration has had its say, with the document it is about as a value. */
export interface UnweighedFinding {
  readonly finding: Omit<LintFinding, 'fingerprint'>;
  readonly value: unknown;
}

/** Everything that readers and rules say of files. */
export interface CheckedFiles {
  readonly findings: readonly UnweighedFinding[];
  readonly documents: readonly LintedDocument[];
}

/** Finds the documents in files and asks readers and rules about each. */
export function checkFiles(
  files: readonly LintFile[],
  config: LintConfig,
  { matches, named = [] }: { matches: MatchesGlob; named?: readonly string[] | undefined },
): CheckedFiles {
  const documents = documentsIn(files);
  const findings = documents.flatMap((document) =>
    checkDocument(document, settingsOf(config, document.place.path, matches)),
  );
  const withDocument = new Set(documents.map(({ place }) => place.path));
  const empty = named.filter(
    (path) => !withDocument.has(path) && files.some((file) => file.path === path),
  );
  return {
    findings: [...findings, ...empty.map(nothingFound)],
    documents: documents.map(({ kind, address, place, unknown }) => ({
      path: place.path,
      kind,
      address,
      partlyUnknown: unknown.length > 0,
    })),
  };
}

function checkDocument(document: DocumentToLint, settings: FileSettings): UnweighedFinding[] {
  const { kind, text, isVerbatim, value, attachedTo } = document;
  if (text === '') return [];
  const book = ruleBooks.find(({ kinds }) => kinds.includes(kind));
  if (book === undefined) return [];
  const question = {
    kind,
    input: isVerbatim ? text : value,
    repositoryName: attachedTo.repositoryName,
  };
  const { diagnostics } = book.check(question, settings.chosen, settings.optionsOf);
  const known = diagnostics.filter(({ at }) => !isAboutUnknown(document, at));
  const ranges = document.rangesOf(known.map(({ at }) => at));
  return known.map((diagnostic) => ({
    finding: inFile(document, diagnostic, ranges),
    value,
  }));
}

/**
 * Whether a finding may only be the echo of a part that is not known: it stands at or below such a part, or is about
 * something that contains one.
 */
function isAboutUnknown({ unknown }: DocumentToLint, at: string): boolean {
  return unknown.some(
    (part) => part.at === at || at.startsWith(`${part.at}/`) || part.at.startsWith(`${at}/`),
  );
}

function inFile(
  { kind, address, place, rangeInFile }: DocumentToLint,
  diagnostic: Diagnostic,
  ranges: ReadonlyMap<string, Range>,
): Omit<LintFinding, 'fingerprint'> {
  const { range: inText, ...said } = diagnostic;
  const range =
    (inText === undefined ? undefined : rangeInFile(inText)) ?? ranges.get(said.at) ?? place.range;
  return {
    ...said,
    ...(range === undefined ? {} : { range }),
    path: place.path,
    kind,
    ...(address === '' ? {} : { address }),
  };
}

function nothingFound(path: string): UnweighedFinding {
  const finding = {
    code: 'lint/nothing-found',
    severity: 'warning',
    message: 'no document that can be looked at was found in this file',
    at: '',
    because: [],
    help: 'check the path; `--kind` names what content does not give away',
    path,
  } as const;
  return { finding, value: undefined };
}
