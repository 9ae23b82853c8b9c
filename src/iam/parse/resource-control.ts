import { pointer } from '../../base/json-text.js';
import type { Reading } from './findings.js';
import { refuse } from './findings.js';

/** `RCPFullAWSAccess`, the one allowing statement there is: AWS's own, attached everywhere. */
export function isFullAccess(statement: Readonly<Record<string, unknown>>): boolean {
  const everything = ['Principal', 'Action', 'Resource'].every((element) => {
    const value = statement[element];
    return value === '*' || (Array.isArray(value) && value.length === 1 && value[0] === '*');
  });
  const known = ['Sid', 'Effect', 'Principal', 'Action', 'Resource'];
  return (
    everything &&
    statement['Effect'] === 'Allow' &&
    Object.keys(statement).every((key) => known.includes(key))
  );
}

/** What a customer's resource control policy may say besides the general grammar. */
export function checkResourceControl(
  reading: Reading,
  statement: Readonly<Record<string, unknown>>,
  at: string,
): void {
  if (statement['Effect'] === 'Allow') {
    restricted(reading, pointer(at, 'Effect'), 'it only denies', 'write `Deny`');
  }
  const principal = statement['Principal'];
  if (principal !== undefined && principal !== '*') {
    const help = 'write `"Principal": "*"`, and choose principals by a condition';
    restricted(reading, pointer(at, 'Principal'), 'its principal is `*`', help);
  }
  for (const element of ['NotPrincipal', 'NotAction']) {
    if (statement[element] === undefined) continue;
    const help = 'say it with a condition, or name the actions';
    restricted(reading, pointer(at, element), `it has no \`${element}\``, help);
  }
  const actions = statement['Action'];
  if (actions === '*' || (Array.isArray(actions) && actions.includes('*'))) {
    const help = 'write `ecr:*` for every action of ECR';
    restricted(reading, pointer(at, 'Action'), 'its actions name a service', help);
  }
}

function restricted(reading: Reading, at: string, rule: string, help: string): void {
  refuse(reading, {
    name: 'resource-control',
    at,
    message: `a resource control policy does not say this: ${rule}`,
    because: 'policy.resourceControlPolicyForm',
    help,
  });
}
