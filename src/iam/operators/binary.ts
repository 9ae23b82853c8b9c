import type { ConditionTest } from '../compiled.js';

type BinaryTest = Extract<ConditionTest, { family: 'binary' }>;

/** BinaryEquals: the same bytes behind the base-64 of both sides. Text that is no base-64 equals nothing. */
export function binaryTest(values: readonly string[]): BinaryTest {
  return { family: 'binary', values: values.map(bytes).filter((value) => value !== undefined) };
}

export function equalsBinary(test: BinaryTest, text: string): boolean {
  const asked = bytes(text);
  return asked !== undefined && test.values.includes(asked);
}

/** The bytes, two hexadecimal digits each. */
function bytes(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, '');
  let hex = '';
  let held = 0;
  let bits = 0;
  for (const digit of digits) {
    held = (held << 6) | alphabet.indexOf(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    hex += ((held >> bits) & 0xff).toString(16).padStart(2, '0');
    held &= (1 << bits) - 1;
  }
  return hex;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
