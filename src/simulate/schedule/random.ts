/**
 * Randomness as a value: numbers are drawn from a state, and the same state gives the same numbers. The steps are those
 * of splitmix32, a public-domain generator.
 */
export interface Drawn {
  /** At least 0 and less than 1. */
  readonly number: number;
  readonly state: number;
}

export function draw(state: number): Drawn {
  const next = (state + 0x9e3779b9) | 0;
  return { number: mixed(next) / 0x1_0000_0000, state: next };
}

/** A state from whatever it shall depend on, in this order. */
export function stateOf(...parts: readonly (number | string)[]): number {
  let state = 0x2545f491;
  for (const part of parts) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) state = mixed(state ^ text.charCodeAt(i)) | 0;
    state = mixed(state + 0x9e3779b9) | 0;
  }
  return state;
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/**
 * A digest that no other serial number of the same state has. Its first digits are random, for they decide between
 * images of one instant; the zeros behind them tell a reader that no content was ever hashed.
 */
export function digestOf(state: number, serial: number): string {
  const first = hex(mixed(state ^ mixed(serial)), 8);
  const second = hex(mixed(state + serial), 8);
  return `sha256:${first}${second}${zeros.slice(16 + 12)}${hex(serial, 12)}`;
}

const zeros = '0'.repeat(64);

function hex(value: number, length: number): string {
  const digits = value.toString(16);
  return zeros.slice(0, length - digits.length) + digits;
}
