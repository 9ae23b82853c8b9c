import { isRecord } from '../base/loose.js';
import { commandOfMembers, commandOfRecordMembers } from '../facts/responses.js';
import { isRepositoryName } from '../model/repository.js';

/** What a document is, in words that follow "this is". */
export interface Kind {
  readonly name: string;
  /** The AWS CLI command that gave it, without `aws`; absent when it is no output of one. */
  readonly command?: string | undefined;
  /** Whether it says little, since documents of many kinds look so. */
  readonly isVague?: boolean | undefined;
}

/** Recognises what people have by its members; undefined when nothing gives it away. */
export function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return kindOfList(value);
  if (!isRecord(value)) return undefined;
  return kindOfRecord(value) ?? kindOfError(value) ?? kindOfAnswer(value) ?? kindOfDocument(value);
}

/** The name of the one repository that a document is about, or a word in its place. It is safe in a shell. */
export function repositoryIn(value: unknown): string {
  for (const candidate of namedIn(value)) {
    if (typeof candidate === 'string' && isRepositoryName(candidate)) return candidate;
  }
  return 'REPOSITORY';
}

function namedIn(document: unknown): unknown[] {
  const value = Array.isArray(document) ? document[0] : document;
  if (!isRecord(value)) return [];
  const lists = [value['imageDetails'], value['images'], value['repositories']];
  const inside = [value['repository'], value['image'], ...lists.map(firstOf)];
  return [
    value['repositoryName'],
    ...inside.map((one) => (isRecord(one) ? one['repositoryName'] : one)),
  ];
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function kindOfList(list: readonly unknown[]): Kind | undefined {
  const first = list[0];
  return isRecord(first) ? kindOf(first) : undefined;
}

/** The answer that AWS gives instead of a result. */
function kindOfError(value: Readonly<Record<string, unknown>>): Kind | undefined {
  const error = value['Error'];
  if (!isRecord(error)) return undefined;
  return { name: `an error that AWS answered (${shortText(error['Code']) ?? 'without a code'})` };
}

function kindOfAnswer(value: Readonly<Record<string, unknown>>): Kind | undefined {
  const entry = commandOfMembers.find(({ members }) => members.every((key) => has(value, key)));
  return entry === undefined ? undefined : answerOf(publicOrPrivate(entry.command, value));
}

function kindOfRecord(value: Readonly<Record<string, unknown>>): Kind | undefined {
  const entry = commandOfRecordMembers.find(({ members }) =>
    members.every((key) => has(value, key)),
  );
  return entry === undefined ? undefined : answerOf(publicOrPrivate(entry.command, value));
}

function answerOf(command: string): Kind {
  return { name: `output of \`aws ${command}\``, command };
}

/** The two services give their repositories under the same member; the ARN of one tells them apart. */
function publicOrPrivate(command: string, value: Readonly<Record<string, unknown>>): string {
  const sample = firstOf(value['repositories']) ?? value['repository'] ?? value;
  const arn = isRecord(sample) ? sample['repositoryArn'] : undefined;
  return typeof arn === 'string' && arn.includes(':ecr-public:')
    ? command.replace('ecr ', 'ecr-public ')
    : command;
}

function kindOfDocument(value: Readonly<Record<string, unknown>>): Kind | undefined {
  if (has(value, 'apiVersion') && has(value, 'kind')) {
    return { name: `a Kubernetes ${shortText(value['kind']) ?? 'object'}` };
  }
  if (has(value, 'containerDefinitions')) return { name: 'an ECS task definition' };
  if (has(value, 'schemaVersion')) {
    return { name: has(value, 'manifests') ? 'an image index' : 'an image manifest' };
  }
  if (has(value, 'Statement')) return { name: 'an IAM or resource policy', isVague: true };
  if (Array.isArray(value['rules'])) {
    const first = firstOf(value['rules']);
    if (first === undefined)
      return { name: 'a list of no rules, which no lifecycle policy can be', isVague: true };
    const lifecycle = isRecord(first) && has(first, 'rulePriority');
    return lifecycle ? { name: 'a lifecycle policy' } : { name: 'a list of rules', isVague: true };
  }
  if (has(value, 'terraform_version')) return { name: 'Terraform output' };
  if (has(value, 'Resources')) return { name: 'a CloudFormation template' };
  return undefined;
}

function has(value: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(value, key);
}

/** A word of the document that may stand in a message: short and without line breaks, or nothing. */
function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w .:-]{1,80}$/.test(value) ? value : undefined;
}
