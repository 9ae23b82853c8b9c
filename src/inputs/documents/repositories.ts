import type { FoundDocument } from './types.js';

/**
 * Completes what the documents of one file belong to: a repository that stands in the same file is known by its address
 * and by its name, whichever of them a document gives.
 */
export function withRepositories(documents: readonly FoundDocument[]): readonly FoundDocument[] {
  const repositories = documents.filter(
    ({ kind, moment }) => kind === 'repository-settings' && moment !== 'before',
  );
  if (repositories.length === 0) return documents;
  const byAddress = new Map(repositories.map((one) => [one.address, one.attachedTo]));
  const byName = new Map<string, string | undefined>();
  for (const { address, attachedTo } of repositories) {
    const key = placeKey(attachedTo);
    // Two repositories of one name, as in two accounts, tell nothing apart.
    if (key !== undefined) byName.set(key, byName.has(key) ? undefined : address);
  }
  return documents.map((document) => {
    const { attachedTo, kind } = document;
    const { repositoryName, repositoryAddress } = attachedTo;
    if (kind === 'repository-settings') return document;
    const key = placeKey(attachedTo);
    const address = repositoryAddress ?? (key === undefined ? undefined : byName.get(key));
    const name = repositoryName ?? byAddress.get(repositoryAddress ?? '')?.repositoryName;
    if (address === repositoryAddress && name === repositoryName) return document;
    return {
      ...document,
      attachedTo: { ...attachedTo, repositoryAddress: address, repositoryName: name },
    };
  });
}

function placeKey({ repositoryName, region }: FoundDocument['attachedTo']): string | undefined {
  return repositoryName === undefined ? undefined : `${region ?? ''} ${repositoryName}`;
}
