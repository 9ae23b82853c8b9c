import { byCodeUnit } from '../../base/order.js';
import { quotasOf } from './table.js';
import type {
  Quota,
  QuotaAnswer,
  QuotaInventory,
  QuotaOptions,
  QuotaPlace,
  QuotaUse,
} from './types.js';
import { usesOf } from './uses.js';

const listFromDefault = 0.8;

/** Every quota of a registry with its use, in a fixed order; those the inventory does not tell of are unknown. */
export function checkQuotas(
  inventory: QuotaInventory,
  options: QuotaOptions = {},
): readonly QuotaAnswer[] {
  return quotasOf(options.readings).map((quota) => answerOf(quota, inventory, options));
}

function answerOf(quota: Quota, inventory: QuotaInventory, options: QuotaOptions): QuotaAnswer {
  const limit = options.limits?.[quota.quota] ?? quota.limit;
  const { quotaCode, because } = quota;
  const shared = { quota: quota.quota, limit, adjustable: quotaCode !== undefined, because };
  const uses = usesOf(quota.quota, inventory);
  if (uses === undefined) return { kind: 'unknown', ...shared };
  let used = 0;
  for (const use of uses) used = Math.max(used, use.used);
  return {
    kind: used > limit ? 'exceeded' : 'within',
    ...shared,
    used,
    share: shareOf(used, limit),
    ...(quotaCode === undefined ? {} : { quotaCode }),
    places: fullest(uses, limit, options.listFrom ?? listFromDefault),
  };
}

/** A limit of zero is full as soon as anything is used. */
function shareOf(used: number, limit: number): number {
  if (limit > 0) return used / limit;
  return used > 0 ? Number.POSITIVE_INFINITY : 0;
}

function fullest(uses: readonly QuotaUse[], limit: number, from: number): readonly QuotaUse[] {
  return uses
    .filter(({ used }) => shareOf(used, limit) >= from)
    .sort((a, b) => b.used - a.used || byCodeUnit(placeText(a), placeText(b)));
}

/** A place as one text, so that equally full places stand in an order that depends on nothing else. */
function placeText({ repositoryName = '', imageDigest = '', region = '', rule = 0 }: QuotaPlace) {
  return `${repositoryName} ${imageDigest} ${region} ${String(rule).padStart(6, '0')}`;
}
