/** Of several texts the one that shares the longest beginning with another; the first among equals. */
export function nearest(texts: readonly string[], to: string): string {
  let best = texts[0] ?? '';
  let longest = -1;
  for (const text of texts) {
    const shared = sharedBeginning(text, to);
    if (shared > longest) {
      best = text;
      longest = shared;
    }
  }
  return best;
}

/** Case does not count here: it is about what the author meant. */
function sharedBeginning(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    if (one.charAt(i).toLowerCase() !== other.charAt(i).toLowerCase()) return i;
  }
  return length;
}
