/** Wildcards, policy variables and lists as the guide words them, naively. Shares no code with the engine. */

/** A context in which every key is in lower case and every value a list. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** One place of a pattern: a character, or a wildcard that may or may not stand for a colon. */
export type Token =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'one' | 'many'; readonly colons: boolean };

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

/** Whether a whole text matches: the places of the text that can be reached token by token. */
export function tokensCover(tokens: readonly Token[], text: string): boolean {
  const characters = text.split('');
  let places = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const place of places) {
      if (token.is === 'many') {
        next.add(place);
        for (let end = place; end < characters.length; end++) {
          if (characters[end] === ':' && !token.colons) break;
          next.add(end + 1);
        }
      } else if (place < characters.length) {
        const here = characters[place];
        const fits =
          token.is === 'character' ? token.character === here : token.colons || here !== ':';
        if (fits) next.add(place + 1);
      }
    }
    places = next;
  }
  return places.has(characters.length);
}

/** A pattern in which wildcards stand for anything. */
export function plainTokens(pattern: string): readonly Token[] {
  return pattern.split('').map((character): Token => {
    if (character === '*') return { is: 'many', colons: true };
    return character === '?' ? { is: 'one', colons: true } : { is: 'character', character };
  });
}

export function literalTokens(text: string): readonly Token[] {
  return text.split('').map((character): Token => ({ is: 'character', character }));
}

export function covers(pattern: string, text: string): boolean {
  return tokensCover(plainTokens(pattern), text);
}

/**
 * A pattern for resources. Before the fifth colon a `*` stands for colons only at the end of a part, behind it always;
 * and only behind it are there variables. Undefined when a variable has no value.
 */
export function resourceTokens(
  pattern: string,
  hasVariables: boolean,
  context: Context,
): readonly Token[] | undefined {
  if (pattern === '*') return plainTokens(pattern);
  const parts = pattern.split(':');
  const own = parts.length > 5 ? parts.slice(5).join(':') : undefined;
  const head = own === undefined ? pattern : `${parts.slice(0, 5).join(':')}:`;
  const characters = head.split('');
  const headTokens = characters.map((character, index): Token => {
    const ends = index + 1 === characters.length || characters[index + 1] === ':';
    if (character === '*') return { is: 'many', colons: ends };
    return character === '?' ? { is: 'one', colons: false } : { is: 'character', character };
  });
  if (own === undefined) return headTokens;
  const ownTokens = hasVariables ? fillVariables(own, context) : plainTokens(own);
  return ownTokens === undefined ? undefined : [...headTokens, ...ownTokens];
}

const multivalued = [
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
];

/** A text with its variables replaced by what the request holds; undefined when one has no value. */
export function fillVariables(text: string, context: Context): readonly Token[] | undefined {
  const tokens: Token[] = [];
  // A split with groups gives text, character, key and default in turn.
  const pieces = text.split(/\$\{(?:([*?$])|([^\s{}',]+)(?:, '([^']*)')?)\}/);
  for (let i = 0; i < pieces.length; i += 4) {
    const [plain = '', character, key, otherwise] = pieces.slice(i, i + 4);
    if (plain.includes('${')) return undefined;
    tokens.push(...plainTokens(plain));
    if (character !== undefined) tokens.push(...literalTokens(character));
    if (key === undefined) continue;
    const values = context[key.toLowerCase()] ?? [];
    const value = values.length === 0 ? otherwise : values.length === 1 ? values[0] : undefined;
    if (value === undefined || multivalued.includes(key.toLowerCase())) return undefined;
    tokens.push(...literalTokens(value));
  }
  return tokens;
}
