import type { PatternPart } from '../../src/glob/pattern.js';

/** A pattern means what this says: `*` any number of letters, `?` one, all others themselves; never a fence letter. */
export function means(parts: readonly PatternPart[], text: string): boolean {
  const [part, ...others] = parts;
  if (part === undefined) return text === '';
  const { text: written, literal, ignoreCase, fence } = part;
  if (written === '') return means(others, text);
  const rest = [{ ...part, text: written.slice(1) }, ...others];
  const [wanted, letter] = [written.charAt(0), text.charAt(0)];
  const isWildcard = literal !== true && (wanted === '*' || wanted === '?');
  const eats =
    letter !== '' && (isWildcard ? letter !== fence : sameLetter(wanted, letter, ignoreCase));
  if (isWildcard && wanted === '*')
    return means(rest, text) || (eats && means(parts, text.slice(1)));
  return eats && means(rest, text.slice(1));
}

function sameLetter(one: string, other: string, ignoreCase = false): boolean {
  return ignoreCase ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** All texts of some letters up to a length, shortest first. */
export function allTextsUpTo(letters: string, length: number): readonly string[] {
  const found = [''];
  let last = [''];
  for (let i = 0; i < length; i++) {
    last = last.flatMap((text) => [...letters].map((letter) => text + letter));
    found.push(...last);
  }
  return found;
}
