import { byRepository, type Image } from '../model/image.js';
import {
  explainQuotas,
  type QuotaAnswer,
  type QuotaInventory,
  type QuotaRepository,
} from '../registry/index.js';
import { repositoryLabels } from './repositories.js';

/** What `quotas` is asked: an inventory, and what else is known of the registry. */
export interface QuotasQuestion
  extends Pick<
    QuotaInventory,
    | 'replicationConfiguration'
    | 'scanningConfiguration'
    | 'signingConfiguration'
    | 'pullThroughCacheRules'
  > {
  readonly images: readonly Image[];
}

/** Every quota of a registry with its use as far as it is known. */
export interface QuotasAnswer {
  /** The fullest first, then those of which nothing is known. */
  readonly quotas: readonly ToldQuota[];
}

/** One quota with its use, told in words. */
export type ToldQuota = QuotaAnswer & { readonly sentence: string };

/**
 * Every quota with its use. An inventory of images does not tell how many repositories there are, for an empty one is in
 * none; so that quota stays unknown.
 */
export function answerQuotas({ images, ...registry }: QuotasQuestion): QuotasAnswer {
  const groups = byRepository(images);
  const labels = repositoryLabels(groups);
  const repositories = groups.map((group, index): QuotaRepository => {
    return { repositoryName: labels[index] ?? '', images: group };
  });
  const known = explainQuotas({ ...registry, repositories });
  const unknown = explainQuotas({});
  const quotas = known.map((explanation, index) =>
    explanation.answer.quota === 'repositories' ? (unknown[index] ?? explanation) : explanation,
  );
  return {
    quotas: quotas
      .map(({ answer, sentence }) => ({ ...answer, sentence }))
      .sort((a, b) => fullness(b) - fullness(a)),
  };
}

function fullness(answer: QuotaAnswer): number {
  return answer.kind === 'unknown' ? -1 : answer.share;
}

/** Whether nothing more fits. */
export function isFull(answer: QuotaAnswer): boolean {
  return answer.kind !== 'unknown' && answer.share >= 1;
}
