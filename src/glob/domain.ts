/**
 * The texts a question is about, as a small automaton: states are whole numbers from 0, and from every state some end
 * can be reached. A domain makes witnesses that could exist, and proofs that need not think of texts that cannot.
 */
export interface TextDomain {
  readonly start: number;
  isEnd(state: number): boolean;
  /** The ways on from a state. No letter is on two of them. */
  roads(state: number): readonly Road[];
  /** Letters that may stand almost anywhere, those one likes to read first. */
  readonly spareLetters: string;
  /** Most letters of a text. */
  readonly lengthMax?: number | undefined;
}

/** Letters that lead from one state to the same next one, those one likes to read first. */
export interface Road {
  /** Absent: every letter that no other road of the state takes. */
  readonly letters?: string | undefined;
  readonly to: number;
}

const small = 'abcdefghijklmnopqrstuvwxyz';
const readable = `xzyqwvkj${small}${small.toUpperCase()}0123456789`;

/** All texts, the empty one too. */
export const allTexts: TextDomain = {
  start: 0,
  isEnd: () => true,
  roads: () => anywhere,
  spareLetters: readable,
};
const anywhere: readonly Road[] = [{ to: 0 }];

/** All texts of some letters, the empty one too. */
export function textsOver(letters: string): TextDomain {
  const roads: readonly Road[] = [{ letters, to: 0 }];
  return { start: 0, isEnd: () => true, roads: () => roads, spareLetters: letters };
}

/** A domain while it is put together: states, and the roads between them. */
export class DomainDraft {
  private readonly ways: Road[][] = [];
  private readonly ends = new Set<number>();

  /** A new state. */
  state(): number {
    return this.ways.push([]) - 1;
  }

  /** A road between two states. No letter may be on another road of the first one. */
  road(from: number, letters: string, to: number): void {
    this.ways[from]?.push({ letters, to });
  }

  /** The state behind a word; words that begin alike share their way. */
  word(from: number, word: string): number {
    let at = from;
    for (const letter of word) {
      const known = this.ways[at]?.find(({ letters }) => letters === letter);
      const to = known?.to ?? this.state();
      if (known === undefined) this.road(at, letter, to);
      at = to;
    }
    return at;
  }

  /** The state behind any of some words and the letter `close`, with which none of the words goes on as another ends. */
  words(from: number, words: readonly string[], close: string): number {
    const behind = this.state();
    for (const word of new Set(words)) this.road(this.word(from, word), close, behind);
    return behind;
  }

  /** The state behind `count` letters. */
  letters(from: number, letters: string, count: number): number {
    let at = from;
    for (let i = 0; i < count; i++) {
      const to = this.state();
      this.road(at, letters, to);
      at = to;
    }
    return at;
  }

  /** A text may end here. */
  end(state: number): void {
    this.ends.add(state);
  }

  domain(start: number, spareLetters: string, lengthMax?: number): TextDomain {
    const { ways, ends } = this;
    return {
      start,
      isEnd: (state) => ends.has(state),
      roads: (state) => ways[state] ?? [],
      spareLetters,
      lengthMax,
    };
  }
}

/** Where a letter leads, or -1 when no text of the domain goes on with it. */
export function follow(domain: TextDomain, state: number, letter: number): number {
  let rest = -1;
  const text = String.fromCharCode(letter);
  for (const { letters, to } of domain.roads(state)) {
    if (letters === undefined) rest = to;
    else if (letters.includes(text)) return to;
  }
  return rest;
}

/** Whether a text belongs to a domain. */
export function isInDomain(domain: TextDomain, text: string): boolean {
  const { start, lengthMax = Number.POSITIVE_INFINITY } = domain;
  if (text.length > lengthMax) return false;
  let state = start;
  for (let i = 0; i < text.length; i++) {
    state = follow(domain, state, text.charCodeAt(i));
    if (state === -1) return false;
  }
  return domain.isEnd(state);
}
