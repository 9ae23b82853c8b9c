import type {
  KnownRepository,
  ResourceTag,
  ResourceTagChange,
} from '../../src/tagging/resources/index.js';

/**
 * Changing resource tags as AWS words it, naively. Shares no code with the library.
 *
 * A repository carries at most 50 tags, AWS's own apart. A key has 1 to 128 characters and does not begin with `aws:`, a
 * value has at most 256. Tagging adds, or overwrites by key; untagging removes by key. Creating needs the repository to
 * be missing, the others need it to exist. Whoever may not do it is turned away first. When a request is refused, nothing
 * happens: the answer is the name of the exception, otherwise the tags afterwards, by key.
 */
export function referenceResourceTags(
  known: KnownRepository & { readonly repository: 'exists' | 'missing' },
  change: ResourceTagChange,
): string | Readonly<Record<string, string>> {
  const needed =
    change.operation === 'CreateRepository' && change.tags.length > 0
      ? (['ecr:CreateRepository', 'ecr:TagResource'] as const)
      : ([`ecr:${change.operation}`] as const);
  if (needed.some((action) => change.permissions?.[action] === 'denied')) {
    return 'AccessDeniedException';
  }
  const given: readonly ResourceTag[] =
    change.operation === 'UntagResource'
      ? change.tagKeys.map((Key) => ({ Key, Value: '' }))
      : change.tags;
  const isTwice = (key: string) => given.filter(({ Key }) => Key === key).length > 1;
  for (const { Key, Value } of given) {
    const bad =
      Key === '' ||
      [...Key].length > 128 ||
      [...Value].length > 256 ||
      /^aws:/i.test(Key) ||
      (change.operation !== 'UntagResource' && isTwice(Key));
    if (bad) return 'InvalidTagParameterException';
  }
  if (change.operation === 'CreateRepository') {
    if (known.repository === 'exists') return 'RepositoryAlreadyExistsException';
  } else if (known.repository === 'missing') {
    return 'RepositoryNotFoundException';
  }
  const before = known.repository === 'exists' ? (known.tags ?? []) : [];
  const after: Record<string, string> = {};
  for (const { Key, Value } of before) after[Key] = Value;
  for (const { Key, Value } of given) {
    if (change.operation === 'UntagResource') delete after[Key];
    else after[Key] = Value;
  }
  const people = Object.keys(after).filter((key) => !/^aws:/i.test(key));
  if (change.operation !== 'UntagResource' && people.length > 50) return 'TooManyTagsException';
  return after;
}
