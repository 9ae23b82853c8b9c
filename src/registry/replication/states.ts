import { unreachable } from '../../base/invariant.js';
import { type CompiledTemplates, planRepositoryCreation } from '../../creation-templates/index.js';
import type { TagState, TemplateState } from '../../replication-rules/index.js';
import { decideTagWrite, type TagRule, type TagWrite } from '../../tagging/index.js';

/** What a destination's tag settings say about a tag, in replication's words. */
export function tagStateOf(
  rule: TagRule,
  { tag, digest, currentDigest }: Pick<TagWrite, 'tag' | 'digest' | 'currentDigest'>,
): TagState {
  if (currentDigest === digest) return 'same';
  const { kind } = decideTagWrite(rule, { tag, digest, currentDigest });
  switch (kind) {
    case 'created':
      return 'free';
    case 'unchanged':
      return 'same';
    case 'moved':
      return 'movable';
    case 'refused':
      return 'locked';
    default:
      return unreachable(kind);
  }
}

/** Which of a destination's creation templates a missing repository gets, in replication's words; null for none. */
export function templateStateOf(
  templates: CompiledTemplates,
  repositoryName: string,
): TemplateState | null {
  const plan = planRepositoryCreation(templates, { repositoryName, occasion: 'REPLICATION' });
  switch (plan.kind) {
    case 'created': {
      const { template: prefix, settings } = plan;
      if (prefix === null) return null;
      return { prefix, hasResourceTags: settings.resourceTags.length > 0 };
    }
    case 'failed': {
      const hasResourceTags = plan.needsRoleFor.includes('resource-tags');
      return { prefix: plan.template, hasResourceTags, lacksRole: true };
    }
    // Replication creates without a template, and the repository was said to be missing.
    case 'refused':
    case 'exists':
    case 'depends':
      return null;
    default:
      return unreachable(plan);
  }
}
