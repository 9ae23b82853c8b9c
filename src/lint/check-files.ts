import type { Diagnostic } from '../base/diagnostic.js';
import {
  contentOf,
  type FileContent,
  type FileDiagnostic,
  type FoundDocument,
  findingsInFile,
  type Notation,
} from '../inputs/index.js';
import { acrossRules } from './across/rules.js';
import type { RuleBook } from './check.js';
import { bookOf, documentsIn, type FileDocuments } from './documents.js';
import { type FileSettings, type MatchesGlob, settingsOf } from './settings.js';
import { textEditsOf } from './text-edits.js';
import type { LintConfig, LintedDocument, LintFile, LintFinding, PolicyKindName } from './types.js';
import { certainOf } from './unknown-parts.js';

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

/** How files are searched. */
export interface CheckOptions {
  readonly matches: MatchesGlob;
  readonly kind?: PolicyKindName | undefined;
  readonly notations?: readonly Notation[] | undefined;
  readonly named?: readonly string[] | undefined;
}

/** Finds the documents in files and asks readers and rules about each, and about all of them together. */
export function checkFiles(
  files: readonly LintFile[],
  config: LintConfig,
  { matches, kind, notations, named = [] }: CheckOptions,
): CheckedFiles {
  const isNamed = new Set(named);
  const checked = files.map((file) => {
    const settings = settingsOf(config, file.path, matches);
    const found = documentsIn(file, { notations, kind: settings.kind ?? kind });
    return checkFile(found, settings, isNamed.has(file.path) ? { notations } : undefined);
  });
  const documents = checked.flatMap((one) => one.documents);
  return {
    findings: [
      ...checked.flatMap(({ findings }) => findings),
      ...across(documents, config, matches),
    ],
    documents: documents.map(({ document: { kind: what, address, place, unknown } }) => ({
      path: place.path,
      kind: what,
      address,
      partlyUnknown: unknown.length > 0,
    })),
  };
}

/** A document that some book knows, in its file. */
interface KnownDocument {
  readonly document: FoundDocument;
  readonly book: RuleBook;
  readonly file: LintFile;
}

interface CheckedFile {
  readonly findings: readonly UnweighedFinding[];
  readonly documents: readonly KnownDocument[];
}

/** `named` is how a file that somebody named is read; of one that was only met nothing need be found. */
function checkFile(
  { file, documents, diagnostics }: FileDocuments,
  settings: FileSettings,
  named: Pick<CheckOptions, 'notations'> | undefined,
): CheckedFile {
  const known = documents.flatMap((document): KnownDocument[] => {
    const book = bookOf(document);
    return book === undefined ? [] : [{ document, book, file }];
  });
  // A broken file that holds nothing of interest is told only to those who asked for it, and then it is the answer.
  const isAll = named !== undefined && documents.length === 0;
  const ofText = diagnostics
    .filter(({ severity }) => severity !== 'info' || named !== undefined || documents.length > 0)
    .map((finding) => ({
      finding: isAll ? { ...finding, severity: 'error' as const } : finding,
      value: undefined,
    }));
  const isSilent = known.length === 0 && ofText.length === 0;
  const findings = unrepeated([
    ...ofText,
    ...known.flatMap((one) => checkDocument(one, settings)),
    ...(named !== undefined && isSilent
      ? [{ finding: nothingFound(file, documents, named), value: undefined }]
      : []),
  ]);
  return { findings, documents: known };
}

function checkDocument(
  { document: found, book, file }: KnownDocument,
  { chosen, optionsOf }: FileSettings,
): readonly UnweighedFinding[] {
  const { kind, text, isVerbatim, value, attachedTo } = found;
  if (text === '') return [];
  const check = (input: unknown) =>
    book.check({ kind, input, repositoryName: attachedTo.repositoryName }, chosen, optionsOf);
  const certain =
    found.unknown.length === 0
      ? check(isVerbatim ? text : value).diagnostics
      : certainOf(found, check);
  return placedFindings(found, certain, file);
}

/** What rules about several documents say, each finding at its document. */
function across(
  known: readonly KnownDocument[],
  config: LintConfig,
  matches: MatchesGlob,
): readonly UnweighedFinding[] {
  const documents = known.map(({ document: { kind, value, address, place, attachedTo } }) => ({
    ...attachedTo,
    kind,
    value,
    address: address === '' ? place.path : address,
  }));
  return acrossRules.flatMap(({ code, severity, because, check }) =>
    check(documents).flatMap(({ document: index, ...finding }) => {
      const one = known[index];
      if (one === undefined || touchesUnknown(one.document, finding.at)) return [];
      const { chosen } = settingsOf(config, one.file.path, matches);
      if (!chosen(code)) return [];
      return placedFindings(one.document, [{ code, severity, because, ...finding }], one.file);
    }),
  );
}

/** Whether something at, around or below a place is unknown. */
function touchesUnknown({ unknown }: FoundDocument, at: string): boolean {
  return unknown.some(
    (part) =>
      part.at === at || at.startsWith(`${part.at}/`) || (at !== '' && part.at.startsWith(`${at}/`)),
  );
}

function placedFindings(
  found: FoundDocument,
  diagnostics: readonly Diagnostic[],
  file: LintFile,
): readonly UnweighedFinding[] {
  const { address, kind, value } = found;
  return findingsInFile(found, diagnostics).map((diagnostic) => ({
    finding: {
      ...defined(diagnostic),
      ...editsOf(found, diagnostic, file),
      kind,
      ...(address === '' ? {} : { address }),
    },
    value,
  }));
}

function editsOf(
  found: FoundDocument,
  { fix }: FileDiagnostic,
  file: LintFile,
): Pick<LintFinding, 'textEdits'> {
  const textEdits = fix === undefined ? undefined : textEditsOf(found, fix, file);
  return textEdits === undefined ? {} : { textEdits };
}

function defined({ range, ...said }: FileDiagnostic): FileDiagnostic {
  return range === undefined ? said : { ...said, range };
}

/** A text within a document is a document of its own, and its problems are named by the readers of both. */
function unrepeated(findings: readonly UnweighedFinding[]): readonly UnweighedFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ finding: { code, message, range, at, address } }) => {
    const place = range === undefined ? `${address} ${at}` : range.start.offset;
    const key = `${code}\n${message}\n${place}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * What is said of a file that somebody named and of which nothing could be asked. What may as well hold nothing of
 * interest, such as a plan of Terraform, is no mistake.
 */
function nothingFound(
  file: LintFile,
  documents: readonly FoundDocument[],
  { notations }: Pick<CheckOptions, 'notations'>,
) {
  const content = documents.length > 0 ? undefined : contentOf(file, { notations });
  return {
    code: 'lint/nothing-found',
    severity: content?.isHolder ? 'warning' : 'error',
    ...(documents.length > 0 ? untold : unheld(content)),
    at: '',
    because: [],
    path: file.path,
  } as const;
}

const untold = {
  message: 'this policy does not tell what kind it is, so that no rule was asked',
  help: 'name it with `--kind`, or by `kind` in an override of the configuration',
};

function unheld(content: FileContent | undefined) {
  const message = 'no document that can be looked at was found in this file';
  if (content?.isHolder) {
    return { message: `${message}, which is ${content.name}`, help: 'nothing, if that is right' };
  }
  return {
    message: content === undefined ? message : `${message}: it is ${content.name}`,
    help: 'check the path, and that it is a policy, AWS CLI output, a plan of Terraform as JSON, or a template of CloudFormation',
  };
}
