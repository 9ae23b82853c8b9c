/** The one of several names that is written most like another, when it is close enough to be meant. */
export function closestName(names: readonly string[], written: string): string | undefined {
  const lower = written.trim().toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(written.length / 5)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - lower.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), lower);
    if (distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** How many characters have to be added, removed or replaced to make one text of another. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
