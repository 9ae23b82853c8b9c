/** What an image's manifest says about other images; `aws ecr batch-get-image` gives manifests. */
export interface ImageManifest {
  readonly imageDigest: string;
  /** Digests of the manifests an index points to; absent when the manifest is no index. */
  readonly references?: readonly string[] | undefined;
  /** The image that this signature, SBOM or attestation is about. */
  readonly subjectManifestDigest?: string | undefined;
}
