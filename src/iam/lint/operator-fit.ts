import { type KeyType, keyType } from './keys.js';
import type { ConditionView } from './view.js';

/** How an operator fits the type of its key. */
export interface Fit {
  readonly kind: 'fits' | 'usable' | 'mismatch';
  /** What the key holds, and what is meant for it. */
  readonly holds: string;
  readonly meant: string;
}

type Family = 'Arn' | 'Bool' | 'Date' | 'Ip' | 'Numeric' | 'String' | 'Binary';

interface Row {
  readonly holds: string;
  readonly meant: string;
  readonly fits: readonly Family[];
}

/** For each type of key the families that are meant for it; strings can compare every one of them somehow. */
const table: Readonly<Record<KeyType, Row>> = {
  arn: { holds: 'an ARN', meant: '`ArnLike` or `ArnEquals`', fits: ['Arn'] },
  bool: { holds: 'a truth value', meant: '`Bool`', fits: ['Bool'] },
  // AWS's own seconds since 1970 are a date and a number.
  date: { holds: 'an instant', meant: 'a date operator', fits: ['Date', 'Numeric'] },
  ip: { holds: 'an address', meant: '`IpAddress` or `NotIpAddress`', fits: ['Ip'] },
  number: { holds: 'a number', meant: 'a numeric operator', fits: ['Numeric'] },
  text: { holds: 'a text', meant: 'a string operator', fits: ['String'] },
};

/** How an operator fits; undefined for `Null`, which fits all, and for keys whose type is not known. */
export function fitOf({ base, lowerKey }: ConditionView): Fit | undefined {
  const type = keyType(lowerKey);
  if (type === undefined || base === undefined || base === 'Null') return undefined;
  const { holds, meant, fits } = table[type];
  const family = familyOfOperator(base);
  if (fits.includes(family)) return { kind: 'fits', holds, meant };
  // An ARN as a text is told apart by a rule about wildcards, and an exact one is compared as it should be.
  if (family !== 'String') return { kind: 'mismatch', holds, meant };
  if (type === 'arn') return { kind: 'fits', holds, meant };
  const pointless = type === 'ip' || base.endsWith('Like');
  return { kind: pointless && type !== 'bool' ? 'mismatch' : 'usable', holds, meant };
}

function familyOfOperator(base: string): Family {
  if (base.endsWith('IpAddress')) return 'Ip';
  const families: readonly Family[] = ['Arn', 'Bool', 'Date', 'Numeric', 'Binary'];
  return families.find((family) => base.startsWith(family)) ?? 'String';
}
