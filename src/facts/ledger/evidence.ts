/** How well a fact is known: written by AWS, seen in the field, concluded from either, or not known. */
export type Standing = 'documented' | 'observed' | 'inferred' | 'unknown';

/** Where a fact comes from. `says` is our own sentence; `seen` is the month of the source, `YYYY-MM`. */
export interface Evidence {
  readonly says: string;
  readonly standing: Standing;
  readonly source: string;
  readonly seen: string;
}

/** A ledger of one subject: a row for every constant of its bare facts, and rows for rules that are no constant. */
export type LedgerOf<Subject extends string, Facts> = {
  readonly [Name in keyof Facts & string as `${Subject}.${Name}`]: Evidence;
} & { readonly [Rule in `${Subject}.${string}`]: Evidence };
