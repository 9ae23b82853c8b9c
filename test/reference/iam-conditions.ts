import {
  type Context,
  covers,
  fillVariables,
  literalTokens,
  plainTokens,
  type Token,
  tokensCover,
} from './iam-texts.js';

/** One operator, key and list of values against a request, as the operators page words it, naively. */
export function conditionHolds(
  operator: string,
  key: string,
  values: readonly string[],
  hasVariables: boolean,
  context: Context,
): boolean {
  const [, qualifier, base = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
  const name = base.toLowerCase();
  const asked = context[key.toLowerCase()] ?? [];
  if (name === 'null') {
    if (qualifier !== undefined) return qualifier.toLowerCase() === 'forallvalues';
    return values.includes(String(asked.length === 0));
  }
  const negated = name.includes('not');
  const positive = name.replace('not', '');
  if (comparisons[positive] === undefined) return false;
  const one = (value: string) =>
    values.some((wanted) => matches(positive, value, wanted, hasVariables, context)) !== negated;

  if (asked.length === 0) {
    if (ifExists !== undefined) return true;
    if (qualifier === undefined) return negated;
    return qualifier.toLowerCase() === 'forallvalues';
  }
  if (values.length === 0 && (qualifier !== undefined || ifExists !== undefined)) return false;
  if (qualifier?.toLowerCase() === 'forallvalues') return asked.every(one);
  if (qualifier?.toLowerCase() === 'foranyvalue') return asked.some(one);
  return asked.length === 1 && asked.every(one);
}

type Comparison = (value: string, wanted: string) => boolean;

/** Value of the request first, value of the policy second. */
const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: (value, wanted) => value === wanted,
  stringequalsignorecase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  stringlike: (value, wanted) => covers(wanted, value),
  numericequals: (value, wanted) => number(value) === number(wanted),
  numericlessthan: (value, wanted) => number(value) < number(wanted),
  numericlessthanequals: (value, wanted) => number(value) <= number(wanted),
  numericgreaterthan: (value, wanted) => number(value) > number(wanted),
  numericgreaterthanequals: (value, wanted) => number(value) >= number(wanted),
  dateequals: (value, wanted) => instant(value) === instant(wanted),
  datelessthan: (value, wanted) => instant(value) < instant(wanted),
  datelessthanequals: (value, wanted) => instant(value) <= instant(wanted),
  dategreaterthan: (value, wanted) => instant(value) > instant(wanted),
  dategreaterthanequals: (value, wanted) => instant(value) >= instant(wanted),
  bool: (value, wanted) => value === wanted && ['true', 'false'].includes(value),
  binaryequals: (value, wanted) =>
    Buffer.from(value, 'base64').equals(Buffer.from(wanted, 'base64')),
  ipaddress: inRange,
  arnequals: (value, wanted) => arnCovers(plainTokens(wanted), value),
  arnlike: (value, wanted) => arnCovers(plainTokens(wanted), value),
};

/** Policy variables are filled in for texts, ARNs and truth values; one without a value equals nothing. */
function matches(
  positive: string,
  value: string,
  wanted: string,
  hasVariables: boolean,
  context: Context,
): boolean {
  const compare = comparisons[positive];
  const resolves = /^(string|arn|bool)/.test(positive) && hasVariables && wanted.includes('${');
  if (!resolves || compare === undefined) return compare?.(value, wanted) ?? false;
  const tokens = fillVariables(wanted, context);
  if (tokens === undefined) return false;
  if (positive === 'stringlike') return tokensCover(tokens, value);
  if (positive.startsWith('arn')) return arnCovers(tokens, value);
  return compare(value, tokens.map(written).join(''));
}

function written(token: Token): string {
  if (token.is === 'character') return token.character;
  return token.is === 'many' ? '*' : '?';
}

/** Not a number compares to nothing, not even to itself. */
function number(text: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number.parseFloat(text) : Number.NaN;
}

function instant(text: string): number {
  if (/^\d{5,}$/.test(text)) return 1000 * Number(text);
  const isKnown = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(
    text,
  );
  return isKnown ? new Date(text).getTime() : Number.NaN;
}

/** Bits of both addresses, as text, up to the length of the prefix. */
function inRange(value: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  const [inside, outside] = [bits(value), bits(network)];
  if (inside === undefined || inside.length !== outside?.length) return false;
  const length = prefix === undefined ? inside.length : Number(prefix);
  return inside.slice(0, length) === outside.slice(0, length);
}

function bits(address: string): string | undefined {
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(address)) {
    return address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  }
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return undefined;
  const [front = '', back] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(front), groups(back ?? '')];
  const zeros = Array.from(
    { length: back === undefined ? 0 : 8 - first.length - last.length },
    () => '0',
  );
  return [...first, ...zeros, ...last]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

/** Six parts, each matched by itself; the sixth takes the rest. */
function arnCovers(pattern: readonly Token[], value: string): boolean {
  const [patterns, values] = [inParts(pattern), inParts(literalTokens(value))];
  if (patterns === undefined || values === undefined) return false;
  return patterns.every((part, index) =>
    tokensCover(part, (values[index] ?? []).map(written).join('')),
  );
}

function inParts(tokens: readonly Token[]): readonly (readonly Token[])[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    const cuts = token.is === 'character' && token.character === ':' && parts.length < 6;
    if (cuts) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.length === 6 ? parts : undefined;
}
