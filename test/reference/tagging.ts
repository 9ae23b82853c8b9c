import type { TagMutabilitySettings, TagVerdict, TagWrite } from '../../src/tagging/index.js';

/**
 * Tag mutability as the guide words it, naively. Shares no code with the engine.
 *
 * A tag is mutable under MUTABLE, immutable under IMMUTABLE. Under IMMUTABLE_WITH_EXCLUSION a tag is mutable if some
 * filter matches it; under MUTABLE_WITH_EXCLUSION it is mutable if none does.
 */
export function referenceTagWrite(
  settings: TagMutabilitySettings,
  write: TagWrite,
): Omit<TagVerdict, 'decidedBy'> {
  const excluded = (settings.imageTagMutabilityExclusionFilters ?? []).some(({ filter }) =>
    matchesWholeTag([...filter], [...write.tag]),
  );
  const mutable = {
    MUTABLE: true,
    IMMUTABLE: false,
    IMMUTABLE_WITH_EXCLUSION: excluded,
    MUTABLE_WITH_EXCLUSION: !excluded,
  }[settings.imageTagMutability];
  if (write.currentDigest === undefined) return { kind: 'created' };
  if (write.currentDigest === write.digest && write.surface !== 'oci') {
    return refusal('ImageAlreadyExistsException');
  }
  if (!mutable) return refusal('ImageTagAlreadyExistsException');
  if (write.currentDigest === write.digest) return { kind: 'unchanged' };
  return { kind: 'moved', untaggedDigest: write.currentDigest } as Omit<TagVerdict, 'decidedBy'>;
}

function refusal(exception: string) {
  return { kind: 'refused', exception } as Omit<TagVerdict, 'decidedBy'>;
}

/** `*` stands for any number of characters, everything else for itself: the definition, by recursion. */
export function matchesWholeTag(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') {
    return (
      matchesWholeTag(rest, text) || (text.length > 0 && matchesWholeTag(pattern, text.slice(1)))
    );
  }
  return text[0] === first && matchesWholeTag(rest, text.slice(1));
}
