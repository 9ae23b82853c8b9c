import { expect } from 'vitest';
import type { Result } from '../src/lifecycle/index.js';
import { faultOf } from './fault-of.js';

/** What holds of every answer of a reader, whatever it was given; `text` is the input if it was one. */
export function expectSoundAnswer(result: Result<unknown>, text: string | undefined): void {
  const fault = faultOf(result, text);
  if (fault !== undefined) expect.fail(fault);
}
