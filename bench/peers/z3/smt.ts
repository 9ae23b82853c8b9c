/** Terms of SMT-LIB, as the texts they are. */
export type Term = string;

/** Both constants fold, so that what does not bear on a question does not stand in it. */
export function allOf(terms: readonly Term[]): Term {
  return folded('and', terms, 'true', 'false');
}

export function anyOf(terms: readonly Term[]): Term {
  return folded('or', terms, 'false', 'true');
}

function folded(operator: 'and' | 'or', terms: readonly Term[], neutral: Term, final: Term): Term {
  const left = [...new Set(terms)].filter((term) => term !== neutral);
  if (left.includes(final)) return final;
  const [first] = left;
  if (first === undefined) return neutral;
  return left.length === 1 ? first : `(${operator} ${left.join(' ')})`;
}

export function not(term: Term): Term {
  if (term === 'true') return 'false';
  if (term === 'false') return 'true';
  return /^\(not (.*)\)$/s.exec(term)?.[1] ?? `(not ${term})`;
}

export const truth = (holds: boolean): Term => (holds ? 'true' : 'false');

export const equal = (one: Term, other: Term): Term => `(= ${one} ${other})`;

/** A text as a literal: letters beyond the printable ones of ASCII by their code. */
export function quoted(text: string): Term {
  const letters = [...text].map((letter) => {
    if (letter === '"') return '""';
    const isPlain = /^[ -~]$/.test(letter) && letter !== '\\';
    return isPlain ? letter : `\\u{${letter.codePointAt(0)?.toString(16)}}`;
  });
  return `"${letters.join('')}"`;
}

function unquoted(term: Term): string {
  return term
    .slice(1, -1)
    .replaceAll('""', '"')
    .replaceAll(/\\u\{([0-9a-f]+)\}/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
}

/** A whole number; negative ones are applications of the minus sign. */
export function whole(value: number | bigint): Term {
  return value < 0 ? `(- ${-value})` : String(value);
}

/** A decimal number, which the solver takes exactly as it is written. */
export function decimal(text: string): Term {
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  const written = digits.includes('.') ? digits : `${digits}.0`;
  return sign === '-' ? `(- ${written})` : written;
}

/** What stands between the outermost brackets: an atom is a text, an application the list of its parts. */
export type Expression = string | readonly Expression[];

/** Reads what the solver answers. */
export function expressionOf(text: string): Expression {
  const tokens = text.match(/\(|\)|"(?:[^"]|"")*"|[^\s()]+/g) ?? [];
  let place = 0;
  const read = (): Expression => {
    const token = tokens[place++] ?? '';
    if (token !== '(') return token;
    const parts: Expression[] = [];
    while (place < tokens.length && tokens[place] !== ')') parts.push(read());
    place += 1;
    return parts;
  };
  return read();
}

/** The number that a term of the solver's answer is. */
export function numberOf(term: Expression): number {
  if (typeof term === 'string') return Number(term);
  const [operator, ...rest] = term;
  const [first = 0, second = 1] = rest.map(numberOf);
  if (operator === '-') return -first;
  if (operator === '/') return first / second;
  throw new Error(`not a number: ${JSON.stringify(term)}`);
}

/** The text that a value is. */
export const textOf = (value: Expression): string => unquoted(String(value));

/** The number that a few bits are; the first where nothing was asked. */
export function indexOf(value: Expression | undefined): number {
  const [, base, digits = '0'] = /^#([bx])(.*)$/.exec(String(value)) ?? [];
  return Number.parseInt(digits, base === 'x' ? 16 : 2);
}
