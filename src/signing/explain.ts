import { unreachable } from '../base/invariant.js';
import { counted, quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { formatInstant } from '../model/instant.js';
import { decideSigning, signingNeeds } from './decide.js';
import { planSignatureRemoval } from './plan.js';
import type {
  CompiledSigning,
  LeftArtifact,
  ProfileSignature,
  SignatureRemoval,
  SignatureRemovalPlan,
  SigningExplanation,
  SigningPush,
  SigningReadings,
  SigningVerdict,
  UnsignedReason,
} from './types.js';

/** The verdict of `decideSigning`, with the pusher's permissions, a sentence, and the facts it rests on. */
export function explainSigning(signing: CompiledSigning, push: SigningPush): SigningExplanation {
  const verdict = decideSigning(signing, push);
  return {
    verdict,
    needs: signingNeeds(signing, push),
    sentence: sentence(verdict, push),
    because: facts(verdict, signing),
  };
}

function sentence(verdict: SigningVerdict, { repositoryName }: SigningPush): string {
  switch (verdict.kind) {
    case 'unsigned':
      return unsigned[verdict.reason];
    case 'signed':
      return `a push to ${quote(repositoryName)} gives ${counted(verdict.signatures.length, 'signature')}: ${verdict.signatures.map(signatureSentence).join('; ')}`;
    default:
      return unreachable(verdict);
  }
}

const unsigned: Readonly<Record<UnsignedReason, string>> = {
  signature: 'signatures are never signed themselves',
  referrer: 'only images are signed, not what refers to them',
  index: 'only images are signed, not indexes',
  arrival: 'nobody pushed the image here, and signing takes the identity of a pusher',
  'no-rule': 'no signing rule matches the repository',
};

function signatureSentence(signature: ProfileSignature): string {
  const profile = quote(signature.signingProfileArn.split('/').at(-1));
  switch (signature.kind) {
    case 'signed':
      return `${profile} signs`;
    case 'failed':
      return `${profile} fails, since the pusher lacks ${signature.missing}`;
    case 'depends':
      return `${profile} signs if the pusher has ${signature.on.join(' and ')}`;
    default:
      return unreachable(signature);
  }
}

function facts(verdict: SigningVerdict, { rules }: CompiledSigning): FactId[] {
  if (verdict.kind === 'unsigned') return unsignedFacts[verdict.reason];
  const used = verdict.signatures.flatMap((signature) => signature.rules);
  const patterns = used.flatMap((rule) => rules[rule]?.globs.map(({ pattern }) => pattern) ?? []);
  const dialect = (id: FactId, holds: boolean): FactId[] => (holds ? [id] : []);
  return [
    'signing.signsOnPush',
    'signing.everyMatchingRuleSigns',
    'signing.signPayloadAction',
    ...dialect('signing.noFilterSignsAll', patterns.includes('*')),
    ...dialect(
      'signing.starIsAnySequence',
      patterns.some((pattern) => pattern.includes('*')),
    ),
    ...dialect(
      'signing.bareFilterIsExact',
      patterns.some((pattern) => !pattern.includes('*')),
    ),
    ...dialect(
      'signing.deniedPushSucceeds',
      verdict.signatures.some(({ kind }) => kind === 'failed'),
    ),
  ];
}

const unsignedFacts: Readonly<Record<UnsignedReason, FactId[]>> = {
  signature: ['signing.signaturesAreNotSigned'],
  referrer: ['signing.otherReferrersUnsigned'],
  index: ['signing.indexesAreSigned'],
  arrival: ['signing.onlyPushesSigned'],
  'no-rule': ['signing.bareFilterIsExact', 'signing.starIsAnySequence'],
};

/** A removal's plan with a sentence for everything in it. */
export interface SignatureRemovalExplanation {
  readonly plan: SignatureRemovalPlan;
  readonly sentences: readonly string[];
  readonly because: readonly string[];
}

/** The plan of `planSignatureRemoval`, told image by image, with the facts it rests on. */
export function explainSignatureRemoval(
  removal: SignatureRemoval,
  options: { readonly readings?: SigningReadings | undefined } = {},
): SignatureRemovalExplanation {
  const plan = planSignatureRemoval(removal, options);
  const sentences = [
    ...plan.deleted.map((digest) => `${digest} is deleted`),
    ...plan.blocked.map(
      ({ imageDigest, blockedBy }) =>
        `${imageDigest} is not deleted: the index ${blockedBy.join(', ')} points at it (ImageReferencedByManifestList)`,
    ),
    ...plan.following.map(
      ({ imageDigest, subjectManifestDigest, notAfterMs }) =>
        `${imageDigest} follows ${subjectManifestDigest}, by ${formatInstant(notAfterMs)} at the latest`,
    ),
    ...plan.left.map(leftSentence),
    ...plan.missing.map((digest) => `${digest} is not in the repository`),
  ];
  return { plan, sentences, because: removalFacts(plan) };
}

function leftSentence({
  imageDigest,
  subjectManifestDigest,
  reason,
  blockedBy = [],
}: LeftArtifact) {
  switch (reason) {
    case 'no-lifecycle-policy':
      return `${imageDigest} stays without ${subjectManifestDigest}: the repository has no lifecycle policy to clean up`;
    case 'behind-index':
      return `${imageDigest} stays without ${subjectManifestDigest}: the index ${blockedBy.join(', ')} points at it`;
    case 'referrers-index':
      return `${imageDigest} stays: it lists what refers to ${subjectManifestDigest}, and only its tag says so`;
    case 'tagged-signature':
      return `${imageDigest} stays: only its tag says that it is about ${subjectManifestDigest}`;
    default:
      return unreachable(reason);
  }
}

function removalFacts({ blocked, following, left }: SignatureRemovalPlan): FactId[] {
  const reasons = new Set(left.map(({ reason }) => reason));
  const fact = (holds: boolean, ...ids: FactId[]): FactId[] => (holds ? ids : []);
  return [
    'signing.signaturesCountToQuota',
    ...fact(
      following.length > 0,
      'signing.signaturesFollowTheirImage',
      'signing.cleanupWithinMs',
      'signing.cleanupAgeMinMs',
    ),
    ...fact(blocked.length > 0 || reasons.has('behind-index'), 'signing.indexGuardsSignature'),
    ...fact(reasons.has('behind-index'), 'signing.artifactBehindIndexStays'),
    ...fact(reasons.has('no-lifecycle-policy'), 'signing.noPolicyNoCleanup'),
    ...fact(reasons.has('referrers-index'), 'signing.referrersTagPattern'),
    ...fact(
      reasons.has('tagged-signature'),
      'signing.cosignTagPattern',
      'signing.taggedSignaturesStay',
    ),
  ];
}
