import {
  type DocumentKind,
  type FileDiagnostic,
  type FoundDocument,
  findDocuments,
  type Notation,
} from '../inputs/index.js';
import type { RuleBook } from './check.js';
import { ruleBooks } from './rule-books.js';
import type { LintFile } from './types.js';

/** What was found in a file. */
export interface FileDocuments {
  readonly file: LintFile;
  readonly documents: readonly FoundDocument[];
  readonly diagnostics: readonly FileDiagnostic[];
}

/** How documents are looked for in one file. */
export interface DocumentSearch {
  readonly notations?: readonly Notation[] | undefined;
  readonly kind?: DocumentKind | undefined;
}

/** The documents of a file, and what is wrong with its text. */
export function documentsIn(file: LintFile, search: DocumentSearch): FileDocuments {
  const found = findDocuments([file], search);
  return { file, documents: found.ok ? found.value : [], diagnostics: found.diagnostics };
}

/** The book that knows a document; none when nothing tells what kind of policy it is. */
export function bookOf({ kind }: FoundDocument): RuleBook | undefined {
  return ruleBooks.find(({ kinds }) => kinds.includes(kind));
}
