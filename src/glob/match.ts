/**
 * A `*` pattern taken apart: `head*middle*…*tail`. A pattern without `*` is all head, and `tail` is undefined.
 * Plain data; `pattern` keeps what the author wrote.
 */
export interface Glob {
  readonly pattern: string;
  readonly head: string;
  readonly middles: readonly string[];
  readonly tail: string | undefined;
}

/** Takes a pattern apart in which `*` stands for zero or more characters and everything else for itself. */
export function compileGlob(pattern: string): Glob {
  const first = pattern.indexOf('*');
  if (first === -1) return { pattern, head: pattern, middles: [], tail: undefined };
  const last = pattern.lastIndexOf('*');
  return {
    pattern,
    head: pattern.slice(0, first),
    middles:
      first === last
        ? []
        : pattern
            .slice(first + 1, last)
            .split('*')
            .filter(isFilled),
    tail: pattern.slice(last + 1),
  };
}

function isFilled(piece: string): boolean {
  return piece !== '';
}

/** A glob for every text that starts with `prefix`, in which `*` is an ordinary character. */
export function compilePrefix(prefix: string): Glob {
  return { pattern: prefix, head: prefix, middles: [], tail: '' };
}

/**
 * Whether a whole text matches. Each middle is sought once, leftmost first, which finds a match whenever there is one;
 * the cost is bounded by pattern × text for every input, however hostile.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  const { head, middles, tail } = glob;
  if (tail === undefined) return text === head;
  if (text.length < head.length + tail.length) return false;
  if (!startsWith(text, head) || !endsWith(text, tail)) return false;
  if (middles.length === 0) return true;
  const end = text.length - tail.length;
  let from = head.length;
  for (const middle of middles) {
    const found = middle.length === 1 ? letterAt(text, middle, from) : text.indexOf(middle, from);
    if (found === -1) return false;
    from = found + middle.length;
    if (from > end) return false;
  }
  return true;
}

/** Where a single letter stands next: on texts as short as tags several times as fast as `indexOf`. */
function letterAt(text: string, letter: string, from: number): number {
  const code = letter.charCodeAt(0);
  for (let i = from; i < text.length; i++) if (text.charCodeAt(i) === code) return i;
  return -1;
}

/**
 * The engine's own `startsWith` costs several times as much as this loop on the short heads patterns have. Names tend to
 * begin alike, so it runs from behind.
 */
function startsWith(text: string, head: string): boolean {
  for (let i = head.length - 1; i >= 0; i--) {
    if (text.charCodeAt(i) !== head.charCodeAt(i)) return false;
  }
  return true;
}

function endsWith(text: string, tail: string): boolean {
  const shift = text.length - tail.length;
  for (let i = 0; i < tail.length; i++) {
    if (text.charCodeAt(shift + i) !== tail.charCodeAt(i)) return false;
  }
  return true;
}
