import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileTagRule,
  decideTagWrite,
  explainTagWrite,
  type TagMutabilitySettings,
  type TagWrite,
} from '../../src/tagging/index.js';
import { nearMiss, pattern, tag } from '../arbitraries/tags.js';
import { referenceTagWrite } from '../reference/tagging.js';

const filters = fc.array(pattern(2), { minLength: 1, maxLength: 5 });

const question: fc.Arbitrary<[TagMutabilitySettings, TagWrite]> = fc
  .tuple(
    fc.constantFrom('MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'),
    filters,
  )
  .chain(([imageTagMutability, of]) =>
    fc.tuple(
      fc.constant<TagMutabilitySettings>(
        imageTagMutability.endsWith('EXCLUSION')
          ? {
              imageTagMutability,
              imageTagMutabilityExclusionFilters: of.map((filter) => ({
                filterType: 'WILDCARD',
                filter,
              })),
            }
          : { imageTagMutability },
      ),
      fc.record(
        {
          tag: fc.oneof(...of.map(nearMiss), tag),
          digest: fc.constantFrom('sha256:a', 'sha256:b'),
          currentDigest: fc.constantFrom(undefined, 'sha256:a', 'sha256:b'),
          surface: fc.constantFrom(undefined, 'api', 'oci'),
        },
        { requiredKeys: ['tag', 'digest'] },
      ),
    ),
  );

describe('deciding a tag', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(question, ([settings, write]) => {
        const verdict = decideTagWrite(compileTagRule(settings), write);
        expect({ ...verdict, decidedBy: undefined }).toEqual({
          ...referenceTagWrite(settings, write),
          decidedBy: undefined,
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order of the filters', () => {
    fc.assert(
      fc.property(question, ([settings, write]) => {
        const turned = {
          ...settings,
          imageTagMutabilityExclusionFilters:
            settings.imageTagMutabilityExclusionFilters?.toReversed(),
        };
        const kinds = [settings, turned].map(
          (of) => decideTagWrite(compileTagRule(of), write).kind,
        );
        expect(kinds[0]).toBe(kinds[1]);
      }),
    );
  });

  it('is never contradicted by its explanation', () => {
    fc.assert(
      fc.property(question, ([settings, write]) => {
        const rule = compileTagRule(settings);
        const explanation = explainTagWrite(rule, write);
        expect(explanation.verdict).toEqual(decideTagWrite(rule, write));
        expect(explanation.because.length).toBeGreaterThan(0);
      }),
    );
  });

  it('survives a JSON round trip of the compiled rule', () => {
    fc.assert(
      fc.property(question, ([settings, write]) => {
        const rule = compileTagRule(settings);
        expect(decideTagWrite(JSON.parse(JSON.stringify(rule)), write)).toEqual(
          decideTagWrite(rule, write),
        );
      }),
    );
  });
});
