import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileCreationTemplates,
  explainRepositoryCreation,
  type Occasion,
  parseCreationTemplates,
  planRepositoryCreation,
  type RepositoryCreation,
  type RepositoryCreationTemplate,
  type SettledCreation,
} from '../../src/creation-templates/index.js';
import { beginningOf, shortName } from '../arbitraries/prefixes.js';
import { referenceCreation } from '../reference/creation-templates.js';

const occasion = fc.constantFrom<Occasion>('REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH');

const templatesFor = (name: string): fc.Arbitrary<readonly RepositoryCreationTemplate[]> =>
  fc.uniqueArray(
    fc.record(
      {
        prefix: fc.oneof(beginningOf(name), shortName, fc.constantFrom('ROOT', 'root')),
        appliedFor: fc.subarray<Occasion>(['REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH']),
        encryptionConfiguration: fc.constantFrom<
          NonNullable<RepositoryCreationTemplate['encryptionConfiguration']>
        >({ encryptionType: 'AES256' }, { encryptionType: 'KMS' }),
        resourceTags: fc.constantFrom([], [{ Key: 'team', Value: 'a' }]),
        customRoleArn: fc.constant('arn:aws:iam::111111111111:role/r'),
      },
      { requiredKeys: ['prefix', 'appliedFor'] },
    ),
    {
      maxLength: 8,
      // One namespace, one template: which of two counts is not known.
      selector: ({ prefix }) => prefix.replace(/\/?$/, '/'),
    },
  );

const question: fc.Arbitrary<[readonly RepositoryCreationTemplate[], RepositoryCreation]> =
  shortName.chain((repositoryName) =>
    fc.tuple(
      templatesFor(repositoryName),
      fc.record({ repositoryName: fc.constant(repositoryName), occasion }),
    ),
  );

function word(plan: SettledCreation): string {
  switch (plan.kind) {
    case 'created':
      return plan.template === null ? 'defaults' : `created: ${plan.template}`;
    case 'failed':
      return `failed: ${plan.template}`;
    case 'refused':
    case 'exists':
      return plan.kind;
  }
}

/** The plan of a repository that is known to be missing. */
function settledPlan(
  templates: readonly RepositoryCreationTemplate[],
  creation: RepositoryCreation,
): SettledCreation {
  const plan = planRepositoryCreation(compileCreationTemplates(templates), creation);
  if (plan.kind === 'depends') throw new Error('nothing is unknown');
  return plan;
}

