/**
 * A repository's name as the API model words it, naively, letter by letter. Shares no code with the library.
 *
 * A name is 2 to 256 characters: parts, with one slash between two. A part is runs of lower-case letters and digits, with
 * one separator between two runs. A separator is a dot, an underscore, two underscores, or hyphens in any number. Until
 * 2025 it was one dot, one underscore or one hyphen.
 */
export function referenceIsRepositoryName(
  name: string,
  separators: 'repeated' | 'single',
): boolean {
  if (name.length < 2 || name.length > 256) return false;
  return name.split('/').every((part) => isPart([...part], separators));
}

function isPart(letters: readonly string[], separators: 'repeated' | 'single'): boolean {
  let separator = '';
  let sawRun = false;
  for (const letter of letters) {
    if (letter === '.' || letter === '_' || letter === '-') {
      if (!sawRun) return false;
      separator += letter;
    } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
      if (separator !== '' && !isSeparator(separator, separators)) return false;
      separator = '';
      sawRun = true;
    } else {
      return false;
    }
  }
  return sawRun && separator === '';
}

function isSeparator(text: string, separators: 'repeated' | 'single'): boolean {
  if (text.length === 1) return true;
  if (separators === 'single') return false;
  return text === '__' || [...text].every((letter) => letter === '-');
}
