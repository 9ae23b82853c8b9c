import { isRecord } from '../../base/loose.js';
import {
  listActions,
  readActions,
  starOnlyListActions,
  starOnlyReadActions,
} from '../../facts/ecr-actions.js';
import {
  deniedErrorCode,
  deniedException,
  imageWrappedOperations,
  proxyCaller,
  readOperationsOfOtherActions,
  trailInstants,
} from '../../facts/events.js';
import { repositoryArn } from '../../model/arn.js';
import { parseInstant } from '../../model/instant.js';
import { member } from './envelope.js';
import { derivedId } from './ids.js';
import { wordedText } from './instants.js';
import { opening, recordId, versionMembers } from './trail.js';
import type { ApiCallFacts, TrailMoment, TrailRecord } from './types.js';

const readOnlyOperations: readonly string[] = [
  ...readActions,
  ...listActions,
  ...starOnlyReadActions,
  ...starOnlyListActions,
  ...readOperationsOfOtherActions,
];

/** Whether a call changes nothing, so that CloudTrail keeps no answer of it. */
export function isReadOnlyOperation(operation: string): boolean {
  return readOnlyOperations.includes(operation);
}

/** A call to ECR's API as CloudTrail records it, whether it was answered or refused. */
export function apiCallRecord(moment: TrailMoment, facts: ApiCallFacts): TrailRecord {
  const { operation, input, refusal, repositoryName } = facts;
  const start = opening(moment, operation, facts.userIdentity);
  const eventID = recordId(moment, [start, input, refusal ?? null]);
  const { readOnly, management, category } = versionMembers(moment, isReadOnlyOperation(operation));
  return {
    ...start,
    sourceIPAddress: facts.sourceIPAddress ?? proxyCaller,
    userAgent: facts.userAgent ?? proxyCaller,
    ...(refusal === undefined ? {} : errorMembers(refusal)),
    requestParameters: Object.keys(input).length > 0 ? input : null,
    responseElements: responseOf(facts),
    requestID: facts.requestId ?? derivedId(`${eventID} request`),
    eventID,
    ...readOnly,
    ...member('resources', resourcesOf(moment, repositoryName)),
    eventType: 'AwsApiCall',
    ...management,
    recipientAccountId: moment.registryId,
    ...category,
  };
}

function errorMembers({
  exception,
  message,
}: {
  readonly exception: string;
  readonly message: string;
}) {
  const errorCode = exception === deniedException ? deniedErrorCode : exception;
  return { errorCode, errorMessage: message };
}

function resourcesOf(moment: TrailMoment, repositoryName: string | undefined) {
  if (repositoryName === undefined) return undefined;
  return [{ ARN: repositoryArn({ ...moment, repositoryName }), accountId: moment.registryId }];
}

function responseOf({ operation, output, refusal }: ApiCallFacts): TrailRecord['responseElements'] {
  if (output === undefined || refusal !== undefined) return null;
  if (isReadOnlyOperation(operation) || Object.keys(output).length === 0) return null;
  const response = withWordedInstants(output);
  const isWrapped = imageWrappedOperations.some((name) => name === operation);
  return isWrapped ? { image: response } : response;
}

/** A copy in which the instants of the answer, and of what lies directly in it, are written as CloudTrail does. */
function withWordedInstants(
  output: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const worded = (key: string, value: unknown): unknown => {
    if (isRecord(value) && !(value instanceof Date)) return withWordedInstants(value);
    if (!trailInstants.some((name) => name === key)) return value;
    const ms = parseInstant(value);
    return ms === undefined ? value : wordedText(ms);
  };
  return Object.fromEntries(
    Object.entries(output).map(([key, value]) => [key, worded(key, value)]),
  );
}
