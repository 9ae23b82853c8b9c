import { unreachable } from '../../base/invariant.js';
import { grouped, quote } from '../../base/quote.js';
import { checkQuotas } from './check.js';
import { quotasOf } from './table.js';
import type {
  QuotaAnswer,
  QuotaExplanation,
  QuotaInventory,
  QuotaOptions,
  QuotaPlace,
} from './types.js';

/** The answers of `checkQuotas`, each with a sentence. */
export function explainQuotas(
  inventory: QuotaInventory,
  options: QuotaOptions = {},
): readonly QuotaExplanation[] {
  const units = new Map(quotasOf(options.readings).map(({ quota, unit }) => [quota, unit]));
  return checkQuotas(inventory, options).map((answer) => ({
    answer,
    sentence: sentenceOf(answer, units.get(answer.quota) ?? 'unit'),
  }));
}

function sentenceOf(answer: QuotaAnswer, unit: string): string {
  switch (answer.kind) {
    case 'unknown':
      return `the use of ${quote(answer.quota)} is not known, its limit is ${amount(answer.limit, unit)}`;
    case 'within':
    case 'exceeded': {
      const { used, limit, places } = answer;
      const most = places[0];
      const where = most === undefined ? '' : placeSentence(most);
      const bound = `${grouped(used)} of ${amount(limit, unit)}`;
      const verdict =
        answer.kind === 'exceeded' ? 'is exceeded' : `is ${percent(answer.share)} used`;
      return `${quote(answer.quota)} ${verdict}: ${bound}${where}${raise(answer)}`;
    }
    default:
      return unreachable(answer);
  }
}

function placeSentence({ repositoryName, imageDigest, rule, region }: QuotaPlace): string {
  const parts = [
    imageDigest === undefined ? '' : ` on ${imageDigest}`,
    repositoryName === undefined ? '' : ` in ${quote(repositoryName)}`,
    rule === undefined ? '' : ` in rule ${rule + 1}`,
    region === undefined ? '' : ` to ${region}`,
  ];
  return parts.join('');
}

function raise({ kind, quotaCode }: Extract<QuotaAnswer, { kind: 'within' | 'exceeded' }>): string {
  if (kind === 'within') return '';
  return quotaCode === undefined
    ? ', and AWS does not raise it'
    : `, and AWS raises it on request as ${quotaCode}`;
}

function amount(count: number, unit: string): string {
  if (count === 1) return `1 ${unit}`;
  if (unit === 'repository') return `${grouped(count)} repositories`;
  if (unit.startsWith('request '))
    return `${grouped(count)} ${unit.replace('request', 'requests')}`;
  return `${grouped(count)} ${unit}s`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
