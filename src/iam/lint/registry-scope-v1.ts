import { quote } from '../../base/quote.js';
import { registryScopeV1Actions } from '../../facts/ecr-actions.js';
import type { PolicyRule } from './subject.js';

/** An action that only registries of the newer scope are asked about. */
export const registryScopeV1: PolicyRule = {
  code: 'iam/registry-scope-v1',
  severity: 'info',
  title: 'a registry policy names actions that a registry of scope V1 does not enforce',
  why: `A registry of scope V1 asks its policy about replication, imports of upstream images and the creation of repositories
only, and may refuse one that names more. New registries have scope V2, which is asked about all actions.`,
  kinds: ['registry'],
  maturity: 'trial',
  since: '0.1.0',
  because: ['ecr.registryScopeV1Actions', 'ecr.registryScopeV1RefusesOthers'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.list
        .filter(({ reached, hasWildcard }) => !hasWildcard && reached.length > 0)
        .filter(({ reached }) => !registryScopeV1Actions.some((name) => reached.includes(name)))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} has an effect in a registry of scope V2 only`,
          help: 'check `aws ecr get-account-setting --name REGISTRY_POLICY_SCOPE`',
        })),
    ),
};
