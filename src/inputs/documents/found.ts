import type { Range } from '../../base/diagnostic.js';
import { seekJson } from '../../base/json-seek.js';
import { guessPolicyKind } from '../policy-kind.js';
import { isTooDeep } from './json.js';
import { withinPieces } from './pieces.js';
import type { Sighting } from './sighting.js';
import { maskedJson, openTexts, uncovered } from './templating.js';
import type {
  DocumentKind,
  DocumentSource,
  FoundDocument,
  ReadFile,
  Stretch,
  UnknownPart,
  UnknownReason,
} from './types.js';

/** What surrounds the documents of one file. */
export interface Surroundings {
  readonly path: string;
  readonly read: ReadFile;
  /** The kind of IAM policies that their file does not tell. */
  readonly kind?: DocumentKind | undefined;
}

/** The documents of a file, each with its place; all places are looked up in one walk. */
export function foundDocuments(
  file: Surroundings,
  sightings: readonly Sighting[],
): readonly FoundDocument[] {
  const shallow = sightings.filter(({ value }) => !isTooDeep(value));
  const stretches = file.read.stretches(shallow.flatMap(placesOf));
  return shallow.map((sighting) => {
    const way = waysUp(sighting).find((at) => stretches.has(at));
    const whole = way === undefined ? undefined : stretches.get(way);
    return foundDocument(file, sighting, whole && withPieces(whole, sighting, stretches));
  });
}

function placesOf(sighting: Sighting): readonly string[] {
  const pieces = sighting.pieces ?? [];
  return [...waysUp(sighting), ...pieces.flatMap(({ at }) => (at === undefined ? [] : [at]))];
}

function withPieces(
  whole: Stretch,
  { pieces }: Sighting,
  stretches: ReadonlyMap<string, Stretch>,
): Stretch {
  return pieces === undefined ? whole : { ...whole, within: withinPieces(pieces, stretches) };
}

/** What is wholly unknown may not stand in the file at all; then what is around it shows where it would. */
function waysUp({ at, unknown }: Sighting): readonly string[] {
  if (!unknown.some((part) => part.at === '')) return [at];
  return pathsUpwards(at, same).slice(0, wayMax);
}

const wayMax = 3;

function foundDocument(
  file: Surroundings,
  sighting: Sighting,
  stretch: Stretch | undefined,
): FoundDocument {
  const content = contentOf(sighting);
  const { kind, sign } = kindOf(file, sighting, content.value);
  const { path, read } = file;
  const range = stretch && read.rangeOf(stretch.start, stretch.end);
  const { source, address, attachedTo, moment } = sighting;
  return {
    kind,
    sign,
    text: content.text,
    isVerbatim: content.isVerbatim,
    value: content.value,
    unknown: content.unknown,
    address,
    place: { path, range },
    source,
    attachedTo,
    moment,
    rangesOf: (pointers) => rangesOf(read, sighting, content, stretch, pointers),
    rangeInFile: ({ start, end }) => {
      const within = content.isText ? content.within(stretch) : undefined;
      return within && read.rangeOf(within(start.offset), within(end.offset, true));
    },
  };
}

/** What a document says, apart from where it stands. */
interface Content {
  readonly value: unknown;
  readonly text: string;
  readonly isVerbatim: boolean;
  readonly unknown: readonly UnknownPart[];
  /** Whether it stood as text, in a string or as the whole file. */
  readonly isText: boolean;
  /** The text in which its values are looked up; differs from `text` where placeholders are masked. */
  readonly walked: string;
  /** Where the characters of `text` stand in the file. */
  readonly within: (stretch: Stretch | undefined) => Stretch['within'];
}

const nowhere = () => undefined;

function contentOf(sighting: Sighting): Content {
  const { value, unknown, whole } = sighting;
  if (unknown.some(({ at }) => at === '')) {
    const nothing = { value: undefined, text: '', isVerbatim: false, isText: false, walked: '' };
    return { ...nothing, unknown: [unknown[0] ?? notKnown], within: nowhere };
  }
  if (whole !== undefined) {
    return { ...textContent(whole.text, sighting), within: () => (offset) => offset + whole.start };
  }
  if (typeof value === 'string') {
    const joined = sighting.pieces?.map(({ text }) => text).join('');
    return textContent(joined ?? value, sighting);
  }
  const text = JSON.stringify(value);
  const open = mayBeOpen(sighting) ? openParts(value, sighting, new Set()) : [];
  const parts = [...unknown, ...open.filter(({ at }) => !unknown.some((part) => part.at === at))];
  return {
    value,
    text,
    isVerbatim: false,
    unknown: parts,
    isText: false,
    walked: text,
    within: nowhere,
  };
}

const notKnown: UnknownPart = { at: '', reason: 'expression', hiddenBy: '' };

