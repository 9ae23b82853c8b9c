import { decimalOfMicros, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { allocateCost } from './allocate.js';
import type {
  CompiledPrices,
  CostAllocation,
  CostExplanation,
  CostGroup,
  CostQuestion,
} from './types.js';

/** The allocation of `allocateCost`, with a sentence for each value of the tag, the untagged and the total. */
export function explainCost(prices: CompiledPrices, question: CostQuestion): CostExplanation {
  const allocation = allocateCost(prices, question);
  const because: FactId[] = [
    'cost.pricesAreGiven',
    'cost.bytesPerGb',
    'cost.layersAreShared',
    'resource-tags.costAllocation',
  ];
  return { allocation, sentences: sentencesOf(allocation), because };
}

function sentencesOf(allocation: CostAllocation): readonly string[] {
  const { by, groups, untagged, total, asOf, currency, months } = allocation;
  const money = (micros: number) => `${decimalOfMicros(micros)} ${currency}`;
  const line = (who: string, group: Omit<CostGroup, 'value'>) =>
    `${who} ${group.repositories.length === 1 ? 'stores' : 'store'} for ${money(group.amountMicros)}`;
  const repositories = ({ repositories: list }: Omit<CostGroup, 'value'>) =>
    list.length === 1 ? '1 repository' : `${list.length} repositories`;
  return [
    ...groups.map((group) =>
      line(`${repositories(group)} with ${quote(`${by}=${group.value}`)}`, group),
    ),
    ...(untagged.repositories.length === 0
      ? []
      : [line(`${repositories(untagged)} without ${quote(by)}`, untagged)]),
    `together ${money(total.amountMicros)} for ${months === 1 ? 'one month' : `${months} months`} at the prices of ${asOf}`,
  ];
}
