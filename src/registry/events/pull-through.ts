import { detailTypes, pullThroughRuleVersion } from '../../facts/events.js';
import { repositoryArn } from '../../model/arn.js';
import { enveloped, member } from './envelope.js';
import type { EventMoment, PullThroughEvent, PullThroughFacts } from './types.js';

/** `ECR Pull Through Cache Action`, sent whenever a cached image is brought up to date with its upstream, or fails to be. */
export function pullThroughEvent(moment: EventMoment, facts: PullThroughFacts): PullThroughEvent {
  const { repositoryName } = facts;
  return enveloped(moment, {
    detailType: detailTypes.pullThroughCacheAction,
    resources: [repositoryArn({ ...moment, repositoryName })],
    detail: {
      'rule-version': pullThroughRuleVersion,
      'sync-status': facts.syncStatus ?? 'SUCCESS',
      'ecr-repository-prefix': facts.ecrRepositoryPrefix,
      'repository-name': repositoryName,
      'upstream-registry-url': facts.upstreamRegistryUrl,
      ...member('image-tag', facts.imageTag),
      ...member('image-digest', facts.imageDigest),
      ...member('failure-code', facts.failureCode),
      ...member('failure-reason', facts.failureReason),
    },
  });
}
