import { capped, type Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { type Result, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  nameLengthMax,
  nameLengthMin,
  namePattern,
  nameSingleSeparatorPattern,
} from '../facts/repository.js';
import type { RegistryAddress } from './registry.js';

/** Where a repository is: its name, in a registry. */
export interface RepositoryAddress extends RegistryAddress {
  /** Namespaces included, such as `team-a/web`. */
  readonly repositoryName: string;
}

/** How names are read, first = default: as the service spells them now, or only as it did until 2025. */
export interface RepositoryNameReadings {
  readonly nameGrammar?: 'repeated-separators' | 'single-separators' | undefined;
}

const names = /* @__PURE__ */ new RegExp(namePattern);
const singleSeparatorNames = /* @__PURE__ */ new RegExp(nameSingleSeparatorPattern);

/** Whether a text can be the name of a repository. */
export function isRepositoryName(text: string, readings: RepositoryNameReadings = {}): boolean {
  const { length } = text;
  return length >= nameLengthMin && length <= nameLengthMax && grammarOf(readings).test(text);
}

function grammarOf({ nameGrammar }: RepositoryNameReadings): RegExp {
  return nameGrammar === 'single-separators' ? singleSeparatorNames : names;
}

/**
 * Reads the name of a repository. Every problem is reported at once; a name that not everybody takes (a digit first, or
 * separators side by side) is read, with a note.
 */
export function parseRepositoryName(
  text: string,
  readings: RepositoryNameReadings = {},
): Result<string> {
  return unlessRefused(text, [
    ...repositoryNameProblems(text, readings),
    ...repositoryNameNotes(text),
  ]);
}

/** What is wrong with the name of a repository; nothing exactly when `isRepositoryName`. */
export function repositoryNameProblems(
  text: string,
  readings: RepositoryNameReadings = {},
  at = '',
): readonly Diagnostic[] {
  if (isRepositoryName(text, readings)) return [];
  const found = [...lengthProblems(text, at), ...spellingProblems(text, readings, at)];
  if (found.length > 0) return capped('repository', found);
  return [problem('name-spelling', `${quote(text)} is not spelled as a name must be`, at)];
}

function lengthProblems(text: string, at: string): readonly Diagnostic[] {
  if (text === '') return [problem('name-empty', "a repository's name is empty", at)];
  if (text.length < nameLengthMin) {
    const message = `${quote(text)} has ${text.length} character, at least ${nameLengthMin} are accepted`;
    return [problem('name-too-short', message, at, undefined, ['repository.nameLengthMin'])];
  }
  if (text.length <= nameLengthMax) return [];
  const message = `a name of ${text.length} characters, at most ${nameLengthMax} are accepted`;
  return [problem('name-too-long', message, at, undefined, ['repository.nameLengthMax'])];
}

/** What each part of the name does that its grammar forbids; the grammar itself has decided already. */
function spellingProblems(
  text: string,
  readings: RepositoryNameReadings,
  at: string,
): readonly Diagnostic[] {
  if (text === '') return [];
  const found: Diagnostic[] = [];
  const parts = text.split('/');
  if (/[A-Z]/.test(text)) {
    const message = `${quote(text)} has upper-case letters`;
    const help = `write ${quote(text.toLowerCase())}`;
    found.push(problem('name-upper-case', message, at, help));
  }
  const strange = [...new Set(text.match(/[^A-Za-z0-9._/-]/gu) ?? [])];
  if (strange.length > 0) {
    const message = `${quote(text)} holds ${listed(strange)}`;
    const help = strange.includes(':')
      ? 'a tag is no part of the name; give them apart'
      : 'use letters, digits, dots, underscores, hyphens and slashes only';
    found.push(problem('name-character', message, at, help));
  }
  if (parts.includes('')) {
    const message = `${quote(text)} ${emptyPart(text)}`;
    found.push(problem('name-empty-part', message, at, 'write one slash between two parts'));
  }
  for (const part of parts.filter((name) => /^[._-]|[._-]$/.test(name))) {
    const message = `the part ${quote(part)} starts or ends with a separator`;
    found.push(
      problem('name-separator-outside', message, at, 'start and end with a letter or digit'),
    );
  }
  for (const run of new Set(text.match(/[._-]{2,}/g) ?? [])) {
    found.push(...runProblems(text, run, readings, at));
  }
  return found;
}

/** The first few of many characters. */
function listed(characters: readonly string[]): string {
  const shown = characters.slice(0, 5).map(quote).join(', ');
  return characters.length > 5 ? `${shown} and ${characters.length - 5} more` : shown;
}

function emptyPart(text: string): string {
  if (text.startsWith('/')) return 'starts with a slash';
  return text.endsWith('/') ? 'ends with a slash' : 'has two slashes side by side';
}

function runProblems(
  text: string,
  run: string,
  readings: RepositoryNameReadings,
  at: string,
): readonly Diagnostic[] {
  const help = `write one separator in place of ${quote(run)}`;
  if (run !== '__' && !/^-+$/.test(run)) {
    const message = `${quote(text)} has the separators ${quote(run)} side by side`;
    return [problem('name-separators', message, at, help)];
  }
  if (readings.nameGrammar !== 'single-separators') return [];
  const message = `${quote(text)} has ${quote(run)}, which was not accepted until 2025`;
  const because: FactId[] = ['repository.nameSingleSeparatorPattern'];
  return [problem('name-separators', message, at, help, because)];
}

/** What is legal and yet not taken everywhere, told as information. */
export function repositoryNameNotes(text: string, at = ''): readonly Diagnostic[] {
  if (!isRepositoryName(text)) return [];
  const notes: Diagnostic[] = [];
  if (/^[0-9]/.test(text)) {
    notes.push({
      code: 'repository/name-digit-first',
      severity: 'info',
      message: `${quote(text)} starts with a digit, which the service accepts and its guide does not`,
      at,
      because: ['repository.nameStartsWithLetter'] satisfies FactId[],
      help: 'start with a letter to be safe',
    });
  }
  if (!isRepositoryName(text, { nameGrammar: 'single-separators' })) {
    notes.push({
      code: 'repository/name-repeated-separators',
      severity: 'info',
      message: `${quote(text)} has separators side by side, which scanning and signing filters cannot spell without \`*\``,
      at,
      because: ['repository.nameSingleSeparatorPattern'] satisfies FactId[],
      help: 'write a single separator, or use filters with an asterisk',
    });
  }
  return notes;
}

function problem(
  name: string,
  message: string,
  at: string,
  help = 'write a name such as `team-a/web`',
  because: readonly FactId[] = ['repository.namePattern'],
): Diagnostic {
  return { code: `repository/${name}`, severity: 'error', message, at, because, help };
}

/** The namespaces a name lies in, outermost first: `a/b/c` lies in `a` and in `a/b`. */
export function namespacesOf(repositoryName: string): readonly string[] {
  const parts = repositoryName.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
