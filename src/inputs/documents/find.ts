import type { Diagnostic } from '../../base/diagnostic.js';
import { unreachable } from '../../base/invariant.js';
import { nestingMax, withoutByteOrderMark } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { problem } from '../findings.js';
import { foundDocuments } from './found.js';
import { isTooDeep, jsonNotation } from './json.js';
import { sightingsIn } from './recognise.js';
import { withRepositories } from './repositories.js';
import type { Sighting } from './sighting.js';
import { type OpenText, openTexts } from './templating.js';
import type {
  FileDiagnostic,
  FindOptions,
  FoundDocument,
  FoundDocuments,
  ReadFile,
  TextFile,
  UnknownReason,
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
  const found = searched.flatMap(({ documents }) => withRepositories(documents));
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
  const documents = inTextOrder(foundDocuments({ path, read, kind: options.kind }, told));
  const problems = [
    ...weighed(read, file),
    ...told.filter(({ value }) => isTooDeep(value)).map(tooDeep),
    ...documents.flatMap((found) => [...leftovers(found), ...unseen(found)]),
  ];
  return { documents, diagnostics: problems.map((one) => ({ ...one, path })) };
}

/** A document that is all its file holds keeps its own text, whose length and places count. */
function wholeFile({ text }: TextFile, { roots }: ReadFile, sighting: Sighting): Sighting {
  const isWhole = sighting.at === '' && sighting.source === 'document' && roots.length === 1;
  if (!isWhole || typeof sighting.value === 'string') return sighting;
  const own = withoutByteOrderMark(text);
  return { ...sighting, whole: { text: own, start: text.length - own.length } };
}

/** Terraform's blocks come by their types; a person reads them as they stand. */
function inTextOrder(documents: readonly FoundDocument[]): readonly FoundDocument[] {
  if (documents[0]?.source !== 'terraform') return documents;
  const start = ({ place }: FoundDocument) => place.range?.start.offset ?? 0;
  return [...documents].sort((a, b) => start(a) - start(b));
}

function tooDeep({ at }: Sighting): Diagnostic {
  return problem({
    name: 'nesting',
    message: `values are nested more than ${nestingMax} levels deep`,
    at,
    because: ['responses.areJson'],
    help: 'flatten the document',
  });
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
  for (const { at, written: text } of placeholdersOf(found)) {
    if (!written.has(text)) written.set(text, at);
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
      help: 'check the document as it is once it is filled in; IAM fills in condition keys only, such as `aws:username`',
    }),
    range: ranges.get(at),
  }));
}

/** What CloudFormation and Terraform fill in themselves is no leftover. */
function placeholdersOf({ source, unknown, value }: FoundDocument): readonly OpenText[] {
  if (source === 'terraform') return [];
  const theirs = new Set(unknown.filter(({ reason }) => reason !== 'template').map(({ at }) => at));
  return openTexts(value).filter(({ at }) => !theirs.has(at));
}

/** A document of which nothing is known is named, so that nobody takes it for checked. */
function unseen({ address, unknown, place }: FoundDocument): readonly Diagnostic[] {
  const whole = unknown.find(({ at }) => at === '');
  if (whole === undefined) return [];
  const { reason, hiddenBy } = whole;
  const finding = problem({
    name: 'unknown-document',
    severity: 'info',
    message: `${quote(address)} is not known: ${whyUnknown(reason)} (${quote(hiddenBy)})`,
    at: '',
    because: ['documents.planFormat'],
    help: howToSee(reason),
  });
  return [{ ...finding, range: place.range }];
}

function whyUnknown(reason: UnknownReason): string {
  switch (reason) {
    case 'known-after-apply':
      return 'Terraform computes it when it applies the plan';
    case 'sensitive':
      return 'Terraform marks it as secret';
    case 'intrinsic':
      return 'a function of CloudFormation hides it';
    case 'expression':
      return 'an expression of Terraform hides it';
    case 'template':
      return 'it is yet to be filled in';
    default:
      return unreachable(reason);
  }
}

function howToSee(reason: UnknownReason): string {
  return reason === 'expression'
    ? 'check a plan: `terraform show -json` prints what expressions come to'
    : 'check the document once it is there, with the output of the AWS CLI';
}
