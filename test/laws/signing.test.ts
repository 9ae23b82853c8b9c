import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileSigning,
  decideSigning,
  explainSignatureRemoval,
  explainSigning,
  parseSigningConfiguration,
  planSignatureRemoval,
  type SigningVerdict,
  signingNeeds,
} from '../../src/signing/index.js';
import { signatureRemoval, signingConfiguration, signingQuestion } from '../arbitraries/signing.js';
import { fuzzRuns, fuzzTimeoutMs, spoilt } from '../arbitraries/spoilt.js';
import { referenceRemaining, referenceSigning } from '../reference/signing.js';

const day = 86_400_000;

const statusesOf = (verdict: SigningVerdict) =>
  verdict.kind === 'unsigned'
    ? {}
    : Object.fromEntries(
        verdict.signatures.map((one) => [
          one.signingProfileArn,
          one.kind === 'depends' ? one.kind : one.status,
        ]),
      );

describe('which profiles sign', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(signingQuestion, ([configuration, push]) => {
        const verdict = decideSigning(compileSigning(configuration), push);
        expect(statusesOf(verdict)).toEqual(referenceSigning(configuration, push));
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order of rules and filters', () => {
    fc.assert(
      fc.property(signingQuestion, ([configuration, push]) => {
        const turned = {
          rules: configuration.rules
            .toReversed()
            .map((rule) =>
              rule.repositoryFilters === undefined
                ? rule
                : { ...rule, repositoryFilters: rule.repositoryFilters.toReversed() },
            ),
        };
        const [one, other] = [configuration, turned].map((of) =>
          statusesOf(decideSigning(compileSigning(of), push)),
        );
        expect(one).toEqual(other);
      }),
    );
  });

  it('every signature names the rules that want it, each profile once', () => {
    fc.assert(
      fc.property(signingQuestion, ([configuration, push]) => {
        const verdict = decideSigning(compileSigning(configuration), push);
        if (verdict.kind === 'unsigned') return;
        const arns = verdict.signatures.map(({ signingProfileArn }) => signingProfileArn);
        expect(new Set(arns).size).toBe(arns.length);
        for (const { signingProfileArn, rules } of verdict.signatures) {
          expect(rules.length).toBeGreaterThan(0);
          for (const rule of rules) {
            expect(configuration.rules[rule]?.signingProfileArn).toBe(signingProfileArn);
          }
        }
      }),
    );
  });

  it('is never contradicted by its explanation, its needs, nor by a JSON round trip', () => {
    fc.assert(
      fc.property(signingQuestion, ([configuration, push]) => {
        const signing = compileSigning(configuration);
        const verdict = decideSigning(signing, push);
        const explanation = explainSigning(signing, push);
        expect(explanation.verdict).toEqual(verdict);
        expect(explanation.because.length).toBeGreaterThan(0);
        const profiles = signingNeeds(signing, push).filter(({ on }) => on === 'signing-profile');
        expect(profiles.map(({ resource }) => resource)).toEqual(Object.keys(statusesOf(verdict)));
        expect(decideSigning(JSON.parse(JSON.stringify(signing)), push)).toEqual(verdict);
      }),
    );
  });
});

describe('what becomes of signatures', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(signatureRemoval, removalReadings, (removal, readings) => {
        const plan = planSignatureRemoval(removal, { readings });
        const gone = [...plan.deleted, ...plan.following.map(({ imageDigest }) => imageDigest)];
        const staying = removal.images
          .map(({ imageDigest }) => imageDigest)
          .filter((digest) => !gone.includes(digest));
        expect(staying.sort()).toEqual(referenceRemaining(removal, readings));
        expect(plan.imageCount).toBe(staying.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('puts an image on at most one list', () => {
    fc.assert(
      fc.property(signatureRemoval, (removal) => {
        const { deleted, blocked, following, left, missing } = planSignatureRemoval(removal);
        const listed = [
          ...deleted,
          ...missing,
          ...[...blocked, ...following, ...left].map(({ imageDigest }) => imageDigest),
        ];
        expect(new Set(listed).size).toBe(listed.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of the images, nor on that of the request', () => {
    fc.assert(
      fc.property(signatureRemoval, (removal) => {
        const turned = {
          ...removal,
          images: removal.images.toReversed(),
          remove: removal.remove.toReversed(),
        };
        const [one, other] = [removal, turned].map((of) => {
          const plan = planSignatureRemoval(of);
          return [plan.deleted, plan.following, plan.left, plan.blocked, plan.missing].map((list) =>
            list.map((entry) => JSON.stringify(entry, sortedLists)).sort(),
          );
        });
        expect(one).toEqual(other);
      }),
      { numRuns: 2000 },
    );
  });

  it('no artifact goes before it has been a day where it is, nor more than a day after its subject', () => {
    fc.assert(
      fc.property(signatureRemoval, (removal) => {
        const { following } = planSignatureRemoval(removal);
        for (const artifact of following) {
          const image = removal.images.find((one) => one.imageDigest === artifact.imageDigest);
          const subject = following.find(
            (one) => one.imageDigest === artifact.subjectManifestDigest,
          );
          const oldEnough = (image?.imagePushedAtMs ?? 0) + day;
          const earliest = [removal.atMs, oldEnough, subject?.notBeforeMs ?? 0];
          expect(artifact.notBeforeMs).toBe(Math.max(...earliest));
          const latest = [removal.atMs, oldEnough, subject?.notAfterMs ?? 0];
          expect(artifact.notAfterMs).toBe(Math.max(...latest) + day);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is never contradicted by its explanation', () => {
    fc.assert(
      fc.property(signatureRemoval, (removal) => {
        expect(explainSignatureRemoval(removal).plan).toEqual(planSignatureRemoval(removal));
      }),
    );
  });
});

const removalReadings = fc.record({
  referrersBehindIndex: fc.constantFrom('stay', 'follow', undefined),
  archivedIndex: fc.constantFrom('frees', 'guards', undefined),
});

/** Lists of digests are sets. */
function sortedLists(_key: string, value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

describe('the reader of signing configurations', () => {
  it(
    'takes anything without a throw, and what it takes can be run',
    () => {
      fc.assert(
        fc.property(spoilt(signingConfiguration), (input) => {
          const read = parseSigningConfiguration(input, { region: 'us-east-1' });
          expect(read.ok).toBe(read.diagnostics.every(({ severity }) => severity !== 'error'));
          if (read.ok) {
            explainSigning(compileSigning(read.value), { repositoryName: 'a', cause: 'push' });
          }
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'takes any text without a throw',
    () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
          const read = parseSigningConfiguration(text);
          if (!read.ok) expect(read.diagnostics.length).toBeGreaterThan(0);
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );
});
