import type { Diagnostic } from '../base/diagnostic.js';
import { positionsIn } from '../base/text-place.js';
import type { FactId } from '../facts/ledger/index.js';
import type { Notation, ReadFile, Stretch, TextFile } from '../inputs/index.js';
import { type HclBlock, type HclSpan, scanHcl, seekHcl } from './hcl-scan.js';
import { offsetsInScalar } from './yaml-scalar.js';

/** What is used of a parser of HCL, as `@cdktn/hcl2json` has it. */
export interface HclParser {
  /** Turns a file into JSON, in which expressions are left as `${…}`. Rejects with an Error when it is not HCL. */
  readonly parse: (
    filename: string,
    contents: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Terraform's language, for these files: the parser works asynchronously, so they are read beforehand. What an expression
 * hides stays unknown; only `jsonencode` of a value that is written out is looked into. A plan tells more.
 */
export async function hclNotation(
  files: readonly TextFile[],
  parser: HclParser,
): Promise<Notation> {
  const read = new Map<string, ReadFile>();
  for (const file of files) if (isTold(file)) read.set(file.path, await readHcl(file, parser));
  return {
    name: 'HCL',
    takes: isHcl,
    read: (file) => read.get(file.path) ?? fileOf([], [], rangesIn(file.text)),
  };
}

function isHcl({ path }: TextFile): boolean {
  return /\.(?:tf|tofu)$/i.test(path);
}

/** Most of Terraform's files are about something else, and parsing takes its time. */
const telling = ['aws_ecr', 'aws_iam', 'aws_organizations_policy', 'aws_vpc_endpoint', 'aws_sso'];

function isTold(file: TextFile): boolean {
  return isHcl(file) && telling.some((word) => file.text.includes(word));
}

async function readHcl({ path, text }: TextFile, parser: HclParser): Promise<ReadFile> {
  const rangeOf = rangesIn(text);
  try {
    const parsed = await parser.parse(path, text);
    const value = await expanded(parsed, parser);
    let scanned: HclBlock | undefined;
    const stretches = (pointers: Iterable<string>) => {
      scanned ??= scanHcl(text);
      return stretchesAt(text, scanned, value, pointers);
    };
    return { ...fileOf([{ value, at: '' }], [], rangeOf), stretches };
  } catch (error) {
    return fileOf([], [problemOf(error, text, rangeOf)], rangeOf);
  }
}

function fileOf(
  roots: ReadFile['roots'],
  problems: readonly Diagnostic[],
  rangeOf: ReadFile['rangeOf'],
): ReadFile {
  return { roots, problems, unknown: [], stretches: () => new Map(), rangeOf };
}

/** Lines are counted when the first place is asked for. */
function rangesIn(text: string): ReadFile['rangeOf'] {
  let positions: ReturnType<typeof positionsIn> | undefined;
  return (start, end) => {
    positions ??= positionsIn(text);
    return { start: positions(start), end: positions(end) };
  };
}

/** The parser says `file:3,7-8: summary; detail`. */
function problemOf(error: unknown, text: string, rangeOf: ReadFile['rangeOf']): Diagnostic {
  const told = error instanceof Error ? error.message : '';
  const [, line = '1', column = '1', says = ''] =
    /:(\d+),(\d+)-[\d,]+: ([^\]]*)/.exec(told.slice(0, 2000)) ?? [];
  const offset = offsetOfLine(text, Number(line)) + Number(column) - 1;
  const [summary = ''] = says.split(';');
  const because: FactId[] = ['documents.expressions'];
  return {
    code: 'inputs/not-hcl',
    severity: 'error',
    message: summary === '' ? 'the text is not HCL' : `the text is not HCL: ${lowered(summary)}`,
    at: '',
    range: rangeOf(Math.min(offset, text.length), Math.min(offset + 1, text.length)),
    because,
    help: 'correct the text; `terraform validate` tells more',
  };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf('\n', at);
    if (end === -1) return at;
    at = end + 1;
  }
  return at;
}

