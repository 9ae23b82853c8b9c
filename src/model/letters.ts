/** Which of the letters people type fit behind `before` in a text of this shape, in the order one likes to read them. */
export function lettersBehind(shape: RegExp, before: string): string {
  return [...typed].filter((letter) => shape.test(before + letter)).join('');
}

/** How often a letter may stand in a row in a text of this shape; 0 when it may not. */
export function longestRun(shape: RegExp, letter: string): number {
  for (let count = longestAsked; count > 0; count--)
    if (shape.test(letter.repeat(count))) return count;
  return 0;
}

/** No name of AWS's is longer. */
const longestAsked = 512;

export const smallLetters = 'abcdefghijklmnopqrstuvwxyz';
export const digits = '0123456789';
const typed = `${smallLetters}${smallLetters.toUpperCase()}${digits}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~ `;
