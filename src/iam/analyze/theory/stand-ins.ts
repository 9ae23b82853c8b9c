import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { type Bits, noBits, otherBits, setBit } from './bits.js';
import { hasShape } from './shape.js';
import type { Union } from './union.js';

/** Texts that stand for all others: what holds for one of them holds for some text, and the other way round. */
export class StandIns {
  readonly texts: readonly string[];
  private readonly budget: Budget;
  private readonly places = new Map<string, number>();
  /** Places in the order of their texts, in which those that begin alike are neighbours. */
  private inOrder: readonly number[] | undefined;

  constructor(texts: readonly string[], budget: Budget) {
    budget.take(texts.length);
    this.texts = texts;
    this.budget = budget;
    for (const [place, text] of texts.entries()) this.places.set(text, place);
  }

  /** The set of all of them, or of none, with or without the absence of any text, which is its first bit. */
  all(isThere: boolean, isAbsent: boolean): Bits {
    const count = this.texts.length + 1;
    const bits = isThere ? otherBits([], count) : noBits(count);
    return withAbsence(bits, isAbsent);
  }

  /** Those inside a union, or those outside, with or without the absence of any text. */
  of(union: Union, inside: boolean, isAbsent: boolean): Bits {
    const count = this.texts.length + 1;
    this.budget.take(count + union.shapes.length);
    const bits = noBits(count);
    for (const shape of union.shapes) {
      if (shape.kind === 'text') {
        const place = this.places.get(shape.text);
        if (place !== undefined) setBit(bits, place + 1);
      } else if (shape.kind === 'beginning') {
        for (const place of this.beginningWith(shape.text)) setBit(bits, place + 1);
      } else {
        this.budget.take(this.texts.length);
        for (const [place, text] of this.texts.entries()) {
          if (hasShape(shape, text, this.budget)) setBit(bits, place + 1);
        }
      }
    }
    return withAbsence(inside ? bits : otherBits(bits, count), isAbsent);
  }

  private beginningWith(beginning: string): readonly number[] {
    const inOrder = this.ordered();
    let [from, to] = [0, inOrder.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (at(this.texts, at(inOrder, middle)) < beginning) from = middle + 1;
      else to = middle;
    }
    while (to < inOrder.length && at(this.texts, at(inOrder, to)).startsWith(beginning)) to += 1;
    this.budget.take(1 + to - from);
    return inOrder.slice(from, to);
  }

  private ordered(): readonly number[] {
    if (this.inOrder === undefined) {
      this.budget.take(this.texts.length);
      const text = (place: number) => at(this.texts, place);
      const isLess = (a: number, b: number) => text(a) < text(b);
      const places = this.texts.map((_, place) => place);
      this.inOrder = places.sort((a, b) => (isLess(a, b) ? -1 : Number(isLess(b, a))));
    }
    return this.inOrder;
  }
}

function withAbsence(bits: number[], isAbsent: boolean): Bits {
  const first = bits[0] ?? 0;
  bits[0] = isAbsent ? first | 1 : first & ~1;
  return bits;
}
