/** Most rules of a registry's signing configuration. */
export const signingRuleCountMax = 10;

/** Kinds of repository filter in a signing rule. */
export const signingFilterTypes = ['WILDCARD_MATCH'] as const;

/** Fewest and most filters of a rule that has any. */
export const signingFilterCountMin = 1;
export const signingFilterCountMax = 100;

/** Characters of one filter, and their order: AWS's pattern, written without its nesting. */
export const signingFilterLengthMin = 1;
export const signingFilterLengthMax = 256;
export const signingFilterPattern = '^[a-z0-9*]+(?:[._/-][a-z0-9*]+)*$';

/** Characters of a signing profile's ARN, as a pattern over the whole of it. */
export const signingProfileArnLengthMax = 200;
export const signingProfileArnPattern =
  '^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}$';

/** Values of a signature's status. */
export const signingStatuses = ['IN_PROGRESS', 'COMPLETE', 'FAILED'] as const;

/** What the pusher needs on each profile, and on the repository. */
export const signPayloadAction = 'signer:SignPayload';
export const signingPushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
] as const;

/** What PutSigningConfiguration answers to a profile of another Region; the first `{}` is that one, the second ours. */
export const regionRefusal =
  "The region of signing profile ARN ... is '{}' but must be '{}' (the current region)";

/** Tags under which signatures were kept before OCI 1.1: of an index of referrers, and of cosign's images. */
export const referrersTagPattern = '^sha256-([0-9a-f]{64})$';
export const cosignTagPattern = '^sha256-([0-9a-f]{64})\\.(sig|att|sbom)$';

/** How long after its image a signature is gone at the latest, and how old it must be, in milliseconds. */
export const cleanupWithinMs = 86_400_000;
export const cleanupAgeMinMs = 86_400_000;
