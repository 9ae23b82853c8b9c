import { closestName } from '../../base/closest-name.js';
import { quote } from '../../base/quote.js';
import { keyType, knownKeys } from './keys.js';
import type { PolicyRule } from './subject.js';
import { isTagKeyMissing } from './tag-key-missing.js';
import { hasPlaceholder } from './variables.js';

/** A condition key of AWS's own that does not exist. */
export const unknownGlobalKey: PolicyRule = {
  code: 'iam/unknown-global-key',
  severity: 'warning',
  title: 'a global condition key does not exist',
  why: `A key that no request has is missing in every request: a positive operator never holds, and a negated one always
does. Check its spelling, unless the key is newer than this list.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.globalKeys', 'iam.missingKeys'],
  alsoKnownAs: ['Access Analyzer INVALID_GLOBAL_CONDITION_KEY'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions
        .filter(({ key, lowerKey }) => lowerKey.startsWith('aws:') && !hasPlaceholder(key))
        .filter(({ lowerKey }) => keyType(lowerKey) === undefined && !isTagKeyMissing(lowerKey))
        .map(({ key, at }) => {
          const meant = closestName(knownKeys, key);
          const help = meant === undefined ? 'check its spelling' : `write ${quote(meant)}`;
          return { at, message: `${quote(key)} is no condition key that is known`, help };
        }),
    ),
};
