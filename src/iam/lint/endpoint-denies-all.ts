import type { PolicyRule } from './subject.js';

/** An endpoint that lets nothing through. */
export const endpointDeniesAll: PolicyRule = {
  code: 'iam/endpoint-denies-all',
  severity: 'warning',
  title: 'an endpoint policy only denies, and so blocks everything',
  why: `An endpoint policy is a limit: what none of its statements allows does not pass. One made of denials alone blocks every
request through the endpoint. Begin with a statement that allows everything.`,
  kinds: ['endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.endpointDenies', 'iam.limitsMustAllow'],
  check: ({ document: { statements } }) => {
    const [first] = statements;
    if (first === undefined || statements.some(({ effect }) => effect === 'Allow')) return [];
    const message = 'nothing here allows anything, so that the endpoint lets no request through';
    const help = 'add a statement that allows what the denials leave';
    return [{ at: `${first.at}/Effect`, message, help }];
  },
};
