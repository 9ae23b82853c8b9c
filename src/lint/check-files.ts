import {
  type FileDiagnostic,
  type FoundDocument,
  findingsInFile,
  type Notation,
} from '../inputs/index.js';
import { documentsIn, type FileDocuments, type Reading, readingsOf } from './documents.js';
import { type FileSettings, type MatchesGlob, settingsOf } from './settings.js';
import type { LintConfig, LintedDocument, LintFile, LintFinding, PolicyKindName } from './types.js';

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

/** Finds the documents in files and asks readers and rules about each. */
export function checkFiles(
  files: readonly LintFile[],
  config: LintConfig,
  { matches, kind, notations, named = [] }: CheckOptions,
): CheckedFiles {
  const isNamed = new Set(named);
  const checked = files.map((file) => {
    const settings = settingsOf(config, file.path, matches);
    const found = documentsIn(file, { notations, kind: settings.kind ?? kind });
    return checkFile(found, settings, isNamed.has(file.path));
  });
  return {
    findings: checked.flatMap(({ findings }) => findings),
    documents: checked.flatMap(({ documents }) => documents),
  };
}

function checkFile(
  { file, documents, diagnostics }: FileDocuments,
  settings: FileSettings,
  isNamed: boolean,
): CheckedFiles {
  const looked = documents.map((document) => ({ document, readings: readingsOf(document) }));
  const known = looked.filter(({ readings }) => readings.length > 0);
  const ofDocuments = known.flatMap(({ document, readings }) =>
    readings.flatMap((reading) => checkDocument(document, reading, settings)),
  );
  // A broken file that holds nothing of interest is noted only to those who asked for it.
  const ofText = diagnostics
    .filter(({ severity }) => severity !== 'info' || isNamed || documents.length > 0)
    .map((finding) => ({ finding, value: undefined }));
  const isSilent = known.length === 0 && ofText.length === 0;
  return {
    findings: unrepeated([
      ...ofText,
      ...ofDocuments,
      ...(isNamed && isSilent
        ? [{ finding: nothingFound(file.path, documents), value: undefined }]
        : []),
    ]),
    documents: known.map(({ document: { kind, address, place, unknown } }) => ({
      path: place.path,
      kind,
      address,
      partlyUnknown: unknown.length > 0,
    })),
  };
}

function checkDocument(
  found: FoundDocument,
  { book, kind }: Reading,
  settings: FileSettings,
): readonly UnweighedFinding[] {
  const { text, isVerbatim, value, attachedTo, address } = found;
  if (text === '') return [];
  const { diagnostics } = book.check(
    { kind, input: isVerbatim ? text : value, repositoryName: attachedTo.repositoryName },
    settings.chosen,
    settings.optionsOf,
  );
  const certain = diagnostics.filter(({ at }) => !holdsUnknown(found, at));
  return findingsInFile(found, certain).map((diagnostic) => ({
    finding: {
      ...defined(diagnostic),
      kind: found.kind,
      ...(address === '' ? {} : { address }),
    },
    value,
  }));
}

/**
 * Whether something below a place is unknown. What is said of the whole then may be said of a stand-in only; what is
 * unknown itself is left out together with its place.
 */
function holdsUnknown({ unknown }: FoundDocument, at: string): boolean {
  return unknown.some((part) => part.at.startsWith(`${at}/`));
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

function nothingFound(path: string, documents: readonly FoundDocument[]) {
  const [untold] = documents;
  return {
    code: 'lint/nothing-found',
    severity: 'warning',
    message:
      untold === undefined
        ? 'no document that can be looked at was found in this file'
        : 'this policy does not tell what kind it is, so that no rule was asked',
    at: '',
    because: [],
    help:
      untold === undefined
        ? 'check the path, and that it is a policy, AWS CLI output, a plan of Terraform as JSON, or a template of CloudFormation'
        : 'name it with `--kind`, or by `kind` in an override of the configuration',
    path,
  } as const;
}
