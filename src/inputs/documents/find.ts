import type { Diagnostic } from '../../base/diagnostic.js';
import { withoutByteOrderMark } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { problem } from '../findings.js';
import { foundDocuments } from './found.js';
import { jsonNotation } from './json.js';
import { sightingsIn } from './recognise.js';
import type { Sighting } from './sighting.js';
import { openTexts, placeholdersIn } from './templating.js';
import type {
  FileDiagnostic,
  FindOptions,
  FoundDocument,
  FoundDocuments,
  ReadFile,
  TextFile,
} from './types.js';

/**
 * Finds the policies and configurations in files: plain documents, answers of the AWS CLI, plans and states of
 * Terraform, CloudFormation templates, and what further notations read. A file that holds none is passed over; a file
 * that seems to hold one and cannot be read is an error. It fails when nothing was found and some file is broken.
 */
export function findDocuments(
  files: readonly TextFile[],
  options: FindOptions = {},
): FoundDocuments {
  const searched = files.map((file) => documentsOf(file, options));
  const found = searched.flatMap(({ documents }) => documents);
  const diagnostics = searched.flatMap(({ diagnostics: inFile }) => inFile);
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  if (found.length === 0 && isBroken) return { ok: false, diagnostics };
  return { ok: true, value: found, diagnostics };
}

interface Searched {
  readonly documents: readonly FoundDocument[];
  readonly diagnostics: readonly FileDiagnostic[];
}

function documentsOf(file: TextFile, options: FindOptions): Searched {
  const { path } = file;
  const notation = [...(options.notations ?? []), jsonNotation].find(({ takes }) => takes(file));
  if (notation === undefined) return { documents: [], diagnostics: [] };
  const read = notation.read(file);
  const sightings = read.roots.flatMap(({ value, at }) => sightingsIn(value, at, options));
  const told = sightings.map((sighting) => wholeFile(file, read, sighting));
  const documents = foundDocuments({ path, read, kind: options.kind }, told);
  const problems = [...weighed(read, file), ...documents.flatMap(leftovers)];
  return { documents, diagnostics: problems.map((one) => ({ ...one, path })) };
}

/** A document that is all its file holds keeps its own text, whose length and places count. */
function wholeFile({ text }: TextFile, { roots }: ReadFile, sighting: Sighting): Sighting {
  const isWhole = sighting.at === '' && sighting.source === 'document' && roots.length === 1;
  if (!isWhole || typeof sighting.value === 'string') return sighting;
  const own = withoutByteOrderMark(text);
  return { ...sighting, whole: { text: own, start: text.length - own.length } };
}

/** Words that stand in the files this is about, so that a broken one matters. */
const telling = [
  '"Statement"',
  '"rulePriority"',
  '"imageTagMutability"',
  '"Resources"',
  '"resource_changes"',
  'lifecyclePolicy',
  'policyText',
  'PolicyDocument',
  'aws_ecr_',
  'AWS::ECR::',
  'AWS::IAM::',
];

/** What is wrong with a file that holds nothing of interest is worth a note only: it may be any other file. */
function weighed({ problems }: ReadFile, { text }: TextFile): readonly Diagnostic[] {
  if (problems.length === 0 || telling.some((word) => text.includes(word))) return problems;
  return problems.map((found) => ({ ...found, severity: 'info' }));
}

/** Placeholders that nobody has filled in, named once each. */
function leftovers(found: FoundDocument): readonly Diagnostic[] {
  const written = new Map<string, string>();
  for (const { at, hiddenBy } of placeholdersOf(found)) {
    if (!written.has(hiddenBy)) written.set(hiddenBy, at);
  }
  if (written.size === 0) return [];
  const ranges = found.rangesOf(written.values());
  return [...written].map(([text, at]) => ({
    ...problem({
      name: 'leftover-template',
      severity: 'warning',
      message: `${quote(text)} is a placeholder that no tool has filled in`,
      at,
      because: ['documents.placeholders'],
      help: 'check the document as it is after the template was filled in; IAM fills in condition keys only, such as `aws:username`',
    }),
    range: ranges.get(at),
  }));
}

/** In a template they hide something; in what was deployed, or is about to be, they are the policy's own words. */
function placeholdersOf({ source, unknown, text, value }: FoundDocument) {
  if (source === 'document') return unknown.filter(({ reason }) => reason === 'template');
  if (source === 'terraform' || placeholdersIn(text).length === 0) return [];
  const hidden = new Set(unknown.map(({ at }) => at));
  return openTexts(value)
    .filter(({ at }) => !hidden.has(at))
    .map(({ at, written }) => ({ at, hiddenBy: written }));
}
