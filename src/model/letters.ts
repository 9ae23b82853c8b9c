/** Which of the letters people type fit behind `before` in a text of this shape, in the order one likes to read them. */
export function lettersBehind(shape: RegExp, before: string): string {
  return [...typed].filter((letter) => shape.test(before + letter)).join('');
}

/**
 * How often a letter may stand in a row in a text of this shape; 0 when it may not. AWS bounds lengths from two sides
 * and leaves no gap between, so that the first that is too long ends the search.
 */
export function longestRun(shape: RegExp, letter: string): number {
  let longest = 0;
  for (let count = 1; count <= longestAsked; count++) {
    if (shape.test(letter.repeat(count))) longest = count;
    else if (longest > 0) break;
  }
  return longest;
}

/** No name of AWS's is longer. */
const longestAsked = 512;

export const smallLetters = 'abcdefghijklmnopqrstuvwxyz';
export const digits = '0123456789';
const typed = `${smallLetters}${smallLetters.toUpperCase()}${digits}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~ `;
