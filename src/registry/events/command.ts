import { textOf } from '../../base/loose.js';
import { parseRepositoryArn } from '../../model/arn.js';
import type { Command, Outcome } from '../operations.js';
import { apiCallRecord } from './api-call.js';
import { userIdentityOf } from './identity.js';
import type { TrailRecord } from './types.js';

/** What a record says of a call that the command does not. */
export interface CallOptions {
  /** Where the call came from; the docker proxy when absent, as for everybody who pushes and pulls. */
  readonly sourceIPAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly eventVersion?: string | undefined;
  /** Tells calls apart that say the same at the same instant. */
  readonly ordinal?: number | undefined;
}

/**
 * The call behind a command as CloudTrail records it, done or refused; undefined for what is no call: a lifecycle run
 * and a tick of the clock. Without a principal it is the account that called.
 */
export function commandRecord(
  command: Command,
  outcome: Outcome,
  options: CallOptions = {},
): TrailRecord | undefined {
  const { operation, principal, region, atMs } = command;
  if (operation === 'LifecycleRun' || operation === 'ClockTick') return undefined;
  const { sourceIPAddress, userAgent, eventVersion, ordinal } = options;
  const arn = typeof principal === 'object' ? principal.arn : principal;
  // The members of a request are what CloudTrail writes down, whichever operation it is.
  const input: Readonly<Record<string, unknown>> = { ...command.input };
  const { registryId = command.registryId, repositoryName } = ownerOf(input);
  return apiCallRecord(
    { registryId, region, atMs, eventVersion, ordinal },
    {
      operation,
      repositoryName,
      input,
      ...(outcome.kind === 'done' ? { output: { ...outcome.output } } : { refusal: outcome }),
      userIdentity: userIdentityOf(arn ?? command.registryId),
      sourceIPAddress,
      userAgent,
    },
  );
}

/** The account and the repository that a request names, by themselves or in an ARN. */
function ownerOf(input: Readonly<Record<string, unknown>>): {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
} {
  const arn = textOf(input['resourceArn']);
  const read = arn === undefined ? undefined : parseRepositoryArn(arn);
  if (read?.ok) return read.value;
  return {
    registryId: textOf(input['registryId']),
    repositoryName: textOf(input['repositoryName']),
  };
}
