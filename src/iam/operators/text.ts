import { compileParts, matchesWildcards, type TextPart } from '../../glob/wildcards.js';
import type { ConditionTest } from '../compiled.js';

type TextTest = Extract<ConditionTest, { family: 'text' }>;
type LikeTest = Extract<ConditionTest, { family: 'like' }>;

/** StringEquals and its kin: the whole value, in which a wildcard stands for itself. */
export function equalsText(test: TextTest, text: string): boolean {
  return test.values.includes(folded(text, test.ignoreCase));
}

export function folded(text: string, ignoreCase: boolean): string {
  return ignoreCase ? text.toLowerCase() : text;
}

/** StringLike: the whole value, with wildcards, in which case counts. */
export function isLike(test: LikeTest, text: string): boolean {
  for (const glob of test.values) if (matchesWildcards(glob, text)) return true;
  return false;
}

/** The same for a value with policy variables, filled in. */
export function equalsParts(
  parts: readonly TextPart[],
  text: string,
  ignoreCase: boolean,
): boolean {
  return folded(joined(parts), ignoreCase) === folded(text, ignoreCase);
}

export function isLikeParts(parts: readonly TextPart[], text: string): boolean {
  return matchesWildcards(compileParts(parts), text);
}

export function joined(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}
