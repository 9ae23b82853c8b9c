import { describe, expect, it } from 'vitest';
import {
  type CreationPlan,
  compileCreationTemplates,
  explainRepositoryCreation,
  orThrow,
  parseCreationTemplates,
  planRepositoryCreation,
  type RepositoryCreation,
  type RepositoryCreationTemplate,
  type TemplateReadings,
} from '../src/creation-templates/index.js';
import { cases } from './cases.js';

interface PlanCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly templates: readonly RepositoryCreationTemplate[];
  readonly readings?: TemplateReadings;
  readonly creation: RepositoryCreation;
  readonly plan: Partial<CreationPlan>;
}

interface DocumentCase {
  readonly name: string;
  readonly document: unknown;
  readonly codes: readonly string[];
  /** The findings are warnings, and the templates are read all the same. */
  readonly warns?: boolean;
  readonly at?: readonly string[];
  readonly templates?: readonly RepositoryCreationTemplate[];
}

describe('what a repository is that ECR creates', () => {
  it.each(cases<PlanCase>('creation-templates/plan'))('$name', (given) => {
    const templates = orThrow(parseCreationTemplates(given.templates));
    const compiled = compileCreationTemplates(templates, { readings: given.readings });
    const plan = planRepositoryCreation(compiled, given.creation);
    expect(plan).toMatchObject(given.plan);
    // What an object under `settings` does not name must not be there either.
    if ('settings' in given.plan) expect(plan).toHaveProperty('settings', given.plan.settings);
    const explanation = explainRepositoryCreation(compiled, given.creation);
    expect(explanation.plan).toEqual(plan);
    expect(explanation.because).toEqual(expect.arrayContaining([...given.cites]));
  });
});

describe('reading creation templates', () => {
  it.each(cases<DocumentCase>('creation-templates/documents'))('$name', (given) => {
    const { document, codes, warns = false, at, templates } = given;
    const read = parseCreationTemplates(document);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(read.ok).toBe(codes.length === 0 || warns);
    if (at !== undefined) expect(read.diagnostics.map((found) => found.at)).toEqual(at);
    if (templates !== undefined) expect(orThrow(read)).toEqual(templates);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    const text = parseCreationTemplates(JSON.stringify(document));
    expect(text.ok).toBe(read.ok);
    for (const { range } of text.diagnostics) expect(range).toBeDefined();
  });

  it.each([
    ['description', 256],
    ['repositoryPolicy', 10_240],
    ['lifecyclePolicy', 30_720],
  ])('a %s has at most %i characters', (property, max) => {
    const read = (length: number) =>
      parseCreationTemplates({
        prefix: 'prod',
        appliedFor: ['REPLICATION'],
        [property]: 'x'.repeat(length),
      });
    expect(read(max).ok).toBe(true);
    expect(read(max + 1).diagnostics).toMatchObject([
      { code: 'creation-templates/too-long', at: `/${property}` },
    ]);
  });
});

describe('explaining which template applies', () => {
  it('says of every template why it does or does not', () => {
    const appliedFor = ['REPLICATION'] as const;
    const compiled = compileCreationTemplates([
      { prefix: 'ROOT', appliedFor },
      { prefix: 'prod', appliedFor },
      { prefix: 'prod/team', appliedFor },
      { prefix: 'prod/team/a', appliedFor: ['CREATE_ON_PUSH'] },
      { prefix: 'prod/team/web-x', appliedFor },
    ]);
    const creation = { repositoryName: 'prod/team/a/web', occasion: 'REPLICATION' } as const;
    expect(explainRepositoryCreation(compiled, creation)).toMatchObject({
      sentence: '`prod/team/a/web` is created from the template `prod/team`',
      templates: [
        { prefix: 'ROOT', miss: { kind: 'shorter', than: 'prod/team' } },
        { prefix: 'prod', miss: { kind: 'shorter', than: 'prod/team' } },
        { prefix: 'prod/team', miss: { kind: 'applies' } },
        { prefix: 'prod/team/a', miss: { kind: 'occasion' } },
        { prefix: 'prod/team/web-x', miss: { kind: 'prefix', missing: 6 } },
      ],
    });
  });

  it('says why a push creates nothing', () => {
    const compiled = compileCreationTemplates([]);
    const creation = { repositoryName: 'x/y', occasion: 'CREATE_ON_PUSH' } as const;
    expect(explainRepositoryCreation(compiled, creation).sentence).toBe(
      'no template for create on push fits `x/y`, so the push fails and nothing is created',
    );
  });
});

it('places what is wrong with a template of Terraform where it stands', () => {
  const template = {
    prefix: 'prod',
    applied_for: ['REPLICATION'],
    encryption_configuration: [{ encryption_type: 'KMS', kms_key: 'alias/mine' }],
    resource_tags: { team: 'a'.repeat(300) },
  };
  const { diagnostics } = parseCreationTemplates(template);
  const places = diagnostics.filter(({ severity }) => severity === 'error').map(({ at }) => at);
  expect(places).toContain('/encryption_configuration/0/kms_key');
  expect(places).toContain('/resource_tags/team');
});
