import { policyKinds, policyReported, policyRules, readPolicyView } from '../iam/lint/index.js';
import { parseTagMutability } from '../tagging/index.js';
import { tagMutabilityReported, tagMutabilityRules } from '../tagging/lint/index.js';
import { type RuleBook, ruleBook } from './check.js';

/** Every kind of document that can be checked, with its rules. */
export const ruleBooks: readonly RuleBook[] = [
  ruleBook({
    domain: 'iam',
    kinds: policyKinds,
    read: readPolicyView,
    rules: policyRules,
    reported: policyReported,
  }),
  ruleBook({
    domain: 'tagging',
    kinds: ['tag-mutability'],
    read: parseTagMutability,
    rules: tagMutabilityRules,
    reported: tagMutabilityReported,
  }),
];
