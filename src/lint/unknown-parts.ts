import type { Diagnostic } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { isRecord } from '../base/loose.js';
import type { FoundDocument } from '../inputs/index.js';
import type { CheckedDocument } from './check.js';

/**
 * What is certain about a document of which some parts are not known. It is looked at with one thing and another in the
 * place of each, and only what is said every time counts; nothing is said of the unknown parts themselves. A reader
 * that cannot take one of the stand-ins has no voice in this.
 */
export function certainOf(
  found: FoundDocument,
  check: (value: unknown) => CheckedDocument,
): readonly Diagnostic[] {
  const outside = ({ at }: Diagnostic) => !isUnknown(found, at);
  const asWritten = check(found.value).diagnostics.filter(outside);
  const heard = standIns
    .map((standIn) => check(filled(found, standIn)))
    .filter(
      ({ read, diagnostics }) => read || diagnostics.some((one) => outside(one) && isError(one)),
    )
    .map(({ diagnostics }) => diagnostics.filter(outside));
  const [first = [], ...others] = heard;
  const written = new Map(asWritten.map((one) => [keyOf(one), one]));
  return first
    .filter((one) => others.every((said) => said.some((other) => keyOf(other) === keyOf(one))))
    .map((one) => written.get(keyOf(one)) ?? one);
}

function isUnknown({ unknown }: FoundDocument, at: string): boolean {
  return unknown.some((part) => part.at === at || at.startsWith(`${part.at}/`));
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function keyOf({ code, at }: Diagnostic): string {
  return `${code} ${at}`;
}

/** What is put in the place of something unknown. */
interface StandIn {
  /** A piece of a name. */
  readonly word: string;
  readonly account: string;
  readonly region: string;
  readonly number: number;
  /** Whether a value that is unknown as a whole may stand for everything. */
  readonly isEverything: boolean;
}

const standIns: readonly StandIn[] = [
  {
    word: 'unknown1',
    account: '111122223333',
    region: 'us-east-1',
    number: 7,
    isEverything: false,
  },
  { word: 'zz2', account: '444455556666', region: 'eu-west-1', number: 400, isEverything: false },
  {
    word: 'unknown3',
    account: '777788889999',
    region: 'us-east-1',
    number: 30,
    isEverything: true,
  },
];

function filled({ kind, value, unknown }: FoundDocument, standIn: StandIn): unknown {
  const statement = statementFor(kind, standIn);
  const hidden = new Map(
    unknown.map(({ at }) => [at, /^\/Statement\/\d+$/.test(at) ? statement : undefined]),
  );
  return copied(value, '', hidden, standIn);
}

function copied(
  value: unknown,
  at: string,
  hidden: ReadonlyMap<string, unknown>,
  standIn: StandIn,
): unknown {
  if (hidden.has(at)) return hidden.get(at) ?? filledText(value, at, standIn);
  if (Array.isArray(value)) {
    return value.map((member, index) => copied(member, pointer(at, index), hidden, standIn));
  }
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    copied(member, pointer(at, key), hidden, standIn),
  ]);
  return Object.fromEntries(members);
}

/** Kinds of policies whose statements name principals, and whether they name resources too. */
const namesResources: ReadonlyMap<string, boolean> = new Map([
  ['repository', false],
  ['registry', true],
  ['endpoint', true],
]);

/** Kinds of policies whose statements name no principals. */
const withoutPrincipals: ReadonlySet<string> = new Set(['identity', 'boundary', 'session', 'scp']);

/** The number of the stand-in whose statement denies. */
const deniedBy = 400;

/** A statement for one that is unknown as a whole, so that its neighbours are read; undefined where none is known. */
function statementFor(kind: string, standIn: StandIn): unknown {
  const principals = namesResources.get(kind);
  if (principals === undefined && !withoutPrincipals.has(kind)) return undefined;
  const { account, region, word, number, isEverything } = standIn;
  // It may allow everything, deny everything, or allow one thing to one account.
  const denies = number === deniedBy;
  const isWide = isEverything || denies;
  const arn = `arn:aws:ecr:${region}:${account}:repository/${word}`;
  return {
    Effect: denies ? 'Deny' : 'Allow',
    ...(principals === undefined
      ? {}
      : { Principal: isWide ? '*' : { AWS: `arn:aws:iam::${account}:root` } }),
    Action: isWide ? 'ecr:*' : 'ecr:BatchGetImage',
    ...(principals === false ? {} : { Resource: isWide ? '*' : arn }),
  };
}

/** Members of documents that hold numbers. */
const numbers = /\/(?:countNumber|rulePriority)$/;

/** A text with something in each of its gaps; or, of what is unknown as a whole, something that fits its place. */
function filledText(value: unknown, at: string, standIn: StandIn): unknown {
  if (numbers.test(at)) return standIn.number;
  if (typeof value !== 'string') return value;
  const pieces = value.split(gap);
  if (pieces.some((piece) => piece !== '')) return filledPieces(pieces, standIn);
  const { account, region, word } = standIn;
  if (/\/registryId$/.test(at)) return account;
  if (/\/region$/.test(at)) return region;
  if (standIn.isEverything) return '*';
  if (/\/(?:Not)?Principal(?:\/AWS)?(?:\/\d+)?$/.test(at))
    return `arn:aws:iam::${account}:role/${word}`;
  if (/\/(?:Not)?Resource(?:\/\d+)?$/.test(at)) {
    return `arn:aws:ecr:${region}:${account}:repository/${word}`;
  }
  return /\/(?:Not)?Action(?:\/\d+)?$/.test(at) ? `ecr:${word}` : word;
}

/** `${…}` and `{{…}}`, no deeper than anybody nests them. */
const gap = /\$\{(?:[^{}]|\{[^{}]*\})*\}|\{\{[^{}]*\}\}/;

/** Pieces of an ARN with what belongs between them, counted by its colons; a word in any other text. */
function filledPieces(pieces: readonly string[], { word, account, region }: StandIn): string {
  return pieces.reduce((text, piece) => {
    const field = text.startsWith('arn:') ? text.split(':').length - 1 : -1;
    const between = field === 1 ? 'aws' : field === 3 ? region : field === 4 ? account : word;
    return text + between + piece;
  });
}
