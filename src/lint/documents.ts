import { property } from '../base/loose.js';
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

/** A book that knows a document, and the kind by which it does. */
export interface Reading {
  readonly book: RuleBook;
  readonly kind: string;
}

/** The books that know a document; none when nothing tells what kind of policy it is. */
export function readingsOf({ kind, value }: FoundDocument): readonly Reading[] {
  const wanted = kind === 'repository-settings' ? settingsKinds(value) : [kind];
  return wanted.flatMap((one) => {
    const book = ruleBooks.find(({ kinds }) => kinds.includes(one));
    return book === undefined ? [] : [{ book, kind: one }];
  });
}

/** Of a repository, its tag settings are looked at where they are said; without them it has AWS's own. */
function settingsKinds(value: unknown): readonly string[] {
  const isSaid = ['imageTagMutability', 'imageTagMutabilityExclusionFilters'].some(
    (key) => property(value, key) !== undefined,
  );
  return isSaid ? ['tag-mutability'] : [];
}
