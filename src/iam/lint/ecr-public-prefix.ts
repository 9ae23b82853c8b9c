import { servicePrefix } from '../../facts/ecr-actions.js';
import { publicServicePrefix } from '../../facts/iam-lint.js';
import { ofCaller, type PolicyRule } from './subject.js';

/** Public and private registries, mixed up. */
export const ecrPublicPrefix: PolicyRule = {
  code: 'iam/ecr-public-prefix',
  severity: 'warning',
  title: 'actions of public registries stand beside private repositories, or the reverse',
  why: `Amazon ECR Public is another service: its actions begin with \`ecr-public:\`, and its ARNs with
\`arn:aws:ecr-public::\`. Actions of one on the repositories of the other grant nothing.`,
  kinds: [...ofCaller, 'registry', 'scp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.publicServicePrefix', 'ecr.servicePrefix'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions, resources }) => {
      const services = new Set(actions.list.map(({ service }) => service));
      const [service] = services;
      if (services.size !== 1 || actions.not || resources === undefined) return [];
      const other = opposite(service);
      if (other === undefined) return [];
      return resources.list
        .filter(({ parts }) => parts?.service === other)
        .map(({ at }) => ({
          at,
          message: `the actions are those of \`${service}\`, and this is a resource of \`${other}\``,
          help: `use the actions and ARNs of one of the two`,
        }));
    }),
};

function opposite(service: string | undefined): string | undefined {
  if (service === servicePrefix) return publicServicePrefix;
  return service === publicServicePrefix ? servicePrefix : undefined;
}
