import { describe, expect, it } from 'vitest';
import {
  compileSigning,
  decideSigning,
  explainSignatureRemoval,
  explainSigning,
  orThrow,
  parseSigningConfiguration,
  planSignatureRemoval,
  type SignatureRemoval,
  type SignatureRemovalPlan,
  type SigningConfiguration,
  type SigningPush,
  type SigningReadings,
  type SigningVerdict,
  signingNeeds,
} from '../src/signing/index.js';
import { cases } from './cases.js';

interface Named {
  readonly name: string;
  readonly cites: readonly string[];
  readonly readings?: SigningReadings;
}

describe('reading a signing configuration', () => {
  it.each(
    cases<{
      name: string;
      configuration: unknown;
      codes: readonly string[];
      region?: string;
      awsMessage?: string;
    }>('signing/configuration'),
  )('$name', ({ configuration, codes, region, awsMessage }) => {
    const read = parseSigningConfiguration(configuration, { region });
    expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(read.ok).toBe(codes.length === 0);
    if (awsMessage !== undefined) expect(read.diagnostics[0]?.awsMessage).toBe(awsMessage);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    expect(parseSigningConfiguration(JSON.stringify(configuration), { region }).ok).toBe(read.ok);
  });
});

describe('which profiles sign', () => {
  it.each(
    cases<
      Named & { configuration: SigningConfiguration; push: SigningPush; verdict: SigningVerdict }
    >('signing/push'),
  )('$name', ({ configuration, push, verdict, cites, readings }) => {
    const signing = compileSigning(orThrow(parseSigningConfiguration(configuration)), { readings });
    expect(decideSigning(signing, push)).toEqual(verdict);
    const explanation = explainSigning(signing, push);
    expect(explanation.verdict).toEqual(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
  });

  it('a pusher needs the actions of a push, and signer:SignPayload on each profile', () => {
    const profile = 'arn:aws:signer:us-east-1:123456789012:/signing-profiles/release';
    const signing = compileSigning({ rules: [{ signingProfileArn: profile }] });
    expect(signingNeeds(signing, { repositoryName: 'web', cause: 'push' })).toEqual([
      { action: 'ecr:BatchCheckLayerAvailability', on: 'repository' },
      { action: 'ecr:CompleteLayerUpload', on: 'repository' },
      { action: 'ecr:InitiateLayerUpload', on: 'repository' },
      { action: 'ecr:PutImage', on: 'repository' },
      { action: 'ecr:UploadLayerPart', on: 'repository' },
      { action: 'signer:SignPayload', on: 'signing-profile', resource: profile },
    ]);
    expect(
      signingNeeds(compileSigning({ rules: [] }), { repositoryName: 'web', cause: 'push' }),
    ).toEqual([]);
  });

  it('the explanation says who signs and who lacks what', () => {
    const profile = 'arn:aws:signer:us-east-1:123456789012:/signing-profiles/release';
    const signing = compileSigning({ rules: [{ signingProfileArn: profile }] });
    const push: SigningPush = {
      repositoryName: 'web',
      cause: 'push',
      maySign: { [profile]: 'denied' },
    };
    expect(explainSigning(signing, push).sentence).toBe(
      'a push to `web` gives 1 signature: `release` fails, since the pusher lacks signer:SignPayload',
    );
  });
});

describe('what becomes of signatures', () => {
  it.each(
    cases<Named & { removal: SignatureRemoval; plan: Partial<SignatureRemovalPlan> }>(
      'signing/removal',
    ),
  )('$name', ({ removal, plan, cites, readings }) => {
    expect(planSignatureRemoval(removal, { readings })).toMatchObject(plan);
    const explanation = explainSignatureRemoval(removal, { readings });
    expect(explanation.plan).toMatchObject(plan);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
    const { deleted, blocked, following, left, missing } = explanation.plan;
    const told = [deleted, blocked, following, left, missing].flat().length;
    expect(explanation.sentences).toHaveLength(told);
  });
});
