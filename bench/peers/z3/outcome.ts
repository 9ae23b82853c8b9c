/** What became of one question that both sides were asked. */
export type Outcome =
  | { readonly kind: 'agreed'; readonly answer: 'holds' | 'fails' }
  | { readonly kind: 'unknown'; readonly whose: 'ours' | 'z3' };

/** Both sides answered, and not the same; or one of them says what it cannot stand by. */
export class Disagreement extends Error {
  readonly evidence: unknown;

  constructor(message: string, evidence: unknown) {
    super(`${message}\n${JSON.stringify(evidence, null, 1)}`);
    this.evidence = evidence;
  }
}
