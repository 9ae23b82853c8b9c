import { createAction, replicateAction, tagAction } from '../facts/replication.js';
import type {
  CompiledDestination,
  DestinationState,
  Permission,
  ReplicationAction,
  Unknown,
} from './types.js';

/** What keeps an image from arriving for certain. */
export type Refusal =
  | { readonly outcome: 'unsupported'; readonly reason: 'same-registry' | 'partition' | 'opt-in' }
  | { readonly outcome: 'denied'; readonly missing: ReplicationAction; readonly status: 'FAILED' }
  | {
      readonly outcome: 'failed';
      readonly reason: 'template-lacks-role' | 'quota';
      readonly status: 'FAILED';
    };

/** What certainly stands between a rule and a copy: the first of all that does. Nothing unknown could change it. */
export function refusalOf(
  { barrier, optInRegions, crossAccount }: CompiledDestination,
  state: DestinationState | undefined,
): Refusal | undefined {
  if (barrier === 'same-registry' || barrier === 'partition') {
    return { outcome: 'unsupported', reason: barrier };
  }
  if (state === undefined) return undefined;
  if (optInRegions.length > 0 && state.optedIn === 'no') {
    return { outcome: 'unsupported', reason: 'opt-in' };
  }
  if (crossAccount && state.mayReplicate === 'denied') return denied(replicateAction);
  if (state.repository === 'missing') {
    if (crossAccount && state.mayCreate === 'denied') return denied(createAction);
    if (needsTagging(crossAccount, state) && state.mayTag === 'denied') return denied(tagAction);
    if (state.template?.lacksRole) return failed('template-lacks-role');
  }
  return state.quota === 'exceeded' ? failed('quota') : undefined;
}

/** What has to be known before it is certain that nothing stands in the way. */
export function unknownsOf(
  { barrier, optInRegions, crossAccount }: CompiledDestination,
  state: DestinationState | undefined,
): readonly Unknown[] {
  const unknowns: Unknown[] = [];
  if (barrier === 'unknown-region') unknowns.push('partition');
  if (optInRegions.length > 0 && isUnknown(state?.optedIn)) unknowns.push('opt-in');
  if (crossAccount && isUnknown(state?.mayReplicate)) unknowns.push(replicateAction);
  if (state?.repository === 'exists') return unknowns;
  const creation = creationUnknowns(crossAccount, state);
  const matters = creation.length > 0 || creationFails(crossAccount, state);
  if (matters && isUnknown(state?.repository)) unknowns.push('repository');
  unknowns.push(...creation);
  return unknowns;
}

function creationUnknowns(
  crossAccount: boolean,
  state: DestinationState | undefined,
): readonly Unknown[] {
  const unknowns: Unknown[] = [];
  if (crossAccount && isUnknown(state?.mayCreate)) unknowns.push(createAction);
  if (needsTagging(crossAccount, state) && isUnknown(state?.mayTag)) unknowns.push(tagAction);
  return unknowns;
}

/** Whether a repository could certainly not be created, if it should prove to be missing. */
function creationFails(crossAccount: boolean, state: DestinationState | undefined): boolean {
  if (crossAccount && state?.mayCreate === 'denied') return true;
  if (needsTagging(crossAccount, state) && state?.mayTag === 'denied') return true;
  return state?.template?.lacksRole === true;
}

/** Within one account nothing has to be allowed, and only tags of a template have to be set. */
function needsTagging(crossAccount: boolean, state: DestinationState | undefined): boolean {
  return crossAccount && state?.template?.hasResourceTags === true;
}

function isUnknown(known: Permission | 'yes' | 'no' | 'exists' | 'missing' | undefined): boolean {
  return known === undefined || known === 'unknown';
}

function denied(missing: ReplicationAction): Refusal {
  return { outcome: 'denied', missing, status: 'FAILED' };
}

function failed(reason: 'template-lacks-role' | 'quota'): Refusal {
  return { outcome: 'failed', reason, status: 'FAILED' };
}
