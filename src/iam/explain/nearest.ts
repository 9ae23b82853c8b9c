/** Of several texts, by number, the one that begins most like another; the first among equals. */
export function nearest(
  numbers: readonly number[],
  textOf: (number: number) => string,
  to: string,
): string {
  let best = '';
  let longest = -1;
  for (const number of numbers) {
    const text = textOf(number);
    const shared = sharedBeginning(text, to);
    if (shared > longest) {
      best = text;
      longest = shared;
    }
  }
  return best;
}

/** How many characters two texts begin with alike, of which the first `from` are known to be. */
export function sharedBeginning(one: string, other: string, from = 0): number {
  const length = Math.min(one.length, other.length);
  for (let i = from; i < length; i++) {
    if (one.charCodeAt(i) !== other.charCodeAt(i)) return i;
  }
  return length;
}
