import { closestName } from '../../base/closest-name.js';
import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { keyType, knownKeys } from './keys.js';
import type { PolicyRule } from './subject.js';
import { isTagKeyMissing } from './tag-key-missing.js';

/** A condition key of ECR that does not exist. */
export const unknownServiceKey: PolicyRule = {
  code: 'iam/unknown-service-key',
  severity: 'warning',
  title: 'a condition key of ECR does not exist',
  why: `ECR has two keys of its own: \`ecr:ResourceTag/<tag>\` and \`ecr:AccountSetting\`. There is none for image tags, digests
or prefixes of pull through cache rules. A key that no request has makes a positive operator never hold.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.repositoryConditionKeys', 'ecr.actionConditionKeys'],
  alsoKnownAs: ['Access Analyzer INVALID_SERVICE_CONDITION_KEY'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions
        .filter(({ lowerKey }) => lowerKey.startsWith(`${servicePrefix}:`))
        .filter(({ lowerKey }) => keyType(lowerKey) === undefined && !isTagKeyMissing(lowerKey))
        .map(({ key, at }) => {
          const meant = closestName(knownKeys, key);
          const help =
            meant === undefined ? 'leave it out: ECR has no such key' : `write ${quote(meant)}`;
          return { at, message: `${quote(key)} is no condition key of ECR`, help };
        }),
    ),
};
