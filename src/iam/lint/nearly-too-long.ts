import {
  endpointPolicyCharactersMax,
  registryPolicyCharactersMax,
  repositoryPolicyCharactersMax,
} from '../../facts/policy.js';
import type { PolicyKind } from '../types.js';
import type { PolicyRule } from './subject.js';

/** A policy with little room left. */
export const nearlyTooLong: PolicyRule = {
  code: 'iam/nearly-too-long',
  severity: 'info',
  title: 'a policy is close to the most characters AWS accepts',
  why: `More than nine tenths of what is accepted are used, white space included, so that the next statement may be refused.
Leave out white space, or use wildcards and conditions in place of lists.`,
  kinds: ['repository', 'registry', 'endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'policy.repositoryPolicyCharactersMax',
    'policy.registryPolicyCharactersMax',
    'policy.endpointPolicyCharactersMax',
  ],
  check: ({ kind, textLength = 0 }) => {
    const max = limits[kind] ?? Number.POSITIVE_INFINITY;
    if (textLength <= max * 0.9) return [];
    const message = `the policy has ${textLength} characters of at most ${max}`;
    return [{ at: '', message, help: 'leave out white space, or shorten the lists' }];
  },
};

const limits: Readonly<Partial<Record<PolicyKind, number>>> = {
  repository: repositoryPolicyCharactersMax,
  registry: registryPolicyCharactersMax,
  endpoint: endpointPolicyCharactersMax,
};