type Json = Readonly<Record<string, unknown>>;

/** Values in which each `jsonencode` of what is written out is that value; all are parsed in one go. */
async function expanded(root: Json, parser: HclParser): Promise<Json> {
  const calls: string[] = [];
  collect(root, (call) => calls.push(call));
  if (calls.length === 0) return root;
  const made = await argumentsOf(calls, parser);
  const values = new Map(calls.map((call, index) => [call, made[index]]));
  const replaced = replace(root, values);
  // The root is an object, and an object is copied as one.
  return replaced as Json;
}

const call = /^\$\{\s*jsonencode\s*\(([\s\S]*)\)\s*\}$/;

function collect(value: unknown, found: (call: string) => void): void {
  if (typeof value === 'string') {
    const [, argument] = call.exec(value) ?? [];
    if (argument !== undefined) found(argument);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collect(member, found);
  }
}

/** Parsed as attributes of one file; should one of them be at fault, each is parsed for itself. */
async function argumentsOf(
  calls: readonly string[],
  parser: HclParser,
): Promise<readonly unknown[]> {
  const file = (some: readonly string[]) =>
    some.map((argument, index) => `v${index} = ${argument.trim()}\n`).join('');
  try {
    const all = await parser.parse('arguments.tf', file(calls));
    return calls.map((_, index) => all[`v${index}`]);
  } catch {
    const each: unknown[] = [];
    for (const one of calls) {
      each.push(
        await parser.parse('argument.tf', file([one])).then(
          ({ v0 }) => v0,
          () => undefined,
        ),
      );
    }
    return each;
  }
}

function replace(value: unknown, values: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const [, argument] = call.exec(value) ?? [];
    const made = argument === undefined ? undefined : values.get(argument);
    return typeof made === 'object' && made !== null ? made : value;
  }
  if (Array.isArray(value)) return value.map((member) => replace(member, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replace(member, values)]),
  );
}

function stretchesAt(
  text: string,
  file: HclBlock,
  root: unknown,
  pointers: Iterable<string>,
): ReadonlyMap<string, Stretch> {
  const found = new Map<string, Stretch>();
  for (const at of pointers) {
    const steps = at
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const span = spanOf(text, file, steps);
    if (span !== undefined) found.set(at, stretchOf(text, span, heldAt(root, steps)));
  }
  return found;
}

function heldAt(root: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) => Object.getOwnPropertyDescriptor(Object(value), step)?.value,
    root,
  );
}

/** Follows the parser's own nesting: the type of a block, its labels, its number among its like, its members. */
function spanOf(text: string, file: HclBlock, steps: readonly string[]): HclSpan | undefined {
  const [type = '', ...rest] = steps;
  const all = file.blocks.filter((block) => block.type === type);
  const labels = all[0]?.labels.length ?? 0;
  const like = all.filter((block) => block.labels.every((label, i) => label === rest[i]));
  return spanInBlocks(text, like, rest.slice(labels));
}

function spanInBlocks(
  text: string,
  like: readonly HclBlock[],
  steps: readonly string[],
): HclSpan | undefined {
  const [index, name, ...rest] = steps;
  const block = like[Number(index ?? 0)];
  if (block === undefined || name === undefined) return block;
  const attribute = block.attributes.get(name);
  if (attribute !== undefined) return seekHcl(text, attribute, rest);
  const inner = block.blocks.filter((one) => one.type === name);
  return inner.length === 0 ? undefined : spanInBlocks(text, inner, rest);
}

function stretchOf(text: string, { start, end }: HclSpan, value: unknown): Stretch {
  if (typeof value !== 'string') return { start, end };
  const source = text.slice(start, end);
  const isHeredoc = source.startsWith('<<');
  if (!isHeredoc && !source.startsWith('"')) return { start, end };
  let offsets: ((offset: number) => number) | undefined;
  return {
    start,
    end,
    within: (offset) => {
      offsets ??= offsetsInScalar(source, isHeredoc ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE', value);
      return start + offsets(offset);
    },
  };
}
