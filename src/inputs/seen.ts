import type { Image } from '../model/image.js';

/** Answers with the number that was given for the same digest of the same repository before, or -1, and remembers. */
export type Seen = (image: Image, number: number) => number;

/** Remembers images by repository and digest. Records of one repository mostly follow each other. */
export function createSeen(): Seen {
  const repositories = new Map<string, Map<string, number>>();
  let registryId: string | undefined;
  let repositoryName: string | undefined;
  let digests: Map<string, number> | undefined;
  return (image, number) => {
    if (
      digests === undefined ||
      image.repositoryName !== repositoryName ||
      image.registryId !== registryId
    ) {
      ({ registryId, repositoryName } = image);
      const key = JSON.stringify([registryId ?? null, repositoryName ?? null]);
      digests = repositories.get(key) ?? new Map();
      repositories.set(key, digests);
    }
    const before = digests.get(image.imageDigest);
    if (before !== undefined) return before;
    digests.set(image.imageDigest, number);
    return -1;
  };
}
