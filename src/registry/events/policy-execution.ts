import { filled } from '../../base/frame.js';
import {
  countTypeLabels,
  countUnitLabels,
  firstPolicyVersion,
  heldBackFailureCode,
  heldBackFailureReason,
  imagesPerRecordMax,
  policyEventNames,
  tagStatusLabels,
  tagsPerImageInRecordMax,
  trailMembersSince,
} from '../../facts/events.js';
import type { LifecycleRule } from '../../lifecycle/index.js';
import { member } from './envelope.js';
import { derivedId } from './ids.js';
import { isSince, serviceRecord } from './trail.js';
import type {
  LifecycleEventImageAction,
  LifecycleEventRule,
  PolicyActionFacts,
  PolicyExecutionRecord,
  PolicyFailureFacts,
  PolicyRunFacts,
  TrailMoment,
} from './types.js';

/**
 * `PolicyExecutionEvent` of a run of a lifecycle policy, or `DryRunEvent` of a preview. A run that did nothing is one
 * record with empty lists; one with ten images or more takes several, of which only the images and the ids differ.
 */
export function policyExecutionRecords(
  moment: TrailMoment,
  facts: PolicyRunFacts,
): readonly PolicyExecutionRecord[] {
  const { repositoryName } = facts;
  const shared = { repositoryName, lifecycleEventPolicy: policyOf(moment, facts) };
  const record = ({ actions, failures }: Portion, when: TrailMoment) =>
    serviceRecord(when, {
      eventName: policyEventNames[facts.kind],
      repositoryName,
      details: {
        ...shared,
        lifecycleEventImageActions: actions.map(imageActionOf),
        lifecycleEventFailureDetails: failures.map(failureOf),
      },
    });
  const [start, ...rest] = portions(facts.actions, facts.failures ?? []);
  const first = record(start, moment);
  // The others derive their ids from the first one's, so that no two have the same, whatever they say.
  const others = rest.map((portion, index) =>
    record(portion, { ...moment, id: derivedId(`${first.eventID} ${index}`) }),
  );
  return [first, ...others];
}

/** What a record says of an image that these manifest lists hold back. */
export function heldBackFailure(
  blockedBy: readonly string[],
): Pick<PolicyFailureFacts, 'failureCode' | 'failureReason'> {
  return {
    failureCode: heldBackFailureCode,
    failureReason: filled(heldBackFailureReason, blockedBy.join(', ')),
  };
}

interface Portion {
  readonly actions: readonly PolicyActionFacts[];
  readonly failures: readonly PolicyFailureFacts[];
}

/** The images cut into as many as a record may hold, those acted on first; one portion at least. */
function portions(
  actions: readonly PolicyActionFacts[],
  failures: readonly PolicyFailureFacts[],
): readonly [Portion, ...Portion[]] {
  const count = Math.ceil((actions.length + failures.length) / imagesPerRecordMax);
  const portion = (index: number): Portion => {
    const from = index * imagesPerRecordMax;
    const to = from + imagesPerRecordMax;
    const failuresFrom = Math.max(0, from - actions.length);
    const failuresTo = Math.max(0, to - actions.length);
    return {
      actions: actions.slice(from, to),
      failures: failures.slice(failuresFrom, failuresTo),
    };
  };
  const others = Array.from({ length: Math.max(0, count - 1) }, (_, index) => portion(index + 1));
  return [portion(0), ...others];
}

function policyOf(moment: TrailMoment, facts: PolicyRunFacts) {
  const { policy, repositoryName, policyVersion = firstPolicyVersion } = facts;
  const { region, registryId } = moment;
  const policyId =
    facts.policyId ?? derivedId(JSON.stringify([registryId, region, repositoryName, policy]));
  return {
    lifecycleEventRules: [...policy.rules]
      .sort((a, b) => a.rulePriority - b.rulePriority)
      .map((rule) => ruleOf(rule, moment)),
    lastEvaluatedAt: facts.lastEvaluatedAtMs ?? 0,
    policyVersion,
    policyId,
  };
}

function ruleOf(rule: LifecycleRule, { eventVersion }: TrailMoment): LifecycleEventRule {
  const { rulePriority, description, selection, action } = rule;
  const patterns = isSince(eventVersion, trailMembersSince.tagPatternList)
    ? (selection.tagPatternList ?? [])
    : undefined;
  const unit = selection.countUnit;
  return {
    rulePriority,
    ...member('description', description),
    lifecycleEventSelection: {
      tagStatus: tagStatusLabels[selection.tagStatus],
      tagPrefixList: selection.tagPrefixList ?? [],
      ...member('tagPatternList', patterns),
      countType: countTypeLabels[selection.countType],
      ...member('countUnit', unit === undefined ? undefined : countUnitLabels[unit]),
      countNumber: selection.countNumber,
    },
    action: action.type,
  };
}

function imageActionOf(facts: PolicyActionFacts): LifecycleEventImageAction {
  const tagList = facts.imageTags.slice(0, tagsPerImageInRecordMax);
  return {
    lifecycleEventImage: {
      digest: facts.imageDigest,
      tagStatus: tagList.length > 0 ? tagStatusLabels.tagged : tagStatusLabels.untagged,
      tagList,
      pushedAt: facts.imagePushedAtMs,
    },
    rulePriority: facts.appliedRulePriority,
  };
}

function failureOf(facts: PolicyFailureFacts) {
  const { failureCode, failureReason } = facts;
  return { ...imageActionOf(facts), failureCode, failureReason };
}
