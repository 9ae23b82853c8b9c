import type { Diagnostic } from '../../base/diagnostic.js';
import type { FileDiagnostic, FilePlace, FoundDocument } from './types.js';

/** Where in its file the value at a JSON pointer into a document stands, or the nearest value around it. */
export function placeOf(found: FoundDocument, at: string): FilePlace {
  return { path: found.place.path, range: found.rangesOf([at]).get(at) ?? found.place.range };
}

/**
 * Whether the value at a pointer, or something around it, is unknown. A finding there says nothing about the document
 * that AWS will get.
 */
export function isUnknownAt(found: FoundDocument, at: string): boolean {
  return found.unknown.some((part) => at === part.at || at.startsWith(`${part.at}/`));
}

/**
 * Findings about a document as findings about its file: the ranges lead into the file, `at` stays a pointer into the
 * document. Findings at what is unknown are left out. They may come from a reader that was given `text`, or from one
 * that was given `value`.
 */
export function findingsInFile(
  found: FoundDocument,
  diagnostics: readonly Diagnostic[],
): readonly FileDiagnostic[] {
  const known = diagnostics.filter(({ at }) => !isUnknownAt(found, at));
  const { path, range: whole } = found.place;
  const exact = known.map(({ range }) => range && found.rangeInFile(range));
  const others = known.filter((_, index) => exact[index] === undefined).map(({ at }) => at);
  const ranges = others.length === 0 ? undefined : found.rangesOf(others);
  return known.map((diagnostic, index) => ({
    ...diagnostic,
    range: exact[index] ?? ranges?.get(diagnostic.at) ?? whole,
    path,
  }));
}
