import type { TextPiece } from './pieces.js';

/**
 * The pieces of a text that `Fn::Sub` fills in. `${!name}` stands for `${name}` itself; a name that cannot be filled in
 * leaves a hole, spelled as it was.
 */
export function subPieces(
  text: string,
  at: string,
  fill: (name: string) => readonly TextPiece[] | undefined,
): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let taken = 0;
  const literal = (end: number) => {
    if (end > taken)
      pieces.push({ text: text.slice(taken, end), at, isLiteral: true, offset: taken });
  };
  for (let open = text.indexOf('${'); open !== -1; ) {
    const close = text.indexOf('}', open);
    if (close === -1) break;
    const name = text.slice(open + 2, close).trim();
    if (name.startsWith('!')) {
      literal(open + 2);
      taken = open + 3;
    } else {
      literal(open);
      const filled = fill(name);
      if (filled === undefined || filled.some(({ isHole }) => isHole)) {
        const hole = text.slice(open, close + 1);
        pieces.push({ text: hole, at, isLiteral: true, offset: open, isHole: true });
      } else pieces.push(...filled.map((piece) => ({ ...piece, at: piece.at ?? at })));
      taken = close + 1;
    }
    open = text.indexOf('${', close);
  }
  literal(text.length);
  return pieces;
}
