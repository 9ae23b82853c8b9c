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

/**
 * Compares the length of a policy's own text with the limit of its kind. It is an error where the policy cannot be
 * accepted, and a warning where that depends on how it is sent or attached, or on whose it is.
 */
export function checkSize(reading: Reading, text: string | undefined): void {
  if (text !== undefined) checks[reading.kind](reading, text);
}

const checks: Readonly<Record<PolicyKind, (reading: Reading, text: string) => void>> = {
  identity: accountLimit,
  boundary: accountLimit,
  session: sessionLimit,
  scp: organizationLimit,
  rcp: organizationLimit,
  repository: atMost(repositoryPolicyCharactersMax, 'policy.repositoryPolicyCharactersMax'),
  registry: atMost(registryPolicyCharactersMax, 'policy.registryPolicyCharactersMax'),
  endpoint: atMost(endpointPolicyCharactersMax, 'policy.endpointPolicyCharactersMax'),
};

/** A limit on the text as it is sent, white space included. */
function atMost(max: number, because: FactId): (reading: Reading, text: string) => void {
  return (reading, text) => {
    if (text.length > max) refuse(reading, tooLong(text.length, max, because));
  };
}

/** The API counts white space, the console strips it first. */
function organizationLimit(reading: Reading, text: string): void {
  const because = 'policy.organizationPolicyCharactersMax';
  const bare = lengthWithoutSpace(text);
  if (bare > organizationPolicyCharactersMax) {
    refuse(reading, tooLong(bare, organizationPolicyCharactersMax, because));
  } else if (text.length > organizationPolicyCharactersMax) {
    doubt(reading, {
      ...tooLong(text.length, organizationPolicyCharactersMax, because),
      help: 'leave out the white space, which counts unless the console saves the policy',
    });
  }
}

/** A policy of AWS's own, or a role's inline policy, may be longer than a customer managed one. */
function accountLimit(reading: Reading, text: string): void {
  const bare = lengthWithoutSpace(text);
  if (bare <= managedPolicyCharactersMax) return;
  doubt(reading, {
    ...tooLong(bare, managedPolicyCharactersMax, 'policy.managedPolicyCharactersMax'),
    message: `the policy has ${bare} characters without white space, a customer managed policy at most ${managedPolicyCharactersMax}`,
    help: 'split it, unless it is a policy of AWS or stands inline in a role',
  });
}

/** A managed policy that is handed over by its ARN may be longer than one that is handed over as text. */
function sessionLimit(reading: Reading, text: string): void {
  if (text.length <= sessionPolicyCharactersMax) return;
  doubt(reading, {
    ...tooLong(text.length, sessionPolicyCharactersMax, 'policy.sessionPolicyCharactersMax'),
    help: 'shorten it, or make it a managed policy and hand over its ARN',
  });
}

function tooLong(length: number, max: number, because: FactId) {
  return {
    name: 'too-long',
    at: '',
    message: `the policy has ${length} characters, at most ${max} are accepted`,
    because,
    help: 'name fewer principals and actions, or cover them with wildcards and conditions',
  };
}

/** Characters of JSON text without the white space between its values. */
function lengthWithoutSpace(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      const end = endOfString(text, i);
      length += end - i + 1;
      i = end;
    } else if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) {
      length += 1;
    }
  }
  return length;
}
