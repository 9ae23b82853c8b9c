import type { TextPiece } from './pieces.js';
import type { AttachedTo, DocumentKind, DocumentSource, UnknownPart } from './types.js';

/** A place in a file's values where a document stands, as a recogniser tells it. */
export interface Sighting {
  /** Undefined for an IAM policy whose kind its content must tell. */
  readonly kind: DocumentKind | undefined;
  readonly sign: string;
  readonly source: DocumentSource;
  readonly address: string;
  /** JSON pointer in the file. */
  readonly at: string;
  /** What stands there: a text that holds the document, or the document. */
  readonly value: unknown;
  readonly unknown: readonly UnknownPart[];
  readonly attachedTo: AttachedTo;
  readonly moment?: 'before' | 'after' | undefined;
  /** Whether its placeholders are filled in by a tool before AWS gets it; absent, that is so of a file that is the document. */
  readonly isOpen?: boolean | undefined;
  /** The text that the document is, when it is no text in a string but a whole file, and where that begins. */
  readonly whole?: { readonly text: string; readonly start: number } | undefined;
  /** What a text is made of, when it stands in several pieces; a hole in it is unknown. */
  readonly pieces?: readonly TextPiece[] | undefined;
  /** The pointer in what stands there of a pointer into `value`; the same when absent. */
  readonly origin?: ((at: string) => string) | undefined;
}
