import type { Union } from './union.js';

/**
 * A statement about one dimension of a request: one key, or one part of an ARN. Each exists once in its space, so that
 * literals are told apart by their number.
 */
export interface Literal {
  readonly number: number;
  readonly dimension: number;
  readonly says: Saying;
  /** Holds exactly where this one does not. */
  readonly opposite: Literal;
}

/** What a literal says of the values of its dimension. */
export interface Saying {
  /** The single value, every value of a list, or some value of it is where it should be. */
  readonly of: 'one' | 'every' | 'some';
  readonly union: Union;
  /** Whether values should be inside the union, or outside. */
  readonly inside: boolean;
  /** What it says of a request without the key. */
  readonly absent: boolean;
  /** What a list of several values gives where a single one is asked for. */
  readonly several: boolean;
}

/** The contrary: not every value is inside when some is outside. */
export function contrary({ of, union, inside, absent, several }: Saying): Saying {
  const other = of === 'every' ? 'some' : 'every';
  return {
    of: of === 'one' ? of : other,
    union,
    inside: !inside,
    absent: !absent,
    several: !several,
  };
}
