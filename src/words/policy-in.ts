import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { failure, type Result } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  type FoundDocument,
  findDocuments,
  findingsInFile,
  type Notation,
  type TextFile,
} from '../inputs/index.js';
import { type LifecyclePolicy, parseLifecyclePolicy } from '../lifecycle/index.js';

/** Which policy of a file is meant. */
export interface PolicyChoice {
  /** Of a planned change, the policy before it or after it; after it unless given. */
  readonly moment?: 'before' | 'after' | undefined;
  /** What the file calls it, such as `aws_ecr_lifecycle_policy.app`, or its repository; needed where it holds several. */
  readonly address?: string | undefined;
  /** Readers of files that are no JSON. */
  readonly notations?: readonly Notation[] | undefined;
}

/** A lifecycle policy that was found in a file, and its own text. */
export interface PolicyInFile {
  readonly policy: LifecyclePolicy;
  readonly text: string;
}

/**
 * The lifecycle policy of a file: the file itself, the answer of the AWS CLI, or the one that a Terraform plan, a state
 * or a CloudFormation template holds. A file that holds several fails unless one is named, and so does a policy of which
 * a part is known only once it is applied.
 */
export function lifecyclePolicyIn(file: TextFile, choice: PolicyChoice = {}): Result<PolicyInFile> {
  const { moment = 'after', address, notations } = choice;
  const found = findDocuments([file], { notations, before: moment === 'before' });
  const held = (found.ok ? found.value : []).filter(
    (document) =>
      document.kind === 'lifecycle' &&
      document.address !== '' &&
      (document.moment ?? moment) === moment,
  );
  const chosen =
    address === undefined ? held : held.filter((document) => isNamed(document, address));
  const [only, ...others] = chosen;
  // What holds no policy under a name is the policy, and if it is none its own reader says why.
  if (held.length === 0 && address === undefined) return readFrom(file.text);
  if (only === undefined) return failure([notThere(address ?? '', held)]);
  if (others.length > 0) return failure([several(chosen)]);
  if (only.unknown.length > 0) return failure([notKnown(only)]);
  const read = readFrom(only.text);
  return { ...read, diagnostics: findingsInFile(only, read.diagnostics) };
}

function isNamed({ address, attachedTo }: FoundDocument, name: string): boolean {
  return address === name || attachedTo.repositoryName === name;
}

function readFrom(text: string): Result<PolicyInFile> {
  const read = parseLifecyclePolicy(text);
  return read.ok ? { ...read, value: { policy: read.value, text } } : read;
}

function namesOf(documents: readonly FoundDocument[]): string {
  const named = documents
    .slice(0, namesTold)
    .map(({ address, attachedTo: { repositoryName } }) =>
      repositoryName === undefined ? quote(address) : `${quote(address)} (${repositoryName})`,
    );
  const left = documents.length - named.length;
  return `${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

const namesTold = 5;

function several(documents: readonly FoundDocument[]): Diagnostic {
  return problem(
    'several-policies',
    `the file holds ${documents.length} lifecycle policies: ${namesOf(documents)}`,
    'choose one with `--address`, or behind the file, as in `plan.json#aws_ecr_lifecycle_policy.app`',
  );
}

function notThere(address: string, documents: readonly FoundDocument[]): Diagnostic {
  const there = documents.length === 0 ? 'none' : namesOf(documents);
  return problem(
    'no-such-policy',
    `the file holds no lifecycle policy ${quote(address)}; there is ${there}`,
    'write the name as the file has it',
  );
}

function notKnown({ address, unknown }: FoundDocument): Diagnostic {
  const hidden = [...new Set(unknown.map(({ hiddenBy }) => quote(hiddenBy)))].slice(0, namesTold);
  return problem(
    'not-known-yet',
    `a part of ${quote(address)} is not known yet: ${hidden.join(', ')}`,
    'give the policy as it will be, such as the output of get-lifecycle-policy once it is applied',
  );
}

function problem(name: string, message: string, help: string): Diagnostic {
  const because: FactId[] = ['lifecycle.grammar'];
  return { code: `policy-file/${name}`, severity: 'error', message, at: '', because, help };
}
