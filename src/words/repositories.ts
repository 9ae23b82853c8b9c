import type { Image } from '../model/image.js';

/** What each group of images is called: the repository's name, with its account where several accounts occur. */
export function repositoryLabels(groups: readonly (readonly Image[])[]): readonly string[] {
  const accounts = new Set(groups.flatMap(([first]) => first?.registryId ?? []));
  return groups.map(([first]) => {
    const { registryId, repositoryName = 'one repository' } = first ?? {};
    return accounts.size > 1 && registryId !== undefined
      ? `${registryId}/${repositoryName}`
      : repositoryName;
  });
}
