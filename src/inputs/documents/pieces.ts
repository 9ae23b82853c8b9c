import type { Stretch } from './types.js';

/** A part of a text that is put together from several. */
export interface TextPiece {
  readonly text: string;
  /** JSON pointer to what it came from; absent when that has no place of its own. */
  readonly at?: string | undefined;
  /** Whether what it came from is a text that has it in it, beginning at `offset`. */
  readonly isLiteral?: boolean | undefined;
  readonly offset?: number | undefined;
  /** Whether it stands for what is not known. */
  readonly isHole?: boolean | undefined;
}

/**
 * Where the characters of a text made of pieces stand: those of a literal one by one, those of any other piece where it
 * begins or ends. Undefined when one of them has no place.
 */
export function withinPieces(
  pieces: readonly TextPiece[],
  stretches: ReadonlyMap<string, Stretch>,
): Stretch['within'] {
  const placed: { readonly start: number; readonly end: number; readonly piece: TextPiece }[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (piece.at === undefined || !stretches.has(piece.at)) return undefined;
    placed.push({ start: length, end: length + piece.text.length, piece });
    length += piece.text.length;
  }
  return (offset, isEnd = false) => {
    const found =
      placed.find(({ start, end }) =>
        isEnd ? start < offset && offset <= end : start <= offset && offset < end,
      ) ?? placed.at(isEnd ? 0 : -1);
    if (found === undefined) return 0;
    const stretch = stretches.get(found.piece.at ?? '');
    const inside = offset - found.start + (found.piece.offset ?? 0);
    if (found.piece.isLiteral && stretch?.within) return stretch.within(inside, isEnd);
    return (isEnd ? stretch?.end : stretch?.start) ?? 0;
  };
}
