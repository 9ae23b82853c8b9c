import type { LifecyclePolicy } from '../lifecycle/index.js';
import { yamlNotation } from '../notations/index.js';
import { lifecyclePolicyIn, type PolicyChoice } from '../words/index.js';
import type { Reader } from './reading.js';

/** What a policy may be read from, for the help of a command. */
export const policyFileHelp =
  'a policy, get-lifecycle-policy output, or FILE#ADDRESS in a Terraform plan or a CloudFormation template';

/**
 * The lifecycle policy of a file, which may hold it under a name: `plan.json#aws_ecr_lifecycle_policy.app`. Undefined
 * after its problems were reported.
 */
export function readPolicyFile(
  reader: Reader,
  named: string,
  moment: PolicyChoice['moment'] = 'after',
): LifecyclePolicy | undefined {
  const sign = named.indexOf('#');
  const [path, address] =
    sign === -1 ? [named, undefined] : [named.slice(0, sign), named.slice(sign + 1)];
  const choice = { moment, address, notations: [yamlNotation] };
  return reader.read(path, (text) => lifecyclePolicyIn({ path, text }, choice));
}
