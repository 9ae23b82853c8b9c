import { quote } from '../base/quote.js';
import { type FoundDocument, findDocuments, findingsInFile } from '../inputs/index.js';
import { type LifecyclePolicy, parseLifecyclePolicy } from '../lifecycle/index.js';
import { type Reader, Unusable } from './reading.js';

/** A lifecycle policy that was read, and its own text. */
export interface ReadPolicy {
  readonly policy: LifecyclePolicy;
  readonly text: string;
}

/** Which policy of a file is meant. */
export interface PolicyChoice {
  /** Its address, or the name of its repository. */
  readonly address?: string | undefined;
  /** Of a plan, whether it is the policy before the change or after it, which is the default. */
  readonly moment?: 'before' | 'after' | undefined;
}

/**
 * The lifecycle policy in a file: the file itself, an answer of the AWS CLI, a plan of Terraform or a template of
 * CloudFormation. Of several it is the one that was chosen. Undefined after what is wrong with it was reported.
 */
export function lifecyclePolicyIn(
  reader: Reader,
  file: string,
  { address, moment = 'after' }: PolicyChoice,
): ReadPolicy | undefined {
  const text = reader.text(file);
  if (text === undefined) return undefined;
  const read = findDocuments([{ path: file, text }], { before: moment === 'before' });
  const found = (read.ok ? read.value : []).filter(
    (one) => one.kind === 'lifecycle' && (one.moment ?? moment) === moment,
  );
  const chosen = chosenOf(file, found, address);
  // A file that is nothing else is read as a policy, so that what is wrong with it is said.
  if (chosen === undefined) {
    const policy = reader.read(file, () => parseLifecyclePolicy(text));
    return policy && { policy, text };
  }
  demandKnown(file, chosen);
  const result = parseLifecyclePolicy(chosen.text);
  const diagnostics = findingsInFile(chosen, result.diagnostics);
  const policy = reader.take(file, { ...result, diagnostics });
  return policy && { policy, text: chosen.text };
}

function chosenOf(
  file: string,
  found: readonly FoundDocument[],
  address: string | undefined,
): FoundDocument | undefined {
  const named =
    address === undefined
      ? found
      : found.filter((one) => one.address === address || one.attachedTo.repositoryName === address);
  const [first, second] = named;
  if (second !== undefined || (address !== undefined && first === undefined)) {
    const what =
      second === undefined
        ? `there is no lifecycle policy ${quote(address)}`
        : 'there are several lifecycle policies';
    throw new Unusable(
      `${file}: error: ${what} in this file; choose with --address:\n${listed(found)}`,
    );
  }
  return first;
}

function listed(found: readonly FoundDocument[]): string {
  return found
    .map(({ address, attachedTo: { repositoryName } }) =>
      repositoryName === undefined ? `  ${address}\n` : `  ${address} (${repositoryName})\n`,
    )
    .join('');
}

/** What is not known cannot be previewed, and a guess would mislead. */
function demandKnown(file: string, { address, unknown }: FoundDocument): void {
  if (unknown.length === 0) return;
  const parts = unknown.map(({ at, hiddenBy }) => `  ${at || '/'}: ${hiddenBy}\n`).join('');
  throw new Unusable(
    `${file}: error: the policy ${quote(address)} is not known as a whole:\n${parts}`,
  );
}
