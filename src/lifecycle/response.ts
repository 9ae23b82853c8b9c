import { formatInstant } from '../model/instant.js';
import type { ImageAction, LifecyclePreview, PreviewSummary } from './types.js';

/** What GetLifecyclePolicyPreview answers, to the letter; instants in ISO 8601. */
export interface LifecyclePolicyPreviewResponse {
  readonly registryId: string;
  readonly repositoryName: string;
  readonly lifecyclePolicyText: string;
  readonly status: 'COMPLETE';
  readonly previewResults: readonly {
    /** Absent for an untagged image. */
    readonly imageTags?: readonly string[] | undefined;
    readonly imageDigest: string;
    readonly imagePushedAt: string;
    readonly action: ImageAction;
    readonly appliedRulePriority: number;
    readonly storageClass: 'STANDARD' | 'ARCHIVE';
  }[];
  readonly summary: PreviewSummary;
}

/** A preview as AWS's own operation would answer it, so that scripts made for AWS read ours. */
export function toLifecyclePolicyPreviewResponse(
  preview: LifecyclePreview,
  about: {
    readonly registryId: string;
    readonly repositoryName: string;
    readonly lifecyclePolicyText: string;
  },
): LifecyclePolicyPreviewResponse {
  return {
    registryId: about.registryId,
    repositoryName: about.repositoryName,
    lifecyclePolicyText: about.lifecyclePolicyText,
    status: 'COMPLETE',
    previewResults: preview.previewResults.map(({ imageTags, imagePushedAtMs, ...result }) => ({
      ...(imageTags.length > 0 ? { imageTags } : {}),
      imageDigest: result.imageDigest,
      imagePushedAt: formatInstant(imagePushedAtMs),
      action: result.action,
      appliedRulePriority: result.appliedRulePriority,
      storageClass: result.storageClass,
    })),
    summary: preview.summary,
  };
}
