import { endOfString } from '../../base/json-text.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  endpointPolicyCharactersMax,
  managedPolicyCharactersMax,
  organizationPolicyCharactersMax,
  registryPolicyCharactersMax,
  repositoryPolicyCharactersMax,
  sessionPolicyCharactersMax,
} from '../../facts/policy.js';
import type { PolicyKind } from '../types.js';
import { doubt, type Reading, refuse } from './findings.js';

interface Limit {
  readonly max: number;
  readonly because: FactId;
  /** Whether white space counts; `sometimes` hangs on what sends the policy. */
  readonly space: 'counts' | 'sometimes' | 'never';
  /** Who may go beyond the limit; nobody, when absent. */
  readonly unless?: string | undefined;
}

const organization: Limit = {
  max: organizationPolicyCharactersMax,
  because: 'policy.organizationPolicyCharactersMax',
  space: 'sometimes',
};
const account: Limit = {
  max: managedPolicyCharactersMax,
  because: 'policy.managedPolicyCharactersMax',
  space: 'never',
  unless: 'it is a policy of AWS or stands inline in a role',
};

const limits: Readonly<Record<PolicyKind, Limit>> = {
  identity: account,
  boundary: account,
  session: {
    max: sessionPolicyCharactersMax,
    because: 'policy.sessionPolicyCharactersMax',
    space: 'counts',
    unless: 'it is a managed policy and handed over by its ARN',
  },
  scp: organization,
  rcp: organization,
  repository: {
    max: repositoryPolicyCharactersMax,
    because: 'policy.repositoryPolicyCharactersMax',
    space: 'counts',
  },
  registry: {
    max: registryPolicyCharactersMax,
    because: 'policy.registryPolicyCharactersMax',
    space: 'counts',
  },
  endpoint: {
    max: endpointPolicyCharactersMax,
    because: 'policy.endpointPolicyCharactersMax',
    space: 'counts',
  },
};

/**
 * Compares the length of a policy's own text with the limit of its kind. It is an error where the policy cannot be
 * accepted, and a warning where that hangs on how it is sent or attached, or on whose it is.
 */
export function checkSize(reading: Reading, text = ''): void {
  const { max, because, space, unless } = limits[reading.kind];
  if (text.length <= max) return;
  const bare = space === 'counts' ? text.length : lengthWithoutSpace(text);
  if (bare <= max && space === 'never') return;
  const length = bare > max ? bare : text.length;
  const strict = bare > max && unless === undefined;
  const shorter = bare <= max ? 'leave out the white space' : 'use wildcards, or split it';
  (strict ? refuse : doubt)(reading, {
    name: 'too-long',
    at: '',
    message: `the policy has ${length} characters, at most ${max} are accepted`,
    because,
    help: unless === undefined ? shorter : `${shorter}, unless ${unless}`,
  });
}

/** Characters of JSON text without the white space between its values. */
function lengthWithoutSpace(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const end = text[i] === '"' ? endOfString(text, i) : i;
    if (!/\s/.test(text.charAt(i))) length += end - i + 1;
    i = end;
  }
  return length;
}
