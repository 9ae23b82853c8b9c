import { arnPartCount } from '../../facts/iam.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import type { CrossingPart } from '../compiled.js';
import { headEnd } from './arn.js';

/**
 * A pattern for resources in parts between its first five colons. A `*` at the end of a part may run past colons, so
 * `arn:aws:ecr:us-east-1:*` covers a Region; one inside a part before the resource's own may not.
 */
export function crossingParts(pattern: string): readonly CrossingPart[] {
  const end = headEnd(pattern);
  const heads = (end === -1 ? pattern : pattern.slice(0, end)).split(':');
  const parts = heads.map((text) => ({ glob: compileWildcards(text), open: text.endsWith('*') }));
  if (end === -1) return parts;
  return [...parts, { glob: compileWildcards(pattern.slice(end + 1)), open: false }];
}

/** Whether such a pattern covers a text. Each part is matched against single parts of the text, so it stays linear. */
export function matchesCrossing(parts: readonly CrossingPart[], text: string): boolean {
  const texts = text.split(':');
  let starts: readonly number[] = [0];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const isOwn = index === ownPart;
    if (isOwn) return starts.some((start) => matchesRest(part, texts, start));
    starts = isLast ? lastStarts(part, texts, starts) : nextStarts(part, texts, starts);
  }
  return starts.length > 0;
}

const ownPart = arnPartCount - 1;

function matchesRest({ glob }: CrossingPart, texts: readonly string[], start: number): boolean {
  return start < texts.length && matchesWildcards(glob, texts.slice(start).join(':'));
}

/** Where the next part may begin: behind each part of the text this one matches, or anywhere behind the first. */
function nextStarts(
  { glob, open }: CrossingPart,
  texts: readonly string[],
  starts: readonly number[],
): readonly number[] {
  const ends = starts.filter((start) => matchesWildcards(glob, texts[start] ?? ''));
  const [first] = ends;
  if (!open || first === undefined)
    return within(
      ends.map((end) => end + 1),
      texts,
    );
  return texts.map((_, index) => index).filter((index) => index > first);
}

function within(starts: readonly number[], texts: readonly string[]): readonly number[] {
  return starts.filter((start) => start < texts.length);
}

/** The last part of a short pattern must reach the end of the text. */
function lastStarts(
  { glob, open }: CrossingPart,
  texts: readonly string[],
  starts: readonly number[],
): readonly number[] {
  const candidates = open ? starts : starts.filter((start) => start === texts.length - 1);
  return candidates.filter((start) => matchesWildcards(glob, texts[start] ?? ''));
}
