import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import {
  type ImageAction,
  type LifecyclePreview,
  previewLifecycle,
} from '../../lifecycle/index.js';
import { remove } from '../delete/remove.js';
import type { PolicyAction, PolicyExecuted } from '../events.js';
import { imageOf } from '../images.js';
import type { Outcome } from '../operations.js';
import { archive } from '../requests/storage-class.js';
import { type Draft, keepRepository, regionalOf, repositoryOf, tell } from '../step/draft.js';
import { noRepository } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import type { LifecyclePolicyInForce, Repository, StoredImage } from '../types.js';

/** The service's daily run: of one repository's policy, or of every one in the registry, by name. */
export function lifecycleRun({ draft, input }: Turn<'LifecycleRun'>): Outcome<'LifecycleRun'> {
  const { repositoryName } = input;
  if (repositoryName !== undefined) {
    const repository = repositoryOf(draft, repositoryName);
    if (repository === undefined) return noRepository(draft, repositoryName);
    run(draft, repository);
    return done<'LifecycleRun'>({});
  }
  const repositories = valuesOf(regionalOf(draft).repositories);
  const withPolicy = repositories.filter(({ lifecyclePolicy }) => lifecyclePolicy !== undefined);
  withPolicy.sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName));
  for (const repository of withPolicy) run(draft, repository);
  return done<'LifecycleRun'>({});
}

/** Does what the preview says. */
function run(draft: Draft, repository: Repository): void {
  const { lifecyclePolicy } = repository;
  if (lifecyclePolicy === undefined) return;
  const images = valuesOf(repository.images);
  const question = { images, nowMs: draft.place.atMs };
  carryOut(draft, repository, previewLifecycle(lifecyclePolicy.compiled, question));
}

/** What a run is to do: a preview, or as much of one. */
export type RunPlan = Pick<LifecyclePreview, 'cascaded' | 'blocked'> & {
  readonly previewResults: readonly Pick<
    LifecyclePreview['previewResults'][number],
    'imageDigest' | 'action' | 'appliedRulePriority'
  >[];
};

/** Does what a run of the repository's policy is to do. A run is told of even if there was nothing to do. */
export function carryOut(draft: Draft, repository: Repository, preview: RunPlan): void {
  const { lifecyclePolicy } = repository;
  if (lifecyclePolicy === undefined) return;
  const { atMs } = draft.place;
  const ran = { ...lifecyclePolicy, lastEvaluatedAtMs: atMs };
  keepRepository(draft, { ...repository, lifecyclePolicy: ran });
  for (const { imageDigest, action } of preview.previewResults) {
    act(draft, repository, imageDigest, action, 'lifecycle');
  }
  letFollow(draft, repository, preview.cascaded);
  tell(draft, executed(repository, lifecyclePolicy, preview));
}

/** Artifacts go with their subjects, one after the other. */
function letFollow(draft: Draft, before: Repository, cascaded: LifecyclePreview['cascaded']): void {
  let waiting = cascaded;
  for (let count = -1; count !== waiting.length; ) {
    count = waiting.length;
    waiting = waiting.filter((one) => {
      const now = repositoryOf(draft, before.repositoryName) ?? before;
      if (!follows(now, one)) return true;
      act(draft, before, one.imageDigest, one.action, 'lifecycle-cascade');
      return false;
    });
  }
}

/** Whether the subject of an artifact has gone where it goes. */
function follows(
  repository: Repository,
  { subjectManifestDigest, action }: LifecyclePreview['cascaded'][number],
): boolean {
  const subject = imageOf(repository, subjectManifestDigest);
  return action.type === 'EXPIRE' ? subject === undefined : subject?.imageStatus === 'ARCHIVED';
}

function act(
  draft: Draft,
  repository: Repository,
  imageDigest: string,
  { type }: ImageAction,
  cause: 'lifecycle' | 'lifecycle-cascade',
): void {
  const image = imageOf(repository, imageDigest);
  if (image === undefined) return;
  const { repositoryName } = repository;
  if (type === 'EXPIRE') remove(draft, repositoryName, image, cause);
  else archive(draft, repositoryName, image, cause);
}

function executed(
  repository: Repository,
  { document, lifecyclePolicyText, lastEvaluatedAtMs }: LifecyclePolicyInForce,
  { previewResults, blocked }: RunPlan,
): PolicyExecuted {
  const actionOn = (imageDigest: string, rulePriority: number, action: ImageAction) =>
    policyAction(imageOf(repository, imageDigest), { imageDigest, rulePriority, action });
  return {
    kind: 'policy-executed',
    repositoryName: repository.repositoryName,
    lifecyclePolicy: document,
    lifecyclePolicyText,
    lastEvaluatedAtMs,
    actions: previewResults.map(({ imageDigest, appliedRulePriority, action }) =>
      actionOn(imageDigest, appliedRulePriority, action),
    ),
    failures: blocked.map(({ imageDigest, appliedRulePriority, action, blockedBy }) => ({
      ...actionOn(imageDigest, appliedRulePriority, action),
      failureCode: 'ImageReferencedByManifestList',
      blockedBy,
    })),
  };
}

function policyAction(
  image: StoredImage | undefined,
  { imageDigest, rulePriority, action }: Omit<PolicyAction, 'imageTags' | 'imagePushedAtMs'>,
): PolicyAction {
  const { imageTags = [], imagePushedAtMs = 0 } = image ?? {};
  return { imageDigest, imageTags, imagePushedAtMs, rulePriority, action };
}
