/** Questions about a whole registry. */
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
