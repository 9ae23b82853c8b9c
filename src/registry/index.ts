/** Questions about a whole registry: which quotas are near, and what its domains tell one another. */
export type { Image, ImageStatus } from '../model/image.js';
export { checkQuotas } from './quotas/check.js';
export { explainQuotas } from './quotas/explain.js';
export { countRequests, leastTimeOf } from './quotas/requests.js';
export type {
  ImageTransfer,
  LeastTime,
  QuotaAnswer,
  QuotaExplanation,
  QuotaInventory,
  QuotaName,
  QuotaOptions,
  QuotaPlace,
  QuotaReadings,
  QuotaRepository,
  QuotaUse,
  RatedOperation,
  RequestCounts,
} from './quotas/types.js';
export { tagStateOf, templateStateOf } from './replication/states.js';
