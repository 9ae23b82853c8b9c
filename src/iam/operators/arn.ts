import { arnPartCount } from '../../facts/iam.js';
import {
  compileParts,
  splitParts,
  type TextPart,
  type WildcardGlob,
} from '../../glob/wildcards.js';
import type { AskedValue } from '../asked.js';
import { arnParts, matchesPartwise } from '../match/arn.js';

/** The six parts of a value, taken apart once a request. */
export function partsOf(value: AskedValue): readonly string[] | null {
  if (value.parts === undefined) value.parts = arnParts(value.text);
  return value.parts;
}

/** ArnLike and ArnEquals alike: six parts, each matched by itself, so that no wildcard reaches into the next. */
export function isArnLike(
  patterns: readonly (readonly WildcardGlob[])[],
  parts: readonly string[] | null,
): boolean {
  if (parts === null) return false;
  for (const pattern of patterns) if (matchesPartwise(pattern, parts)) return true;
  return false;
}

/** The same for a value with policy variables, filled in. */
export function isArnLikeParts(filled: readonly TextPart[], value: AskedValue): boolean {
  const pattern = splitParts(filled, ':', arnPartCount);
  return pattern !== undefined && isArnLike([pattern.map(compileParts)], partsOf(value));
}
