import type { Diagnostic } from '../base/diagnostic.js';
import { type Document, type DocumentVoice, readDocument } from '../base/document.js';
import { locate, positionAt } from '../base/json-text.js';
import { failure, type Result, success } from '../base/result.js';

/** A policy document, read as far as JSON goes, with its way out to what was given. */
export interface PolicyText extends Document {
  /** The pointer to it from the outermost value; empty when it stands alone. */
  readonly at: string;
  /** The command whose output it was found in, such as `aws ecr get-repository-policy`. */
  readonly printedBy?: string | undefined;
}

/**
 * Reads a policy the way it comes: a value, JSON text, URL-encoded JSON text as IAM's API returns it, text inside a
 * JSON string, or the output of a CLI command that holds one, such as `aws ecr get-repository-policy`. `text` is the
 * policy's own text, whose characters AWS counts. Pointers and ranges lead into what was given.
 */
export function readPolicyText(input: unknown, voice: DocumentVoice): Result<PolicyText> {
  return readLayer(input, voice, 0);
}

/** Texts inside texts are followed this far; what people have is two deep at most. */
const depthMax = 4;

function readLayer(input: unknown, voice: DocumentVoice, depth: number): Result<PolicyText> {
  const given = typeof input === 'string' ? urlDecoded(input) : input;
  const read = readDocument(given, voice);
  const outer = given === input ? read : withoutRanges(read);
  if (!outer.ok) return outer;
  const { value, text, place } = outer.value;
  const inner = depth < depthMax ? innerPolicy(value) : undefined;
  if (inner === undefined) {
    return success({ value, text, at: '', place }, outer.diagnostics);
  }
  const found = readLayer(inner.document, voice, depth + 1);
  const outwards = wayOut(inner.at, text, given === input);
  const diagnostics = [...outer.diagnostics, ...place(found.diagnostics.map(outwards))];
  if (!found.ok) return failure(diagnostics);
  const policy = found.value;
  return success(
    {
      value: policy.value,
      text: policy.text,
      at: inner.at + policy.at,
      printedBy: inner.printedBy ?? policy.printedBy,
      place: (findings) => place(policy.place(findings).map(outwards)),
    },
    diagnostics,
  );
}

interface InnerPolicy {
  readonly document: unknown;
  readonly at: string;
  readonly printedBy?: string | undefined;
}

/** What stands inside a value that is no policy itself: text in a string, or the document in a command's output. */
function innerPolicy(value: unknown): InnerPolicy | undefined {
  if (typeof value === 'string') return { document: value, at: '' };
  const outer = objectOf(value);
  if (outer === undefined || 'Statement' in outer) return undefined;
  return wrappers.map((wrapper) => unwrapped(outer, wrapper)).find((found) => found !== undefined);
}

interface Wrapper {
  readonly path: readonly string[];
  /** A key beside the first one by which one command's output is told from another's. */
  readonly beside?: string;
  readonly printedBy: string;
}

const wrappers: readonly Wrapper[] = [
  { path: ['policyText'], beside: 'repositoryName', printedBy: 'aws ecr get-repository-policy' },
  { path: ['policyText'], printedBy: 'aws ecr get-registry-policy' },
  { path: ['PolicyVersion', 'Document'], printedBy: 'aws iam get-policy-version' },
  { path: ['PolicyDocument'], beside: 'RoleName', printedBy: 'aws iam get-role-policy' },
  { path: ['PolicyDocument'], beside: 'UserName', printedBy: 'aws iam get-user-policy' },
  { path: ['PolicyDocument'], beside: 'GroupName', printedBy: 'aws iam get-group-policy' },
  { path: ['Policy', 'Content'], printedBy: 'aws organizations describe-policy' },
  {
    path: ['VpcEndpoints', '0', 'PolicyDocument'],
    printedBy: 'aws ec2 describe-vpc-endpoints',
  },
];

function unwrapped(outer: object, { path, beside, printedBy }: Wrapper): InnerPolicy | undefined {
  if (beside !== undefined && !(beside in outer)) return undefined;
  let document: unknown = outer;
  for (const key of path) {
    // Own properties only: a document that names `constructor` is not to be followed into the language.
    document = Object.getOwnPropertyDescriptor(Object(document), key)?.value;
  }
  if (document === undefined) return undefined;
  return { document, at: `/${path.join('/')}`, printedBy };
}

function objectOf(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** IAM's API returns documents percent-encoded; JSON text never starts with a percent sign. */
function urlDecoded(text: string): string {
  if (!/^\s*%(7B|22)/i.test(text)) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text; // Broken encoding is then reported as what it is: not JSON.
  }
}

/** Places in decoded text are none in the text that was given. */
function withoutRanges(read: ReturnType<typeof readDocument>): typeof read {
  const diagnostics = read.diagnostics.map(withoutRange);
  if (!read.ok) return failure(diagnostics);
  const { value, text } = read.value;
  return success({ value, text, place: (found) => found }, diagnostics);
}

function withoutRange({ range: _range, ...finding }: Diagnostic): Diagnostic {
  return finding;
}

/** Turns a finding about an inner text into one about the text around it. */
function wayOut(at: string, outerText: string | undefined, exact: boolean) {
  let shift: ((offset: number) => number) | undefined;
  return (finding: Diagnostic): Diagnostic => {
    const moved = { ...withoutRange(finding), at: at + finding.at };
    if (finding.range === undefined || outerText === undefined || !exact) return moved;
    shift ??= offsetsOutside(outerText, at);
    const start = positionAt(outerText, shift(finding.range.start.offset));
    const end = positionAt(outerText, shift(finding.range.end.offset));
    return { ...moved, range: { start, end } };
  };
}

/** Where each character of a JSON string's value stands in the text: an escape takes two or six characters. */
function offsetsOutside(text: string, at: string): (offset: number) => number {
  const begin = (locate(text, [at]).get(at)?.start.offset ?? 0) + 1;
  const starts: number[] = [];
  let i = begin;
  while (i < text.length && text.charCodeAt(i) !== 0x22) {
    starts.push(i);
    if (text.charCodeAt(i) === 0x5c) i += text.charCodeAt(i + 1) === 0x75 ? 6 : 2;
    else i += 1;
  }
  return (offset) => starts[offset] ?? i;
}
