import type { RuleFinding } from '../../base/lint-rule.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** Language that service control policies have only lately. */
export const scpLegacyAllow: PolicyRule = {
  code: 'iam/scp-legacy-allow',
  severity: 'info',
  title: 'a service control policy uses language that older tools refuse',
  why: `Since September 2025 service control policies take conditions, \`NotAction\` and named resources in Allow, \`NotResource\`,
and wildcards in the middle of an action. Before that AWS refused them, as other tools may still do.`,
  kinds: ['scp'],
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.serviceControlLanguage'],
  alsoKnownAs: [
    'Access Analyzer SCP_SYNTAX_ERROR_ALLOW_CONDITION',
    'Access Analyzer SCP_SYNTAX_ERROR_ALLOW_NOTACTION',
    'Access Analyzer SCP_SYNTAX_ERROR_ALLOW_RESOURCE',
    'Access Analyzer SCP_SYNTAX_ERROR_NOTRESOURCE',
    'Access Analyzer SCP_SYNTAX_ERROR_ACTION_WILDCARD',
  ],
  check: ({ document }) =>
    document.statements.flatMap((statement) => [
      ...(statement.effect === 'Allow' ? newInAllow(statement) : []),
      ...newAnywhere(statement),
    ]),
};

function newInAllow({ actions, resources, conditions, at }: StatementView): RuleFinding[] {
  const found: RuleFinding[] = [];
  if (actions.not) found.push(told(actions.at, '`NotAction` in Allow'));
  const named = resources?.list.find(({ everything }) => !everything);
  if (named !== undefined && resources?.not === false)
    found.push(told(named.at, 'a named resource in Allow'));
  if (conditions.length > 0) found.push(told(`${at}/Condition`, 'a condition in Allow'));
  return found;
}

function newAnywhere({ actions, resources }: StatementView): RuleFinding[] {
  const found = actions.list
    .filter(({ name }) => name !== '*' && /[*?]/.test(name.slice(0, -1)))
    .map(({ at }) => told(at, 'a wildcard in the middle of an action'));
  if (resources?.not === true) found.push(told(resources.at, '`NotResource`'));
  return found;
}

function told(at: string, what: string): RuleFinding {
  return {
    at,
    message: `${what} is accepted since September 2025 only`,
    help: 'nothing, if your tools know it',
  };
}
