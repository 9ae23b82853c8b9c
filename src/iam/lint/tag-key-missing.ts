import { quote } from '../../base/quote.js';
import { knownKeys } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A key about a tag that does not say which. */
export const tagKeyMissing: PolicyRule = {
  code: 'iam/tag-key-missing',
  severity: 'warning',
  title: 'a condition key about a tag does not name the tag',
  why: `Keys about tags name the tag behind a slash: \`aws:ResourceTag/team\`. Without it no request has the key.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.tagKeyNames'],
  alsoKnownAs: ['Access Analyzer MISSING_TAG_KEY_IN_CONDITION'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions
        .filter(({ lowerKey }) => isTagKeyMissing(lowerKey))
        .map(({ key, at }) => ({
          at,
          message: `${quote(key)} does not say which tag it is about`,
          help: `write ${quote(`${key.replace(/\/$/, '')}/<tag>`)}`,
        })),
    ),
};

const tagFamilies = knownKeys.filter((key) => key.endsWith('/')).map((key) => key.toLowerCase());

/** Whether a key, in lower case, is one about tags without the tag. */
export function isTagKeyMissing(lowerKey: string): boolean {
  return tagFamilies.some((family) => lowerKey === family || `${lowerKey}/` === family);
}
