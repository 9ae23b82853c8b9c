import type { Ask } from '../asked.js';
import { decide } from '../authorize.js';
import { contextOf } from '../context.js';
import { askOf } from '../layers/ask.js';
import { readingsOf } from '../readings.js';
import type { AuthorizationDecision, IamReadings, MatteringDoubt } from '../types.js';

/** The doubts with whose other reading the answer is another, found by asking again where it may be. */
export function doubtsThatMatter(
  decision: AuthorizationDecision,
  ask: Ask,
): readonly MatteringDoubt[] {
  const { compiled, request } = ask;
  const found: MatteringDoubt[] = [];
  for (const reading of compiled.program.doubts) {
    if (signs[reading]?.(ask) === false) continue;
    const taken = compiled.readings[reading];
    const other = otherThan(reading, taken);
    const readings: IamReadings = { ...compiled.readings, [reading]: other };
    const otherwise = decide(askOf({ ...compiled, readings }, request, ask.open)).kind;
    if (otherwise !== decision.kind) found.push({ reading, taken, other, otherwise });
  }
  return found;
}

function otherThan(reading: keyof IamReadings, taken: string): string {
  const [first, second] = readingsOf[reading];
  return taken === first ? second : first;
}

/** What a request must have about it for a reading to matter; the policies have been looked at when they were compiled. */
const signs: Readonly<Partial<Record<keyof IamReadings, (ask: Ask) => boolean>>> = {
  awsStarForServices: ({ request }) => request.principal.type === 'service',
  federatedWithoutSession: ({ request }) => request.principal.type === 'federated',
  registryPolicyOnStarOnly: ({ terms }) => terms.action?.registryPolicyV2 === 'unclear',
  replicateInRepositoryPolicy: ({ terms }) => terms.action?.repositoryPolicy === 'unclear',
  listWithoutQualifier: hasList,
  emptyString: hasEmptyText,
};

function hasList({ request }: Ask): boolean {
  for (const values of contextOf(request).values()) if (values.length > 1) return true;
  return false;
}

function hasEmptyText({ request }: Ask): boolean {
  for (const values of contextOf(request).values()) {
    for (const { text } of values) if (text === '') return true;
  }
  return false;
}