describe('the template of a created repository', () => {
  it('is the longest that applies, as the guide says', () => {
    fc.assert(
      fc.property(question, ([templates, creation]) => {
        const { repositoryName, occasion: on } = creation;
        expect(word(settledPlan(templates, creation))).toBe(
          referenceCreation(templates, repositoryName, on),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('does not depend on the order of the templates', () => {
    fc.assert(
      fc.property(question, ([templates, creation]) => {
        expect(settledPlan(templates.toReversed(), creation)).toEqual(
          settledPlan(templates, creation),
        );
      }),
    );
  });

  it('does not change by templates for other occasions', () => {
    fc.assert(
      fc.property(question, ([templates, creation]) => {
        const meant = templates.filter(({ appliedFor }) => appliedFor.includes(creation.occasion));
        expect(settledPlan(meant, creation)).toEqual(settledPlan(templates, creation));
      }),
    );
  });

  it('is, under the other reading, one of the longest that fit or none', () => {
    fc.assert(
      fc.property(question, ([templates, creation]) => {
        const compiled = compileCreationTemplates(templates, {
          readings: { templateChoice: 'longest-only' },
        });
        const plan = planRepositoryCreation(compiled, creation);
        const all = templates.map((template) => ({ ...template, appliedFor: [creation.occasion] }));
        const longest = settledPlan(all, creation);
        const chosen = 'template' in longest ? longest.template : null;
        const meant = templates.some(
          ({ prefix, appliedFor }) => prefix === chosen && appliedFor.includes(creation.occasion),
        );
        expect(plan).toEqual(meant ? longest : settledPlan([], creation));
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same each time, after a JSON round trip, and in its explanation', () => {
    fc.assert(
      fc.property(question, ([templates, creation]) => {
        const compiled = compileCreationTemplates(templates);
        const plan = planRepositoryCreation(compiled, creation);
        expect(planRepositoryCreation(JSON.parse(JSON.stringify(compiled)), creation)).toEqual(
          plan,
        );
        const explanation = explainRepositoryCreation(compiled, creation);
        expect(explanation.plan).toEqual(plan);
        const applying = explanation.templates.filter(({ miss }) => miss.kind === 'applies');
        const chosen = plan.kind === 'created' || plan.kind === 'failed' ? plan.template : null;
        expect(applying.map(({ prefix }) => prefix)).toEqual(chosen === null ? [] : [chosen]);
      }),
    );
  });
});

const fuzzRuns = Number(process.env['ECR_DRYDOCK_FUZZ_RUNS'] ?? 2000);

/** What PutLifecyclePolicy takes. */
const soundPolicy = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'untagged images are of no use after two weeks',
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 14 },
      action: { type: 'expire' },
    },
  ],
});

describe('the reader of creation templates', () => {
  const written = fc.uniqueArray(
    fc.record(
      {
        prefix: fc.oneof(
          fc.constant('ROOT'),
          fc
            .array(fc.constantFrom('a', 'b0', 'c-d', 'e--f', 'g_h', 'i.j'), { minLength: 1 })
            .map((parts) => parts.join('/')),
        ),
        appliedFor: fc.subarray<Occasion>(['REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH']),
        description: fc.string({ maxLength: 20 }),
        encryptionConfiguration: fc.constantFrom(
          { encryptionType: 'AES256' },
          { encryptionType: 'KMS', kmsKey: '' },
          { encryptionType: 'KMS', kmsKey: 'arn:aws:kms:us-east-1:111111111111:key/1234-abcd' },
        ),
        imageTagMutability: fc.constantFrom('MUTABLE', 'IMMUTABLE'),
        resourceTags: fc.constantFrom([], [{ Key: 'team', Value: '' }]),
        lifecyclePolicy: fc.constantFrom('', soundPolicy),
        customRoleArn: fc.constant('arn:aws:iam::111111111111:role/r'),
      },
      { requiredKeys: ['prefix', 'appliedFor'] },
    ),
    { maxLength: 4, selector: ({ prefix }) => prefix },
  );

  it('reads all that keeps to the documented grammar, listed or wrapped, as value or text', () => {
    fc.assert(
      fc.property(written, (templates) => {
        const wrapped = {
          registryId: '111111111111',
          repositoryCreationTemplates: templates.map((template) => ({
            ...template,
            createdAt: '2026-01-01T00:00:00Z',
          })),
        };
        for (const input of [templates, wrapped, JSON.stringify(wrapped)]) {
          expect(parseCreationTemplates(input)).toEqual({
            ok: true,
            value: templates,
            diagnostics: [],
          });
        }
      }),
    );
  });

  it('refuses whatever is spoilt in one place, and shows where', () => {
    fc.assert(
      fc.property(
        written.filter(({ length }) => length > 0),
        fc.nat(3),
        fc.constantFrom<(template: Record<string, unknown>) => unknown>(
          (whole) => ({ ...whole, prefix: undefined }),
          (whole) => ({ ...whole, prefix: 'a//b' }),
          (whole) => ({ ...whole, prefix: 'Root' }),
          (whole) => ({ ...whole, appliedFor: ['PUSH'] }),
          (whole) => ({ ...whole, appliedFor: null }),
          (whole) => ({ ...whole, encryptionConfiguration: {} }),
          (whole) => ({
            ...whole,
            encryptionConfiguration: {
              encryptionType: 'AES256',
              kmsKey: 'arn:aws:kms:us-east-1:111111111111:key/1234-abcd',
            },
          }),
          (whole) => ({ ...whole, imageTagMutability: 'mutable' }),
          (whole) => ({ ...whole, resourceTags: [{ Key: 'team' }] }),
          (whole) => ({ ...whole, more: 1 }),
          () => null,
        ),
        (templates, which, spoil) => {
          const at = which % templates.length;
          const spoilt = templates.map((whole, index) =>
            index === at ? spoil({ ...whole }) : whole,
          );
          const read = parseCreationTemplates(JSON.stringify(spoilt));
          expect(read.ok).toBe(false);
          for (const found of read.diagnostics) {
            expect(found.at.startsWith(`/${at}`)).toBe(true);
            expect(found.range).toBeDefined();
          }
        },
      ),
    );
  });

  const key = fc.constantFrom(
    ...['prefix', 'Prefix', 'appliedFor', 'AppliedFor', 'encryptionConfiguration', 'kmsKey'],
    ...['encryptionType', 'imageTagMutability', 'imageTagMutabilityExclusionFilters', 'Key'],
    ...['resourceTags', 'Value', 'repositoryCreationTemplates', 'Properties', '__proto__'],
  );
  const { shape } = fc.letrec((tie) => ({
    shape: fc.oneof(
      { maxDepth: 5, depthSize: 'large' },
      fc.anything(),
      fc.constantFrom('prod', 'ROOT', 'REPLICATION', 'KMS', 'IMMUTABLE', null),
      fc.array(tie('shape'), { maxLength: 3 }),
      fc.dictionary(key, tie('shape'), { maxKeys: 4 }),
    ),
  }));

  it('never throws, and never reads what it finds wrong', () => {
    fc.assert(
      fc.property(fc.oneof(shape, fc.string(), fc.json()), (input) => {
        const read = parseCreationTemplates(input);
        const wrong = read.diagnostics.some(({ severity }) => severity === 'error');
        expect(read.ok).toBe(!wrong);
        if (read.ok) compileCreationTemplates(read.value);
      }),
      { numRuns: fuzzRuns },
    );
  });
});
