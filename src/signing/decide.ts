import { signingPushActions, signPayloadAction } from '../facts/signing.js';
import { matchesGlob } from '../glob/match.js';
import type {
  CompiledSigning,
  ProfileSignature,
  SigningNeed,
  SigningPush,
  SigningVerdict,
  UnsignedReason,
} from './types.js';

/** Which profiles sign an image that reaches a repository, and with what success. The push itself succeeds anyway. */
export function decideSigning(signing: CompiledSigning, push: SigningPush): SigningVerdict {
  const exempt = exemption(signing, push);
  if (exempt !== undefined) return { kind: 'unsigned', reason: exempt };
  const profiles = matchingProfiles(signing, push.repositoryName);
  if (profiles.length === 0) return { kind: 'unsigned', reason: 'no-rule' };
  return { kind: 'signed', signatures: profiles.map((profile) => signature(profile, push)) };
}

/** Why something is not signed, whatever the rules say. */
function exemption(signing: CompiledSigning, push: SigningPush): UnsignedReason | undefined {
  const { artifact = 'image', cause } = push;
  if (artifact === 'signature') return 'signature';
  if (artifact === 'referrer' && !signing.signsReferrers) return 'referrer';
  if (cause !== 'push' && !signing.signsArrivals) return 'arrival';
  return artifact === 'index' && !signing.signsIndexes ? 'index' : undefined;
}

interface Profile {
  readonly signingProfileArn: string;
  readonly rules: readonly number[];
}

/** The profiles of the rules that match, each once, in the order of the rules. */
function matchingProfiles({ rules }: CompiledSigning, repositoryName: string): readonly Profile[] {
  const found = new Map<string, number[]>();
  rules.forEach(({ signingProfileArn, globs }, index) => {
    if (!globs.some((glob) => matchesGlob(glob, repositoryName))) return;
    found.set(signingProfileArn, [...(found.get(signingProfileArn) ?? []), index]);
  });
  return [...found].map(([signingProfileArn, of]) => ({ signingProfileArn, rules: of }));
}

function signature(profile: Profile, { maySign = {} }: SigningPush): ProfileSignature {
  const { signingProfileArn } = profile;
  const may = Object.hasOwn(maySign, signingProfileArn) ? maySign[signingProfileArn] : 'unknown';
  if (may === 'allowed') return { ...profile, kind: 'signed', status: 'COMPLETE' };
  if (may === 'denied') {
    return { ...profile, kind: 'failed', status: 'FAILED', missing: signPayloadAction };
  }
  return { ...profile, kind: 'depends', on: [signPayloadAction] };
}

/** What a pusher needs so that an image of this repository is pushed and signed; nothing when nothing is signed. */
export function signingNeeds(signing: CompiledSigning, push: SigningPush): readonly SigningNeed[] {
  const verdict = decideSigning(signing, push);
  if (verdict.kind === 'unsigned') return [];
  return [
    ...signingPushActions.map((action): SigningNeed => ({ action, on: 'repository' })),
    ...verdict.signatures.map(
      ({ signingProfileArn }): SigningNeed => ({
        action: signPayloadAction,
        on: 'signing-profile',
        resource: signingProfileArn,
      }),
    ),
  ];
}
