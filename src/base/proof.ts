/**
 * The answer to a question about all inputs at once.
 *
 * `holds` is only said by a complete procedure: there is no counterexample. `fails` carries one, a `witness`, together
 * with what the ordinary verb says of it on both sides (`replay`): it was asked again before it was reported. `unknown`
 * says why neither could be had, and `where` the document is to blame: a JSON pointer, empty for the whole.
 * `assumptions` are what the answer rests on besides the documents, by name.
 */
export type Verdict<
  Witness,
  Answer,
  Assumption extends string = string,
  Reason extends string = string,
> =
  | { readonly kind: 'holds'; readonly assumptions: readonly Assumption[] }
  | {
      readonly kind: 'fails';
      readonly witness: Witness;
      readonly replay: { readonly before: Answer; readonly after: Answer };
      readonly assumptions: readonly Assumption[];
    }
  | {
      readonly kind: 'unknown';
      readonly reason: Reason;
      readonly where: string;
      readonly assumptions: readonly Assumption[];
    };
