import { type LanguageOptions, textOutside } from '../glob/language.js';
import { type Pattern, patternOf } from '../glob/pattern.js';
import { repositoryNameTexts } from './repository-language.js';

/** Names of repositories that no rule can tell apart which goes by how a name begins. */
export interface NameClass {
  /** What the names of the class begin with; empty for those that begin with none of the prefixes. */
  readonly prefix: string;
  /** A shortest of them. */
  readonly example: string;
}

/**
 * The classes of names that some prefixes tell apart: which of them a name begins with is decided by the longest one.
 * A prefix with which no name begins has no class.
 */
export function nameClasses(prefixes: Iterable<string>): readonly NameClass[] {
  const distinct = [...new Set(['', ...prefixes])].sort();
  const domain = repositoryNameTexts();
  return distinct.flatMap((prefix): readonly NameClass[] => {
    const longer = distinct.filter((other) => other !== prefix && other.startsWith(prefix));
    const found = textOutside(startingWith(prefix), longer.map(startingWith), {
      domain,
      budget: Number.POSITIVE_INFINITY,
    } satisfies LanguageOptions);
    return found.kind === 'found' ? [{ prefix, example: found.text }] : [];
  });
}

/** Whether some repository can have a name that begins so. */
export function canBegin(prefix: string): boolean {
  const found = textOutside(startingWith(prefix), [], { domain: repositoryNameTexts() });
  return found.kind === 'found';
}

function startingWith(prefix: string): Pattern {
  return patternOf([{ text: prefix, literal: true }, { text: '*' }]);
}
