import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../src/inputs/index.js';
import { cases } from '../cases.js';
import { referenceInstant } from '../reference/inputs.js';

interface InstantCase {
  readonly name: string;
  readonly spelled: unknown;
  /** Absent when it is no instant. */
  readonly instant?: string;
}

describe('reading an instant', () => {
  it.each(cases<InstantCase>('inputs/instants'))('$name', ({ spelled, instant }) => {
    const ms = parseInstant(spelled);
    expect(ms === undefined ? undefined : formatInstant(ms)).toBe(instant);
  });

  it('a Date is taken as it is, and an invalid one is none', () => {
    expect(parseInstant(new Date(1_565_128_275_123))).toBe(1_565_128_275_123);
    expect(parseInstant(new Date(Number.NaN))).toBeUndefined();
  });

  it('numbers that are none are none', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1, -8.64e15 - 1]) {
      expect(parseInstant(value)).toBeUndefined();
    }
    expect(parseInstant(8.64e15)).toBe(8.64e15);
    expect(Object.is(parseInstant(-0), 0)).toBe(true);
  });
});

describe('writing an instant', () => {
  it('shows a number that is none as it is', () => {
    expect(formatInstant(8.64e15 + 2)).toBe('8640000000000002');
    expect(formatInstant(Number.NaN)).toBe('NaN');
    expect(formatInstant(Number.NEGATIVE_INFINITY)).toBe('-Infinity');
  });

  it('cuts what is below a millisecond', () => {
    expect(formatInstant(-0.5)).toBe('1969-12-31T23:59:59.999Z');
  });
});

const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2030, 0) }),
  fc.integer({ min: Date.UTC(0, 0), max: Date.UTC(9999, 11, 31) }),
);

const offset = fc.tuple(
  fc.constantFrom('+', '-'),
  fc.integer({ min: 0, max: 23 }),
  fc.integer({ min: 0, max: 59 }),
  fc.constantFrom(':', ''),
);

const two = (value: number) => String(value).padStart(2, '0');

/** The instant on a clock that is ahead of UTC by the offset. */
function local(ms: number, aheadMs: number): string | undefined {
  const text = new Date(ms + aheadMs).toISOString();
  return text.length === 24 ? text.slice(0, -1) : undefined;
}

describe('the same instant', () => {
  it('is the same number however it is spelled', () => {
    fc.assert(
      fc.property(instant, offset, (ms, [sign, hours, minutes, colon]) => {
        const ahead = (sign === '+' ? 1 : -1) * (hours * 60 + minutes) * 60_000;
        const there = local(ms, ahead);
        const here = local(ms, 0);
        const zone = `${sign}${two(hours)}${colon}${two(minutes)}`;
        const spellings: unknown[] = [new Date(ms)];
        if (here !== undefined) {
          spellings.push(
            here,
            `${here}Z`,
            `${here}000Z`,
            `${here}999 `.trim(),
            here.replace('T', ' '),
          );
        }
        if (there !== undefined) {
          spellings.push(
            `${there}${zone}`,
            `${there}4999${zone}`,
            `${there.replace('T', ' ')}${zone}`,
          );
        }
        if (Math.abs(ms) < 8e12) spellings.push(ms / 1000);
        if (Math.abs(ms) >= 1e11) spellings.push(ms, String(ms));
        if (ms >= 0 && ms < 1e14) {
          spellings.push(`${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`);
        }
        for (const spelling of spellings)
          expect([spelling, parseInstant(spelling)]).toEqual([spelling, ms]);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from its own text, over all years there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (ms) => {
        expect(parseInstant(formatInstant(ms))).toBe(ms);
      }),
    );
  });
});

/** A spelling, and perhaps one letter of it spoilt. */
const nearly = fc
  .tuple(
    instant.map((ms) => new Date(ms).toISOString()),
    fc.constantFrom('T', ' ', 't', ''),
    fc.constantFrom('Z', '', '+09:00', '-0530', '-05', ' +0100', '+24:00', '+01:60', '+1'),
    fc.integer({ min: 10, max: 23 }),
    fc.option(fc.tuple(fc.nat(30), fc.constantFrom('0', '3', '9', '-', ':', '.', 'T', '', ' ')), {
      nil: undefined,
    }),
  )
  .filter(([text]) => text.length === 24)
  .map(([text, mark, zone, length, spoil]) => {
    const spelled = text.slice(0, length).replace('T', mark) + zone;
    if (spoil === undefined) return spelled;
    const [place, letter] = spoil;
    const at = place % spelled.length;
    return spelled.slice(0, at) + letter + spelled.slice(at + 1);
  });

describe('text that is nearly an instant', () => {
  it('is read as Date reads its plain form, or not at all', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        expect([text, parseInstant(text)]).toEqual([text, referenceInstant(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  it('and so are numbers', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: -8e9, max: 8e9, noNaN: true }),
          fc.double({ min: 1e11, max: 1e17 }),
        ),
        (value) => {
          expect(parseInstant(value)).toBe(referenceInstant(value));
        },
      ),
    );
  });
});
