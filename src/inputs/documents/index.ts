export { type ContentKind, contentOf, type FileContent } from './content.js';
export { findDocuments } from './find.js';
export { findingsInFile, isUnknownAt, placeOf } from './place.js';
export type {
  AttachedTo,
  DocumentKind,
  DocumentSource,
  FileDiagnostic,
  FilePlace,
  FindOptions,
  FoundDocument,
  FoundDocuments,
  Notation,
  ReadFile,
  Stretch,
  TextFile,
  UnknownPart,
  UnknownReason,
} from './types.js';
