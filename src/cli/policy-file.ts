import { yamlNotation } from '../notations/index.js';
import { lifecyclePolicyIn, type PolicyChoice, type PolicyInFile } from '../words/index.js';
import { type FileOption, fileOptions } from './file-options.js';
import type { Reader } from './reading.js';

/** What a policy may be read from, for the help of a command. */
export const policyFileHelp =
  'a policy, get-lifecycle-policy output, a Terraform plan or a CloudFormation template';

/** How one policy of several in a file is named, for the help of a command. */
export const addressHelp =
  'which policy where a file holds several: its address or its repository; FILE#ADDRESS does the same for one file';

/**
 * The lifecycle policy of a file, which may hold it under a name: `plan.json#aws_ecr_lifecycle_policy.app`. Undefined
 * after its problems were reported.
 */
export function readPolicyFile(
  reader: Reader,
  named: string,
  choice: Pick<PolicyChoice, 'moment' | 'address'> = {},
  given: FileOption = fileOptions.policy,
): PolicyInFile | undefined {
  const sign = named.indexOf('#');
  const [path, address] =
    sign === -1 ? [named, choice.address] : [named.slice(0, sign), named.slice(sign + 1)];
  const { moment } = choice;
  const read = (text: string) =>
    lifecyclePolicyIn({ path, text }, { moment, address, notations: [yamlNotation] });
  return reader.read(path, read, given);
}
