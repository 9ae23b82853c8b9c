/** Prime and starts of FNV-1a, a start for each of the four words of an id. */
const prime = 0x01000193;
const starts = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35] as const;

/**
 * A UUID that a text alone decides: the same text always gives the same, and another text another one but for a chance
 * of one in 2^122. Of version 8, which is the one for ids that somebody makes in a way of his own.
 */
export function derivedId(text: string): string {
  const hex = starts.map((start, word) => wordOf(text, start + word)).join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, variant + hex.slice(17, 20), hex.slice(20)].join('-');
}

function wordOf(text: string, start: number): string {
  let word = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    word = Math.imul(word ^ (unit & 0xff), prime);
    word = Math.imul(word ^ (unit >>> 8), prime);
    // FNV alone keeps the words in step with one another; a turn of the bits parts them.
    word ^= word >>> 15;
  }
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return ((word ^ (word >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
