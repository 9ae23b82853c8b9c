/**
 * BinaryEquals: the base-64 text of the same bytes, in which the bits that belong to no byte are zero. Text that is no
 * base-64 equals nothing.
 */
export function binaryOf(text: string): string | null {
  const found = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text);
  if (found === null || text.length % 4 !== 0) return null;
  const [, digits = '', padding = ''] = found;
  // Each `=` stands for six bits without a byte, and leaves two idle in the last digit.
  const idle = padding.length * 2;
  const last = alphabet.indexOf(digits.slice(-1));
  return `${digits.slice(0, -1)}${alphabet.charAt((last >> idle) << idle)}${padding}`;
}

export function equalsBinary(values: readonly string[], text: string): boolean {
  const asked = binaryOf(text);
  return asked !== null && values.includes(asked);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
