import { pullActions, pushActions } from '../../facts/ecr-actions.js';
import { grantsOf, placeOf } from './grants.js';
import type { PolicyRule } from './subject.js';

/** A pull or push that nobody can log in for, as far as this policy goes. */
export const tokenMissing: PolicyRule = {
  code: 'iam/token-missing',
  severity: 'info',
  title: 'a pull or push is granted, and no authorization token',
  why: `\`docker login\` needs \`ecr:GetAuthorizationToken\` on \`*\`, in an identity policy. When another policy of the same
principal grants it, all is well.`,
  kinds: ['identity'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.loginActions', 'ecr.identityPolicyOnly'],
  check: ({ document }) => {
    const grants = grantsOf(document);
    if (grants.some(({ reached }) => reached.has('GetAuthorizationToken'))) return [];
    for (const names of [pullActions, pushActions]) {
      if (!names.every((name) => grants.some(({ reached }) => reached.has(name)))) continue;
      const places = grants.map(({ statement }) => placeOf(statement, names[0]));
      const at = places.find((place) => place !== undefined);
      if (at === undefined) continue;
      const message = 'images can be moved, and nothing here lets anybody log in to the registry';
      const help =
        'grant `ecr:GetAuthorizationToken` on `*` here or in another policy of the principal';
      return [{ at, message, help }];
    }
    return [];
  },
};
