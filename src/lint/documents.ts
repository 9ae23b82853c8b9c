import { placed } from '../base/document.js';
import { property } from '../base/loose.js';
import { guessPolicyKind } from '../inputs/index.js';
import type { DocumentToLint, LintFile } from './types.js';

/** The documents of files. */
export function documentsIn(files: readonly LintFile[]): readonly DocumentToLint[] {
  return files.flatMap((file) => {
    const kind = kindOf(file.text);
    return kind === undefined ? [] : [plainDocument(file, kind)];
  });
}

function plainDocument({ path, text }: LintFile, kind: string): DocumentToLint {
  return {
    kind,
    text,
    isVerbatim: true,
    value: parsed(text),
    unknown: [],
    address: '',
    place: { path },
    source: 'document',
    attachedTo: {},
    rangesOf: (pointers) =>
      new Map(
        [...pointers].flatMap((at) => {
          const [found] = placed(text, [
            { code: '', severity: 'info', message: '', at, because: [] },
          ]);
          return found?.range === undefined ? [] : [[at, found.range] as const];
        }),
      ),
    rangeInFile: (range) => range,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(text: string): string | undefined {
  const value = parsed(text);
  if (property(value, 'imageTagMutability') !== undefined) return 'tag-mutability';
  if (property(property(property(value, 'rules'), '0'), 'rulePriority') !== undefined) {
    return 'lifecycle';
  }
  const guessed = guessPolicyKind(text);
  return guessed.kind === 'authorization-details' || guessed.kind === 'untold'
    ? undefined
    : guessed.kind;
}
