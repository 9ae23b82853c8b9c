import { narrowingKeys } from '../../facts/iam-lint.js';
import { parseRange } from '../operators/ip.js';
import { keyType } from './keys.js';
import { arnPartsOf } from './resources.js';
import type { ConditionView } from './view.js';

/** Whether a condition leaves only callers that the author can know: a fixed value under a positive operator. */
export function narrows(condition: ConditionView): boolean {
  const { base, qualifier, negated, ifExists, lowerKey, values } = condition;
  if (base === undefined || base === 'Null' || negated || ifExists) return false;
  if (qualifier === 'ForAllValues' || values.length === 0) return false;
  if (!narrowing.has(lowerKey)) return false;
  return values.every(({ text }) => isFixed(text, condition));
}

const narrowing: ReadonlySet<string> = new Set(narrowingKeys.map((key) => key.toLowerCase()));

function isFixed(text: string, { base = 'StringEquals', lowerKey }: ConditionView): boolean {
  const type = keyType(lowerKey);
  if (type === 'ip') return (parseRange(text)?.prefix ?? 1) > 0;
  if (!/Like$|^Arn/.test(base) || !/[*?]/.test(text)) return true;
  // In an ARN the account decides, and paths of an organization begin with its id.
  if (type === 'arn') return /^\d{12}$/.test(arnPartsOf(text)?.account ?? '');
  return lowerKey.endsWith('orgpaths') && /^o-[a-z0-9]+\//.test(text);
}
