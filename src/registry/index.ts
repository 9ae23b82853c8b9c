/** Questions about a whole registry. */
export { checkQuotas } from './quotas/check.js';
export { explainQuotas } from './quotas/explain.js';
export type {
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
} from './quotas/types.js';
