import type { Diagnostic } from './diagnostic.js';
import { type JsonText, locate, readJsonText } from './json-text.js';
import { failure, type Result, success } from './result.js';

/** A document as it was given: its value, and how to add places to findings about it. */
export interface Document {
  readonly value: unknown;
  /** The text it was read from; absent when a value was given. */
  readonly text?: string | undefined;
  /** The findings with the range of each in the text. */
  readonly place: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** What a domain adds to findings about a text: its name, and the fact that such a document is expected. */
export interface DocumentVoice {
  readonly domain: string;
  readonly otherwise: string;
}

/**
 * Takes a document as JSON text or as a value. Text that is not JSON fails with every reason and its line and column;
 * a key that stands twice is a warning, since the last one counts.
 */
export function readDocument(input: unknown, voice: DocumentVoice): Result<Document> {
  if (typeof input !== 'string') return success({ value: input, place: (found) => found });
  const read = readJsonText(input);
  const problems = read.problems.map((problem) => textDiagnostic(problem, voice));
  if (problems.some(({ severity }) => severity === 'error')) return failure(problems);
  return success(
    { value: read.value, text: input, place: (found) => placed(input, found) },
    problems,
  );
}

/** Adds to each finding the range of the value it points at, or of the nearest value around it. */
export function placed(text: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const places = locate(
    text,
    diagnostics.flatMap(({ at }) => pathsUpwards(at)),
  );
  return diagnostics.map((diagnostic) => {
    if (diagnostic.range !== undefined) return diagnostic;
    const at = pathsUpwards(diagnostic.at).find((path) => places.has(path));
    return at === undefined ? diagnostic : { ...diagnostic, range: places.get(at) };
  });
}

function pathsUpwards(at: string): string[] {
  const paths = [at];
  for (let path = at; path !== ''; ) {
    path = path.slice(0, path.lastIndexOf('/'));
    paths.push(path);
  }
  return paths;
}

function textDiagnostic(
  problem: JsonText['problems'][number],
  { domain, otherwise }: DocumentVoice,
): Diagnostic {
  const { kind, message, at, range } = problem;
  const shared = { message, at, range, because: [otherwise] };
  switch (kind) {
    case 'duplicate-key':
      return {
        ...shared,
        code: `${domain}/duplicate-key`,
        severity: 'warning',
        help: 'remove one of the two; here the last one counts',
      };
    case 'nesting':
      return {
        ...shared,
        code: `${domain}/nesting`,
        severity: 'error',
        help: 'flatten the document',
      };
    case 'empty':
    case 'syntax':
      return {
        ...shared,
        code: `${domain}/not-json`,
        severity: 'error',
        help: 'correct the text, or check that the right file was given',
      };
  }
}
