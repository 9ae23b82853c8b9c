import { arnPartCount } from '../../facts/iam.js';
import { matchesWildcards, type WildcardGlob } from '../../glob/wildcards.js';

/** The six parts of an ARN or a pattern for one; `null` when there are fewer. */
export function arnParts(text: string): readonly string[] | null {
  const end = headEnd(text);
  if (end === -1) return null;
  return [...text.slice(0, end).split(':'), text.slice(end + 1)];
}

/** Where the fifth colon stands, or -1. */
export function headEnd(text: string): number {
  let at = -1;
  for (let colons = 1; colons < arnPartCount; colons++) {
    at = text.indexOf(':', at + 1);
    if (at === -1) return -1;
  }
  return at;
}

/** Whether every part matches its own pattern; both lists are equally long. */
export function matchesPartwise(
  patterns: readonly WildcardGlob[],
  parts: readonly string[],
): boolean {
  for (let i = patterns.length - 1; i >= 0; i--) {
    const pattern = patterns[i];
    if (pattern !== undefined && !matchesWildcards(pattern, parts[i] ?? '')) return false;
  }
  return true;
}
