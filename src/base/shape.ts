import { type Diagnostic, diagnosticCountMax } from './diagnostic.js';
import { pointer } from './json-text.js';
import { property } from './loose.js';
import { counted, jsonKind, quote } from './quote.js';

/** One violation as a generated validator reports it. */
export interface ShapeError {
  readonly instancePath: string;
  /** Left out where `schemaPlace` tells it. */
  readonly schemaPath?: string | undefined;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Where a schema that defines every value in its place speaks of the value at an instance path. */
export function schemaPlace(instancePath: string): string {
  return `#${instancePath.replace(/\/(\d+$|\d+(?=\/))?/g, (_, index) => (index ? '/items' : '/properties/'))}`;
}

/** A validator generated from a schema: whether a value has the shape, and every violation on `errors` if not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ShapeError[] | null | undefined;
}

/** What a domain adds to the generated checks: its name, the facts behind each limit, and the one behind all else. */
export interface ShapeVoice {
  readonly domain: string;
  /** Fact id of each limit, by its place in the schema; the generator writes it from `x-fact`. */
  readonly factOfLimit: Readonly<Record<string, string>>;
  readonly otherwise: string;
  /** The fact that null is refused, where one is known. */
  readonly nullFact?: string | undefined;
  /** Names for violations of particular limits, by place in the schema, where the general name says too little. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Whose document it is, when it is not one of AWS's: what knows its properties. */
  readonly knower?: string | undefined;
  /** What AWS itself says of a violation, where that is known. */
  readonly awsMessage?: ((error: ShapeError, found: unknown) => string | undefined) | undefined;
}

/** The violations of a shape, each said in words its author understands: all, or one more than a reading lists. */
export function shapeDiagnostics(
  validator: Validator,
  value: unknown,
  voice: ShapeVoice,
): readonly Diagnostic[] {
  if (validator(value)) return [];
  const errors = validator.errors ?? [];
  // Whatever has the wrong type breaks the other keywords too, which tells its author nothing more.
  const mistyped = new Set(
    errors.flatMap(({ keyword, instancePath }) => (keyword === 'type' ? [instancePath] : [])),
  );
  // One more than is ever listed, for what lies beyond is not put into words.
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
    .slice(0, diagnosticCountMax + 1)
    .map((error) => shapeDiagnostic(error, value, voice));
}

function shapeDiagnostic(error: ShapeError, root: unknown, voice: ShapeVoice): Diagnostic {
  const found = valueAt(root, error.instancePath);
  const { name, message, help, key } = spoken(error, found, voice.knower ?? 'AWS');
  return {
    code: `${voice.domain}/${voice.names?.[schemaPathOf(error)] ?? name}`,
    severity: 'error',
    message,
    at: key === undefined ? error.instancePath : pointer(error.instancePath, key),
    because: [factOf(error, found, voice)],
    help,
    awsMessage: voice.awsMessage?.(error, found),
  };
}

function schemaPathOf({ schemaPath, instancePath, keyword }: ShapeError): string {
  return schemaPath ?? `${schemaPlace(instancePath)}/${keyword}`;
}

function factOf(error: ShapeError, found: unknown, voice: ShapeVoice): string {
  const { keyword } = error;
  if (keyword === 'type' && found === null && voice.nullFact !== undefined) return voice.nullFact;
  return voice.factOfLimit[schemaPathOf(error)] ?? voice.otherwise;
}

interface Spoken {
  readonly name: string;
  readonly message: string;
  readonly help?: string | undefined;
  /** The key at fault when the place is not the instance itself. */
  readonly key?: string | undefined;
}

function spoken(
  { keyword, params, instancePath }: ShapeError,
  found: unknown,
  knower: string,
): Spoken {
  const subject = quote(lastKey(instancePath));
  const limit = Number(params['limit']);
  switch (keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      return {
        name: 'missing-property',
        message: `${quote(key)} is missing`,
        help: `add ${quote(key)}`,
      };
    }
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const message = `${quote(key)} is not a property ${knower} knows here`;
      return { name: 'unknown-property', message, help: 'remove it, or check its spelling', key };
    }
    case 'type': {
      const wanted = String(params['type']);
      if (found === null && instancePath !== '') {
        const message = `${subject} is null, and null is not the same as absent`;
        const help = `write ${article(wanted)}, or leave the property out`;
        return { name: 'null-value', message, help };
      }
      const message = `${subject} is ${article(jsonKind(found))}, but ${article(wanted)} belongs here`;
      return { name: 'wrong-type', message, help: typeHelp(wanted, found) };
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(quote);
      const message = `${quote(found)} is not a value of ${subject}`;
      return { name: 'enum', message, help: `write ${alternatives(allowed)}` };
    }
    case 'minimum':
    case 'maximum': {
      const bound = keyword === 'minimum' ? 'at least' : 'at most';
      const message = `${subject} is ${quote(found)}, ${bound} ${limit} is accepted`;
      return { name: 'number-range', message, help: `give a number of ${bound} ${limit}` };
    }
    case 'minItems':
    case 'maxItems': {
      const bound = keyword === 'minItems' ? 'at least' : 'at most';
      const count = Array.isArray(found) ? found.length : 0;
      const message = `${subject} has ${counted(count, 'member')}, ${bound} ${limit} ${limit === 1 ? 'is' : 'are'} accepted`;
      const name = keyword === 'minItems' ? 'too-few-members' : 'too-many-members';
      return {
        name,
        message,
        help: keyword === 'minItems' ? 'add what is missing' : 'remove or merge members',
      };
    }
    case 'minLength':
    case 'maxLength': {
      const bound = keyword === 'minLength' ? 'at least' : 'at most';
      const length = counted(String(found).length, 'character');
      const message = `${subject} has ${length}, ${bound} ${limit} ${limit === 1 ? 'is' : 'are'} accepted`;
      const help = keyword === 'minLength' ? 'write more' : 'shorten it';
      return { name: keyword === 'minLength' ? 'too-short' : 'too-long', message, help };
    }
    case 'pattern': {
      const message = `${quote(found)} is not spelled as ${subject} must be`;
      return { name: 'spelling', message, help: `write ${String(params['words'])}` };
    }
    default:
      return {
        name: 'shape',
        message: `${subject} does not have the shape ${knower} documents (${keyword})`,
      };
  }
}

function typeHelp(wanted: string, found: unknown): string {
  if (wanted === 'array' && typeof found === 'string') return `write [${JSON.stringify(found)}]`;
  if ((wanted === 'integer' || wanted === 'number') && typeof found === 'string') {
    return 'write the number without quotes';
  }
  return `write ${article(wanted)}`;
}

function article(kind: string): string {
  if (kind === 'array') return 'a list';
  if (kind === 'null') return 'null';
  if (kind === 'undefined') return 'nothing';
  if (kind === 'integer') return 'a whole number';
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function alternatives(values: readonly string[]): string {
  if (values.length < 2) return values.join('');
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

/** The place as an author names it: `countNumber`, or `rules[3]` for a member of a list. */
function lastKey(path: string): string {
  if (path === '') return 'the document';
  const keys = path.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = keys.at(-1) ?? '';
  return /^\d+$/.test(key) && keys.length > 2 ? `${keys.at(-2)}[${key}]` : key;
}

/** The value a JSON pointer leads to, or undefined. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('/').slice(1)) {
    value = property(value, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return value;
}
