import { isRecord } from '../../base/loose.js';
import { type Kind, kindOf } from '../kinds.js';
import { isCloudFormation } from './cloudformation.js';
import { findDocuments } from './find.js';
import { jsonNotation } from './json.js';
import { isTerraformJson, isTerraformStateFile } from './terraform-plan.js';
import { isTerraformSyntax } from './terraform-syntax.js';
import type { DocumentKind, FindOptions, TextFile } from './types.js';

/** What a file can be good for: the documents that are found in files, what AWS lists, and what this project reads. */
export type ContentKind =
  | DocumentKind
  | 'inventory'
  | 'manifests'
  | 'in-use'
  | 'aws-preview'
  | 'repositories'
  | 'scan-findings'
  | 'scan-exceptions'
  | 'resource-tags'
  | 'authorization-details'
  | 'prices'
  | 'schedule'
  | 'assertions';

/** What a file looks like, whatever it was given as. */
export interface FileContent {
  /** In words that follow "this is". */
  readonly name: string;
  /** What it can be read as; none when it is of no use here. */
  readonly kinds: readonly ContentKind[];
  /** Whether it may hold documents among much else, as a plan of Terraform does, and may as well hold none. */
  readonly isHolder: boolean;
  /** Whether the name says little, since documents of many kinds look so. */
  readonly isVague: boolean;
}

/** Recognises what a file holds; undefined when nothing gives it away. */
export function contentOf(file: TextFile, options: FindOptions = {}): FileContent | undefined {
  const notation = [...(options.notations ?? []), jsonNotation].find(({ takes }) => takes(file));
  const value = notation?.read(file).roots[0]?.value;
  if (value === undefined) return file.text.trim() === '' ? nothing : undefined;
  const holder = isRecord(value) ? holderOf(value) : undefined;
  const found = findDocuments([file], options);
  const documents = (found.ok ? found.value : []).map(({ kind }) => kind);
  const printed = kindOf(value);
  const own = ownSigns.find(({ keys }) => keys.some((key) => Object.hasOwn(Object(value), key)));
  const kinds = new Set<ContentKind>([
    ...documents,
    ...listed(kindsOfCommand.get(printed?.command ?? '')),
    ...listed<ContentKind>(isRunning(printed) ? 'in-use' : undefined),
    ...listed(own?.kind),
  ]);
  const name = holder ?? nameOf(documents, printed) ?? own?.name;
  if (name === undefined) return undefined;
  const isVague = kinds.size === 0 && printed?.isVague === true;
  return { name, kinds: [...kinds], isHolder: holder !== undefined, isVague };
}

const nothing: FileContent = {
  name: 'an empty text',
  kinds: [],
  isHolder: false,
  isVague: true,
};

function holderOf(value: Readonly<Record<string, unknown>>): string | undefined {
  if (isTerraformJson(value) || isTerraformStateFile(value)) return 'Terraform output';
  if (isTerraformSyntax(value)) return 'a file of Terraform';
  return isCloudFormation(value) ? 'a CloudFormation template' : undefined;
}

/** What AWS's command prints goes by the command; a document by its own name. */
function nameOf(documents: readonly DocumentKind[], printed: Kind | undefined): string | undefined {
  const [first] = documents;
  if (printed?.command !== undefined || first === undefined) return printed?.name;
  return names[first];
}

const names: Readonly<Record<DocumentKind, string>> = {
  lifecycle: 'a lifecycle policy',
  identity: 'an IAM policy that names no principal',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  repository: 'a policy that names principals, as repository policies do',
  registry: 'a policy that names principals, as registry policies do',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  endpoint: 'the policy of a VPC endpoint',
  policy: 'a policy with statements',
  'repository-settings': 'the settings of a repository',
  'replication-rules': 'a replication configuration',
  scanning: 'a scanning configuration',
  signing: 'a signing configuration',
  'creation-templates': 'a repository creation template',
  'pull-through': 'a pull through cache rule',
};

/** What the answers of commands can be read as that hold no document. */
const kindsOfCommand: ReadonlyMap<string, ContentKind> = new Map<string, ContentKind>([
  ['ecr describe-images', 'inventory'],
  ['ecr batch-get-image', 'manifests'],
  ['ecr get-lifecycle-policy-preview', 'aws-preview'],
  ['ecr describe-repositories', 'repositories'],
  ['ecr describe-image-scan-findings', 'scan-findings'],
  ['ecr list-tags-for-resource', 'resource-tags'],
]);

function isRunning(printed: Kind | undefined): boolean {
  const { name = '', command = '' } = printed ?? {};
  return command.startsWith('ecs ') || /^a Kubernetes |^an ECS /.test(name);
}

/** Members by which files are known that are neither documents nor answers of `aws ecr`. */
const ownSigns: readonly { kind: ContentKind; keys: readonly string[]; name: string }[] = [
  {
    kind: 'authorization-details',
    keys: ['UserDetailList', 'RoleDetailList', 'GroupDetailList'],
    name: 'output of `aws iam get-account-authorization-details`',
  },
  {
    kind: 'resource-tags',
    keys: ['ResourceTagMappingList'],
    name: 'output of `aws resourcegroupstaggingapi get-resources`',
  },
  { kind: 'prices', keys: ['standard', 'archive'], name: 'a file of prices' },
  { kind: 'schedule', keys: ['builds', 'pulls'], name: 'a schedule' },
  { kind: 'scan-exceptions', keys: ['exceptions'], name: 'a list of exceptions for scan findings' },
  { kind: 'assertions', keys: ['assertions'], name: 'a list of assertions about a policy' },
];

function listed<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
