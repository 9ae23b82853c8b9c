import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { parseManifests } from '../../inputs/manifests.js';
import type { ImageDescription } from '../operations.js';

/** A manifest as the registry reads it: the image's digest, what it says of itself, and the layers it needs. */
export interface PushedManifest extends ImageDescription {
  readonly imageDigest: string;
  /** Digests of the configuration and the layers. */
  readonly layers: readonly string[];
}

/** The digest of a text by SHA-256, as registries write it. */
export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** Reads a manifest from its text; undefined when it is no JSON object, or its lists hold no digests. */
export function readManifest(text: string): PushedManifest | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return undefined;
  const imageDigest = digestOf(text);
  const relations = parseManifests({ imageDigest, imageManifest: value });
  if (!relations.ok) return undefined;
  const [{ references = undefined, subjectManifestDigest = undefined } = {}] = relations.value;
  const { config, layers } = value;
  const blobs = [config, ...members(layers)];
  return {
    imageDigest,
    references,
    subjectManifestDigest,
    imageManifestMediaType: textOf(value['mediaType']),
    artifactMediaType: textOf(value['artifactType']) ?? textOf(property(config, 'mediaType')),
    imageSizeInBytes: references === undefined ? sizeOf(blobs) : undefined,
    layers: blobs.flatMap((blob) => textOf(property(blob, 'digest')) ?? []),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the blobs weigh together; undefined when one does not say. */
function sizeOf(blobs: readonly unknown[]): number | undefined {
  let sum = 0;
  for (const blob of blobs) {
    const size = property(blob, 'size');
    if (typeof size === 'number' && Number.isFinite(size)) sum += size;
    else if (blob !== undefined) return undefined;
  }
  return blobs.every((blob) => blob === undefined) ? undefined : sum;
}
