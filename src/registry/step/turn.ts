import type {
  CommandOf,
  Operation,
  OperationInputs,
  OperationOutput,
  Outcome,
} from '../operations.js';
import type { Draft } from './draft.js';

/** One command and the draft that it works on. */
export interface Turn<O extends Operation> {
  readonly draft: Draft;
  readonly command: CommandOf<O>;
  readonly input: OperationInputs[O];
}

/** What an operation does to the draft. A refusal leaves the draft to be thrown away, whatever it holds by then. */
export type Handler<O extends Operation> = (turn: Turn<O>) => Outcome<O>;

export function done<O extends Operation>(output: OperationOutput<O>): Outcome<O> {
  return { kind: 'done', output };
}
