import type { PreparedRequest } from '../asked.js';
import { authorize } from '../authorize.js';
import type { CompiledPolicies } from '../compiled.js';
import { readingsOf } from '../readings.js';
import type {
  AuthorizationDecision,
  AuthorizeOptions,
  IamReadings,
  MatteringDoubt,
} from '../types.js';

/** The doubts with whose other reading the answer is another, found by asking again; only those the policies touch. */
export function doubtsThatMatter(
  decision: AuthorizationDecision,
  request: PreparedRequest,
  compiled: CompiledPolicies,
  options: AuthorizeOptions,
): readonly MatteringDoubt[] {
  return compiled.program.doubts.flatMap((reading) => {
    const taken = compiled.readings[reading];
    const other = otherThan(reading, taken);
    const readings: IamReadings = { ...compiled.readings, [reading]: other };
    const otherwise = authorize({ ...compiled, readings }, request, options).kind;
    return otherwise === decision.kind ? [] : [{ reading, taken, other, otherwise }];
  });
}

function otherThan(reading: keyof IamReadings, taken: string): string {
  const [first, second] = readingsOf[reading];
  return taken === first ? second : first;
}
