import type { TextPiece } from './pieces.js';
import { placeholdersIn } from './templating.js';

/** The pieces of a text in Terraform's language: `$${` stands for `${` itself, and any other `${…}` is a hole. */
export function expressionPieces(text: string, at: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const holes = placeholdersIn(text).filter(({ start }) => text.charAt(start - 1) !== '$');
  let taken = 0;
  const literal = (end: number) => {
    while (taken < end) {
      const escaped = text.indexOf('$${', taken);
      const isHere = escaped !== -1 && escaped < end;
      const to = isHere ? escaped + 1 : end;
      pieces.push({ text: text.slice(taken, to), at, isLiteral: true, offset: taken });
      taken = isHere ? escaped + 2 : end;
    }
  };
  for (const { start, end, written } of holes) {
    literal(start);
    pieces.push({ text: written, at, isLiteral: true, offset: start, isHole: true });
    taken = end;
  }
  literal(text.length);
  return pieces;
}

/** A value in which every `$${` is what it stands for. */
export function withoutEscapes(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$${', '${');
  if (Array.isArray(value)) return value.map(withoutEscapes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutEscapes(member)]),
  );
}
