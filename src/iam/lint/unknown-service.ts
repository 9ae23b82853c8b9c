import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { actionsOfEcrAlone, publicServicePrefix } from '../../facts/iam-lint.js';
import type { PolicyRule } from './subject.js';

/** An action of ECR under the prefix of something else. */
export const unknownService: PolicyRule = {
  code: 'iam/unknown-service',
  severity: 'warning',
  title: 'an action of ECR has the prefix of another service',
  why: `The prefix of ECR's actions is \`ecr\`, whatever the name of the endpoint, and \`ecr-public\` for public registries.
With any other prefix the action does not exist, and grants nothing.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.servicePrefix', 'iam-lint.actionsOfEcrAlone', 'iam-lint.publicServicePrefix'],
  alsoKnownAs: ['Access Analyzer INVALID_SERVICE_IN_ACTION', 'parliament UNKNOWN_PREFIX'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.list
        .filter(({ service }) => !/[*?]/.test(service))
        .filter(({ service }) => service !== servicePrefix && service !== publicServicePrefix)
        .flatMap(({ text, at, name }) => {
          const known = spelled.get(name);
          if (known === undefined) return [];
          const meant = quote(`${servicePrefix}:${known}`);
          return [
            { at, message: `${quote(text)} is no action, and ${meant} is`, help: `write ${meant}` },
          ];
        }),
    ),
};

const spelled: ReadonlyMap<string, string> = new Map(
  actionsOfEcrAlone.map((name) => [name.toLowerCase(), name]),
);
