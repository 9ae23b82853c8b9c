import type { Budget } from '../../../base/budget.js';

/** Where texts are looked for that stand for others. */
export interface CellScene {
  /** Whether there can be such a text. */
  readonly has: (text: string) => boolean;
  /** Texts one likes to read. */
  readonly words: readonly string[];
  /** A text that begins in one way and in none of some longer ones, and is none of some texts. */
  readonly search: (
    beginning: string,
    longer: readonly string[],
    texts: readonly string[],
  ) => string | undefined;
  readonly budget: Budget;
}

/**
 * One text for each cell that texts and beginnings cut: each text asked for, and for each beginning one that is none of
 * them and has no longer beginning.
 */
export function cellTexts(
  texts: ReadonlySet<string>,
  beginnings: ReadonlySet<string>,
  scene: CellScene,
): readonly string[] {
  const all = new Set(['', ...beginnings]);
  const inOrder = [...all].sort();
  const places = new Map(inOrder.map((beginning, place) => [beginning, place]));
  const found = new Set(texts);
  scene.budget.take(texts.size + all.size);
  for (const beginning of all) {
    const isFree = (text: string): boolean => {
      scene.budget.take(1 + text.length);
      if (!text.startsWith(beginning) || texts.has(text) || !scene.has(text)) return false;
      for (let length = beginning.length + 1; length <= text.length; length++) {
        if (beginnings.has(text.slice(0, length))) return false;
      }
      return true;
    };
    const quick = [beginning, ...quickEndings.map((end) => `${beginning}${end}`)];
    const ready = scene.words.find(isFree) ?? quick.find(isFree);
    const longer = () => longerThan(inOrder, places.get(beginning) ?? 0, scene.budget);
    const own = ready ?? scene.search(beginning, longer(), [...texts]);
    if (own !== undefined) found.add(own);
  }
  return [...found];
}

/** The beginnings that begin as one of them does, which stand right behind it in order. */
function longerThan(inOrder: readonly string[], place: number, budget: Budget): readonly string[] {
  const beginning = inOrder[place] ?? '';
  let end = place + 1;
  while (inOrder[end]?.startsWith(beginning) === true) end += 1;
  budget.take(end - place);
  return inOrder.slice(place + 1, end);
}

const quickEndings = ['x', 'z', 'q', 'xyz', '0', '/x'];
