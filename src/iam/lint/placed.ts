/** A text of a policy with its JSON pointer. */
export interface PlacedText {
  readonly text: string;
  readonly at: string;
}
