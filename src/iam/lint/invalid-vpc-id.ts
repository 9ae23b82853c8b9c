import { quote } from '../../base/quote.js';
import { endpointIdPattern, vpcIdPattern } from '../../facts/iam-lint.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** The id of a VPC or an endpoint that is none. */
export const invalidVpcId: PolicyRule = {
  code: 'iam/invalid-vpc-id',
  severity: 'warning',
  title: 'a VPC or an endpoint is named by something that is no id',
  why: `\`aws:SourceVpc\` holds \`vpc-\` and hexadecimal digits, \`aws:SourceVpce\` holds \`vpce-\` and such digits. Names, ARNs and
the id of the other kind never match.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.vpcIdPattern', 'iam-lint.endpointIdPattern'],
  alsoKnownAs: ['Access Analyzer INVALID_VPC_FORMAT', 'Access Analyzer INVALID_VPCE_FORMAT'],
  check: (subject) =>
    eachCondition(subject, ({ base, lowerKey, key, values }) => {
      const pattern = patterns.get(lowerKey);
      if (pattern === undefined || !base?.startsWith('String')) return [];
      return values
        .filter(({ text }) => !/[*?$]/.test(text) && !hasPlaceholder(text) && !pattern.test(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is no id that ${quote(key)} can hold`,
          help: `write ${lowerKey.endsWith('e') ? '`vpce-…`' : '`vpc-…`'}`,
        }));
    }),
};

const patterns: ReadonlyMap<string, RegExp> = new Map([
  ['aws:sourcevpc', new RegExp(vpcIdPattern)],
  ['aws:sourcevpce', new RegExp(endpointIdPattern)],
]);
