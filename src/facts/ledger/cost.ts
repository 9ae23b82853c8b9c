import type * as facts from '../cost.js';
import type { LedgerOf } from './evidence.js';

export const costLedger = {
  'cost.bytesPerGb': {
    says: 'whether the gigabyte that is billed has 2^30 bytes or 10^9 is not said for ECR; other storage of AWS is billed by 2^30',
    standing: 'inferred',
    source: 'pricing pages of other AWS storage services',
    seen: '2026-09',
  },
  'cost.priceDayPattern': {
    says: 'a day is written as year, month and day by ISO 8601',
    standing: 'documented',
    source: 'ISO 8601',
    seen: '2026-11',
  },
  'cost.currencyPattern': {
    says: 'a currency is three capital letters by ISO 4217',
    standing: 'documented',
    source: 'ISO 4217',
    seen: '2026-11',
  },
  'cost.priceMin': {
    says: 'nothing that is stored earns money',
    standing: 'inferred',
    source: 'common sense',
    seen: '2026-11',
  },
  'cost.pricesAreGiven': {
    says: 'prices differ by Region and change, so they are given together with the day they hold for; the archive is dearer below and cheaper above a bound, hence tiers',
    standing: 'observed',
    source: 'public articles that quote the AWS price list',
    seen: '2026-03',
  },
  'cost.layersAreShared': {
    says: 'what is billed is the compressed layers, each once a repository, so the sizes of its images add up to no less than what is billed',
    standing: 'inferred',
    source: 'ECR API Reference, ImageDetail; ECR pricing names storage of data in repositories',
    seen: '2026-09',
  },
  'cost.activatingIsStandard': {
    says: 'as what an image is billed while it is being restored is not said; here as standard storage',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'cost', typeof facts>;
