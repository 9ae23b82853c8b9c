import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A perimeter that keeps AWS's own services out. */
export const rcpServiceExemption: PolicyRule = {
  code: 'iam/rcp-service-exemption',
  severity: 'warning',
  title: 'a perimeter around an organization keeps services of AWS out',
  why: `A service that calls for itself belongs to no organization and has no \`aws:PrincipalOrgID\`, so that a denial to whoever
is outside hits it. Add \`"BoolIfExists": { "aws:PrincipalIsAWSService": "false" }\` to the same statement. A denial by the
source of a service's call (\`aws:SourceOrgID\`) asks the reverse, \`"true"\`, so that people are spared.`,
  kinds: ['rcp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.perimeterExemptions', 'iam.missingKeys'],
  alsoKnownAs: [
    'Access Analyzer RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY',
    'Access Analyzer RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
  ],
  check: ({ document }) => document.statements.flatMap(perimeterWithoutGate),
};

const perimeterKeys: readonly string[] = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceaccount',
];

function perimeterWithoutGate({ effect, conditions }: StatementView) {
  if (effect !== 'Deny') return [];
  if (conditions.some(({ lowerKey }) => lowerKey === 'aws:principalisawsservice')) return [];
  const perimeter = conditions.find(
    ({ lowerKey, negated, qualifier }) =>
      negated && qualifier !== 'ForAnyValue' && perimeterKeys.includes(lowerKey),
  );
  if (perimeter === undefined) return [];
  const { at, key, lowerKey } = perimeter;
  const isSource = lowerKey.startsWith('aws:source');
  const hit = isSource ? 'callers that are no service' : "AWS's own services";
  const help = `add "BoolIfExists": { "aws:PrincipalIsAWSService": "${isSource}" }`;
  return [{ at, message: `${hit} have no ${quote(key)}, and are denied as well`, help }];
}
