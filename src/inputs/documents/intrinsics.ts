import { pointer } from '../../base/json-text.js';
import { nestingMax } from '../../base/json-walk.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import type { TextPiece } from './pieces.js';
import { subPieces } from './substitution.js';
import type { UnknownPart } from './types.js';

/** What a template gives for looking values up in. */
export interface TemplateContext {
  readonly resources: unknown;
  readonly mappings: unknown;
}

/** A value of a template with its functions carried out, as far as their results are certain. */
export interface ResolvedValue {
  readonly value: unknown;
  /** What the functions hide, by pointers into `value`. */
  readonly unknown: readonly UnknownPart[];
  /** The pointer in the template's value of each pointer into `value`. */
  readonly origins: ReadonlyMap<string, string>;
  /** When the value as a whole is a text: what it is made of. */
  readonly pieces?: readonly TextPiece[] | undefined;
}

/** What became of one value: a value, a text with holes, nothing (`AWS::NoValue`), or something unknown. */
type Outcome =
  | { readonly kind: 'value'; readonly value: unknown; readonly at?: string | undefined }
  | { readonly kind: 'text'; readonly pieces: readonly TextPiece[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly hiddenBy: string };

interface Walk {
  readonly context: TemplateContext;
  readonly unknown: UnknownPart[];
  readonly origins: Map<string, string>;
}

const absent: Outcome = { kind: 'absent' };

/**
 * Carries the intrinsic functions of CloudFormation out where their results are certain. Parameters, even those with a
 * default, pseudo parameters, attributes of resources, imports and conditions hide their values.
 */
export function resolveTemplateValue(value: unknown, context: TemplateContext): ResolvedValue {
  const walk: Walk = { context, unknown: [], origins: new Map() };
  const outcome = resolved(walk, value, '', 0);
  const result = settled(walk, outcome, '', '');
  const { unknown, origins } = walk;
  const pieces = outcome.kind === 'text' ? outcome.pieces : undefined;
  return { value: result.kind === 'absent' ? undefined : result.value, unknown, origins, pieces };
}

/** The outcome of a value that stands at `from`; inner values are settled at once. */
function resolved(walk: Walk, value: unknown, from: string, depth: number): Outcome {
  const call = depth < nestingMax ? callOf(value) : undefined;
  return call === undefined
    ? { kind: 'value', value, at: from }
    : called(walk, call, pointer(from, call.name), depth + 1);
}

interface Call {
  readonly name: string;
  readonly argument: unknown;
}

/** A function is an object with one member, whose name begins with `Fn::` or is `Ref`. */
function callOf(value: unknown): Call | undefined {
  if (!isRecord(value)) return undefined;
  const [name, second] = Object.keys(value);
  if (name === undefined || second !== undefined) return undefined;
  const isCall = name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
  return isCall && !isMeant(name, value) ? { name, argument: property(value, name) } : undefined;
}

/** `Condition` is a function only where it holds a name; in a policy it holds operators. */
function isMeant(name: string, value: Readonly<Record<string, unknown>>): boolean {
  return name === 'Condition' && typeof value[name] !== 'string';
}

function called(walk: Walk, { name, argument }: Call, from: string, depth: number): Outcome {
  switch (name) {
    case 'Ref':
      return referred(walk, argument);
    case 'Fn::Sub':
      return substituted(walk, argument, from, depth);
    case 'Fn::Join':
      return joined(walk, argument, from, depth);
    case 'Fn::FindInMap':
      return foundInMap(walk, argument, from, depth);
    case 'Fn::Select':
      return selected(walk, argument, from, depth);
    case 'Fn::ToJsonString':
      return resolved(walk, argument, from, depth);
    case 'Fn::GetAtt':
      return hidden(attributeName(argument));
    default:
      return hidden(name);
  }
}

function hidden(hiddenBy: string): Outcome {
  return { kind: 'unknown', hiddenBy };
}

function attributeName(argument: unknown): string {
  if (typeof argument === 'string') return argument;
  const parts = members(argument).filter((part) => typeof part === 'string');
  return parts.length === members(argument).length && parts.length > 0
    ? parts.join('.')
    : 'Fn::GetAtt';
}

/** A repository answers with its name; whatever else is referred to is known to CloudFormation alone. */
function referred({ context }: Walk, argument: unknown): Outcome {
  if (argument === 'AWS::NoValue') return absent;
  const name = textOf(argument) ?? 'Ref';
  const resource = property(context.resources, name);
  const given = property(property(resource, 'Properties'), 'RepositoryName');
  const isRepository = property(resource, 'Type') === 'AWS::ECR::Repository';
  return isRepository && typeof given === 'string' ? { kind: 'value', value: given } : hidden(name);
}

function substituted(walk: Walk, argument: unknown, from: string, depth: number): Outcome {
  const isList = Array.isArray(argument);
  const text = textOf(isList ? argument[0] : argument);
  if (text === undefined) return hidden('Fn::Sub');
  const [textAt, namesAt] = isList ? [pointer(from, 0), pointer(from, 1)] : [from, from];
  const names = isList ? argument[1] : undefined;
  const pieces = subPieces(text, textAt, (name) => {
    const given = property(names, name);
    if (given === undefined) return asPieces(referred(walk, name), undefined, name);
    const at = pointer(namesAt, name);
    return asPieces(resolved(walk, given, at, depth), at, name);
  });
  return { kind: 'text', pieces };
}

/** What a text takes in: a value's text, a text's own pieces, or a hole. */
function asPieces(
  outcome: Outcome,
  at: string | undefined,
  name: string,
): readonly TextPiece[] | undefined {
  switch (outcome.kind) {
    case 'text':
      return outcome.pieces;
    case 'value':
      return isPlain(outcome.value)
        ? [{ text: String(outcome.value), at, isLiteral: typeof outcome.value === 'string' }]
        : undefined;
    case 'absent':
      return undefined;
    case 'unknown':
      return [hole(outcome.hiddenBy || name, at)];
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A hole shows what hides it, in characters that no quoting of JSON is upset by. */
function hole(hiddenBy: string, at: string | undefined): TextPiece {
  return { text: `\${${hiddenBy.replace(/[^\w:.-]/g, '')}}`, at, isHole: true };
}

function joined(walk: Walk, argument: unknown, from: string, depth: number): Outcome {
  const [delimiter, list] = members(argument);
  if (typeof delimiter !== 'string' || !Array.isArray(list)) return hidden('Fn::Join');
  const listAt = pointer(from, 1);
  const pieces = list.flatMap((member: unknown, index): readonly TextPiece[] => {
    const at = pointer(listAt, index);
    const outcome = resolved(walk, member, at, depth);
    const inner = asPieces(outcome, at, 'Fn::Join') ?? [hole('Fn::Join', at)];
    const isFirst = index === 0 || delimiter === '';
    return isFirst ? inner : [{ text: delimiter, at: pointer(from, 0) }, ...inner];
  });
  return { kind: 'text', pieces };
}

function foundInMap(walk: Walk, argument: unknown, from: string, depth: number): Outcome {
  const keys = members(argument)
    .slice(0, 3)
    .map((key, index) => plainOf(resolved(walk, key, pointer(from, index), depth)));
  if (keys.length < 3) return hidden('Fn::FindInMap');
  let found: unknown = walk.context.mappings;
  for (const key of keys) {
    if (key === undefined) return hidden('Fn::FindInMap');
    found = property(found, key);
  }
  return isPlain(found) || Array.isArray(found)
    ? { kind: 'value', value: found }
    : hidden('Fn::FindInMap');
}

function selected(walk: Walk, argument: unknown, from: string, depth: number): Outcome {
  const [index, list] = members(argument);
  const number = plainOf(resolved(walk, index, pointer(from, 0), depth));
  if (number === undefined || !Array.isArray(list)) return hidden('Fn::Select');
  const member: unknown = list[Number(number)];
  if (member === undefined) return hidden('Fn::Select');
  return resolved(walk, member, pointer(pointer(from, 1), number), depth);
}

/** The text of an outcome that is certain. */
function plainOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'value' && isPlain(outcome.value)) return String(outcome.value);
  if (outcome.kind !== 'text' || outcome.pieces.some(({ isHole }) => isHole)) return undefined;
  return outcome.pieces.map(({ text }) => text).join('');
}

/** Writes an outcome down at its new place, and everything in it. */
function settled(
  walk: Walk,
  outcome: Outcome,
  to: string,
  from: string,
  depth = 0,
): { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'absent' } {
  walk.origins.set(to, (outcome.kind === 'value' ? outcome.at : undefined) ?? from);
  switch (outcome.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'unknown': {
      walk.unknown.push({ at: to, reason: 'intrinsic', hiddenBy: outcome.hiddenBy });
      return { kind: 'value', value: hole(outcome.hiddenBy, undefined).text };
    }
    case 'text': {
      const open = outcome.pieces.find(({ isHole }) => isHole);
      if (open !== undefined) {
        walk.unknown.push({ at: to, reason: 'intrinsic', hiddenBy: open.text });
      }
      return { kind: 'value', value: outcome.pieces.map(({ text }) => text).join('') };
    }
    case 'value':
      return {
        kind: 'value',
        value: settledInside(walk, outcome.value, to, outcome.at ?? from, depth),
      };
  }
}

function settledInside(
  walk: Walk,
  value: unknown,
  to: string,
  from: string,
  depth: number,
): unknown {
  if (depth === nestingMax || typeof value !== 'object' || value === null) return value;
  const inner = (member: unknown, innerTo: string, innerFrom: string) =>
    settled(walk, resolved(walk, member, innerFrom, depth), innerTo, innerFrom, depth + 1);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    value.forEach((member: unknown, index) => {
      const made = inner(member, pointer(to, list.length), pointer(from, index));
      if (made.kind === 'value') list.push(made.value);
    });
    return list;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
      const made = inner(member, pointer(to, key), pointer(from, key));
      return made.kind === 'value' ? [[key, made.value]] : [];
    }),
  );
}
