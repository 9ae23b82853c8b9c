import type { Diagnostic } from '../base/diagnostic.js';
import { policyKinds } from '../iam/index.js';
import { type ContentKind, contentOf } from '../inputs/index.js';
import { yamlNotation } from '../notations/index.js';

/** An option that takes files: how it is written, what it takes, and what that is called. */
export interface FileOption {
  /** Absent where several options take the same. */
  readonly option?: string | undefined;
  readonly kinds: readonly ContentKind[];
  readonly what: string;
}

const lifecycle = { kinds: ['lifecycle'], what: 'a lifecycle policy' } as const;

/** The options of all commands that take one kind of file. */
export const fileOptions = {
  policy: { option: '--policy', ...lifecycle },
  before: { option: '--before', ...lifecycle },
  after: { option: '--after', ...lifecycle },
  images: {
    option: '--images',
    kinds: ['inventory'],
    what: 'output of `aws ecr describe-images`',
  },
  manifests: {
    option: '--manifests',
    kinds: ['manifests'],
    what: 'output of `aws ecr batch-get-image`',
  },
  inUse: { option: '--in-use', kinds: ['in-use'], what: 'a list of what runs' },
  awsPreview: {
    option: '--aws-preview',
    kinds: ['aws-preview'],
    what: 'output of `aws ecr get-lifecycle-policy-preview`',
  },
  prices: { option: '--prices', kinds: ['prices'], what: 'a file of prices' },
  schedule: { option: '--schedule', kinds: ['schedule'], what: 'a schedule' },
  tags: {
    option: '--tags',
    kinds: ['resource-tags'],
    what: 'resource tags, as `aws resourcegroupstaggingapi get-resources` prints them',
  },
  config: {
    option: '--config',
    kinds: ['replication-rules'],
    what: 'a replication configuration',
  },
  replication: {
    option: '--replication',
    kinds: ['replication-rules'],
    what: 'a replication configuration',
  },
  templates: {
    option: '--templates',
    kinds: ['creation-templates'],
    what: 'repository creation templates',
  },
  scanning: { option: '--scanning', kinds: ['scanning'], what: 'a scanning configuration' },
  signing: { option: '--signing', kinds: ['signing'], what: 'a signing configuration' },
  pullThrough: {
    option: '--pull-through',
    kinds: ['pull-through'],
    what: 'pull through cache rules',
  },
  findings: {
    option: '--findings',
    kinds: ['scan-findings'],
    what: 'output of `aws ecr describe-image-scan-findings`',
  },
  exceptions: {
    option: '--exceptions',
    kinds: ['scan-exceptions'],
    what: 'a list of accepted findings',
  },
  assertions: {
    option: '--assertions',
    kinds: ['assertions'],
    what: 'a list of assertions about a policy',
  },
} as const satisfies Readonly<Record<string, FileOption>>;

/** What an option takes that takes a policy of IAM's language, whichever it is. */
export const statements: FileOption = {
  kinds: [...policyKinds, 'policy', 'authorization-details'],
  what: 'a policy with statements',
};

/** Where else files of a kind can go. */
const elsewhere: Partial<Readonly<Record<ContentKind, string>>> = {
  lifecycle: 'preview --policy',
  identity: 'can --policies',
  repository: 'can --policies',
  registry: 'can --policies',
  policy: 'can',
  'authorization-details': 'can --policies',
  'replication-rules': 'replicate --config',
  'scan-findings': 'scan-gate --findings',
  'creation-templates': 'lint',
  'pull-through': 'lint',
  scanning: 'lint',
  signing: 'lint',
};

/** Recognises a file that was given to the wrong option; undefined when nothing tells that it was. Help tells what takes it. */
export function mixedUp(
  file: { readonly path: string; readonly text: string },
  given: FileOption,
  others: readonly FileOption[] = [],
): Diagnostic | undefined {
  const content = contentOf(file, { notations: [yamlNotation] });
  if (content === undefined || content.isVague) return undefined;
  const { name, kinds, isHolder } = content;
  const takes = ({ kinds: taken }: FileOption) => kinds.some((kind) => taken.includes(kind));
  if (takes(given)) return undefined;
  const looks = isHolder ? `${name} without such a document` : name;
  const wants =
    given.option === undefined ? `${given.what} is needed` : `${given.option} takes ${given.what}`;
  const option = others.find(takes)?.option;
  const command = kinds.map((kind) => elsewhere[kind]).find((found) => found !== undefined);
  const taker = option ?? (command === undefined ? undefined : `\`ecr-drydock ${command}\``);
  return {
    code: 'inputs/wrong-file',
    severity: 'error',
    message: `this is ${looks}, and ${wants}`,
    at: '',
    because: [],
    help: taker === undefined ? undefined : `give it to ${taker}`,
  };
}
