import { arnPartCount } from '../facts/iam.js';
import { type Pattern, type PatternPart, patternOf } from '../glob/pattern.js';

/**
 * The ARNs that `ArnLike` and `ArnEquals` find: each of the six parts matches by itself, so that no wildcard reaches
 * into the next. Undefined when the pattern has fewer parts, and finds none.
 */
export function arnPattern(pattern: string): Pattern | undefined {
  const { heads, own } = takenApart(pattern);
  if (own === undefined) return undefined;
  return patternOf([...heads.flatMap((text) => [{ text, fence: ':' }, colon]), { text: own }]);
}

/**
 * The resources that a `Resource` element is about: as above, but a `*` at the end of a part may run past colons, and
 * a pattern may have fewer parts. Without policy variables: those have to be filled in before.
 */
export function resourcePattern(pattern: string): Pattern {
  const { heads, own } = takenApart(pattern);
  const parts = heads.flatMap((text, index): readonly PatternPart[] => {
    const fenced = text.replace(/\*+$/, '');
    const open = fenced === text ? [] : [{ text: '*' }];
    const isLast = own === undefined && index === heads.length - 1;
    return [{ text: fenced, fence: ':' }, ...open, ...(isLast ? [] : [colon])];
  });
  return patternOf(own === undefined ? parts : [...parts, { text: own }]);
}

const colon: PatternPart = { text: ':', literal: true };

/** The parts before the resource's own, and that one if the pattern gets so far. */
function takenApart(pattern: string): {
  readonly heads: readonly string[];
  readonly own: string | undefined;
} {
  const parts = pattern.split(':');
  const heads = parts.slice(0, arnPartCount - 1);
  const rest = parts.slice(arnPartCount - 1);
  return { heads, own: rest.length === 0 ? undefined : rest.join(':') };
}
