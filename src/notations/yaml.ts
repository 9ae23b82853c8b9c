import { parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../base/diagnostic.js';
import { positionsIn } from '../base/text-place.js';
import type { FactId } from '../facts/ledger/index.js';
import type { Notation, ReadFile, Stretch, TextFile } from '../inputs/index.js';
import { isTooNested } from './yaml-depth.js';
import { offsetsInScalar } from './yaml-scalar.js';
import { type PlacedNode, valuesOf } from './yaml-values.js';

/**
 * YAML, with the short forms of CloudFormation's functions. Files without a word that hints at a document are passed
 * over unread, since most YAML is about something else.
 */
export const yamlNotation: Notation = {
  name: 'YAML',
  takes: ({ path, text }) =>
    /\.ya?ml$/i.test(path) || (/\.template$/i.test(path) && !/^\ufeff?\s*[{[]/.test(text)),
  read: readYaml,
};

const telling = ['AWS::', 'Statement', 'rulePriority', 'lifecyclePolicy', 'policyText'];

function readYaml({ text }: TextFile): ReadFile {
  const rangeOf = rangesIn(text);
  const isTelling = telling.some((word) => text.includes(word));
  if (!isTelling) return fileOf([], [], rangeOf);
  const whole = () => rangeOf(0, text.length);
  if (isTooNested(text)) return fileOf([], [tooNested(whole())], rangeOf);
  // Keys are compared below: this library compares each with each.
  const parsed = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
  const documents = Array.isArray(parsed) ? parsed : [];
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0) {
    const problems = errors
      .slice(0, problemCountMax)
      .map(({ message, pos: [start, end] }) =>
        problem('not-yaml', firstLine(message), rangeOf(start, end), mend),
      );
    return fileOf([], problems, rangeOf);
  }
  const read = valuesOf(documents.map(({ contents }) => contents));
  if (read === undefined) return fileOf([], [tooLarge(whole())], rangeOf);
  const twice = read.twice.map(({ key, start, end }) => keyTwice(key, rangeOf(start, end)));
  const stretches = (pointers: Iterable<string>) => stretchesAt(text, read.nodes, pointers);
  return { ...fileOf(read.roots, twice, rangeOf), stretches };
}

const problemCountMax = 1000;

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

function stretchesAt(
  text: string,
  nodes: ReadonlyMap<string, PlacedNode>,
  pointers: Iterable<string>,
): ReadonlyMap<string, Stretch> {
  const found = new Map<string, Stretch>();
  for (const at of pointers) {
    const node = nodes.get(at);
    if (node !== undefined) found.set(at, stretchOf(text, node));
  }
  return found;
}

/** A block ends where its last line's text does, not where the next begins. */
function stretchOf(text: string, { start, end, scalar }: PlacedNode): Stretch {
  const isBlock = scalar === undefined;
  const last = isBlock ? start + text.slice(start, end).trimEnd().length : end;
  if (scalar === undefined) return { start, end: last };
  let offsets: ((offset: number) => number) | undefined;
  return {
    start,
    end,
    within: (offset) => {
      offsets ??= offsetsInScalar(text.slice(start, end), scalar.type, scalar.value);
      return start + offsets(offset);
    },
  };
}

const mend = 'correct the text, or check that the right file was given';

function problem(name: string, message: string, range: Diagnostic['range'], help: string) {
  const because: FactId[] = ['documents.yaml'];
  return {
    code: `inputs/${name}`,
    severity: 'error',
    message,
    at: '',
    range,
    because,
    help,
  } as const satisfies Diagnostic;
}

function firstLine(message: string): string {
  const [line = ''] = message.split(/ at line \d|\n/);
  return `the text is not YAML: ${line.charAt(0).toLowerCase()}${line.slice(1)}`;
}

function tooNested(range: Diagnostic['range']): Diagnostic {
  return problem('nesting', 'values are nested too deeply', range, 'flatten the document');
}

function tooLarge(range: Diagnostic['range']): Diagnostic {
  const message = 'its aliases repeat more values than a document can hold';
  return problem('too-many-aliases', message, range, 'write out what the aliases stand for');
}

function keyTwice(key: string, range: Diagnostic['range']): Diagnostic {
  const message = `the key \`${key}\` stands twice in one object`;
  const help = 'remove one of the two; here the last one counts';
  return { ...problem('duplicate-key', message, range, help), severity: 'warning' };
}