function textContent(given: string, sighting: Sighting): Content {
  const { unknown, pieces } = sighting;
  const decoded = urlDecoded(given);
  const holes = new Set(pieces?.flatMap(({ isHole, text }) => (isHole ? [text] : [])));
  const isOpen = mayBeOpen(sighting) || holes.size > 0;
  const plain = parsed(decoded);
  const masked = isOpen && plain === undefined ? maskedJson(decoded, parsed) : undefined;
  const value = masked === undefined ? plain : uncovered(masked.value, masked);
  // A text that cannot be read although it has holes may be whole once they are filled.
  const hole =
    [...holes][0] ?? (sighting.source === 'terraform' ? directiveIn(decoded) : undefined);
  if (value === undefined && hole !== undefined) {
    const reason = holeReason(sighting.source);
    return contentOf({ ...sighting, unknown: [{ at: '', reason, hiddenBy: hole }] });
  }
  const open = isOpen ? openParts(value, sighting, holes) : [];
  const walked = masked?.text ?? decoded;
  return {
    value,
    text: walked,
    isVerbatim: decoded === given && unknown.length === 0 && open.length === 0,
    unknown: [...unknown, ...open],
    isText: true,
    walked,
    within: (stretch) => (decoded === given ? stretch?.within : undefined),
  };
}

/** Whether placeholders in a document are filled in before AWS gets it; elsewhere they are its own words. */
function mayBeOpen({ source, isOpen }: Sighting): boolean {
  return isOpen ?? source === 'document';
}

/** The texts that placeholders hide, each once. */
function openParts(
  value: unknown,
  { source }: Sighting,
  holes: ReadonlySet<string>,
): readonly UnknownPart[] {
  const parts = new Map<string, UnknownPart>();
  for (const { at, written } of openTexts(value)) {
    const reason = holes.has(written) ? holeReason(source) : reasonOf(source);
    if (!parts.has(at)) parts.set(at, { at, reason, hiddenBy: written });
  }
  return [...parts.values()];
}

/** What of Terraform's templates no placeholder shows: a directive, or an expression of several lines. */
function directiveIn(text: string): string | undefined {
  return ['%{', '${'].find((opening) => text.includes(opening));
}

function holeReason(source: DocumentSource): UnknownReason {
  return source === 'terraform' ? 'expression' : 'intrinsic';
}

function reasonOf(source: DocumentSource): UnknownReason {
  return source === 'terraform' ? 'expression' : 'template';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined; // The reader of its kind says what is wrong with the text.
  }
}

/** IAM's API gives documents percent-encoded; JSON text never starts with a percent sign. */
function urlDecoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}

function kindOf(
  { kind: told }: Surroundings,
  { kind, sign }: Sighting,
  value: unknown,
): { readonly kind: DocumentKind; readonly sign: string } {
  if (kind !== undefined) return { kind, sign };
  if (told !== undefined) return { kind: told, sign: 'it was told' };
  const guess = guessPolicyKind(value);
  switch (guess.kind) {
    case 'identity':
    case 'repository':
    case 'registry':
      return { kind: guess.kind, sign: guess.sign };
    default:
      return { kind: 'policy', sign: guess.sign };
  }
}

const same = (pointer: string) => pointer;

/** Looks values up in the document itself, or in its text; what has no place has that of the nearest value around. */
function rangesOf(
  read: ReadFile,
  { at, origin = same }: Sighting,
  content: Content,
  stretch: Stretch | undefined,
  pointers: Iterable<string>,
): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  if (stretch === undefined) return found;
  // In a text every value stands where its pointer says.
  const lead = content.isText ? same : origin;
  const wanted = [...pointers].map((pointer) => ({ pointer, ways: pathsUpwards(pointer, lead) }));
  const all = new Set(wanted.flatMap(({ ways }) => ways));
  const spans = content.isText
    ? spansInText(content, stretch, all)
    : spansInFile(read, at, stretch, all);
  for (const { pointer, ways } of wanted) {
    const span = ways.map((way) => spans.get(way)).find((one) => one !== undefined) ?? stretch;
    found.set(pointer, read.rangeOf(span.start, span.end));
  }
  return found;
}

interface Offsets {
  readonly start: number;
  readonly end: number;
}

function spansInText(
  { walked, within }: Content,
  stretch: Stretch,
  pointers: ReadonlySet<string>,
): ReadonlyMap<string, Offsets> {
  const outside = within(stretch);
  if (outside === undefined || parsed(walked) === undefined) return new Map();
  const spans = [...seekJson(walked, pointers)];
  return new Map(
    spans.map(([at, { start, end }]) => [at, { start: outside(start), end: outside(end, true) }]),
  );
}

function spansInFile(
  read: ReadFile,
  at: string,
  stretch: Stretch,
  pointers: ReadonlySet<string>,
): ReadonlyMap<string, Offsets> {
  if (stretch.below !== undefined) return stretch.below(pointers);
  const found = read.stretches([...pointers].map((pointer) => at + pointer));
  return new Map([...found].map(([pointer, span]) => [pointer.slice(at.length), span]));
}

/** A pointer and all around it, each led back to where it stands in the file. */
function pathsUpwards(at: string, origin: (at: string) => string): readonly string[] {
  const paths = [origin(at)];
  for (let path = at; path !== ''; ) {
    path = path.slice(0, path.lastIndexOf('/'));
    paths.push(origin(path));
  }
  return paths;
}
