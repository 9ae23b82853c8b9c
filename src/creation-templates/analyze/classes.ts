import { pointer } from '../../base/json-text.js';
import type { Verdict } from '../../base/proof.js';
import { appliedForValues } from '../../facts/templates.js';
import { canBegin, nameClasses } from '../../model/name-classes.js';
import { compileCreationTemplates, namespaceOf } from '../compile.js';
import { planRepositoryCreation } from '../plan.js';
import type {
  CompiledTemplates,
  CreationPlan,
  Occasion,
  RepositoryCreation,
  RepositoryCreationTemplate,
  TemplateReadings,
} from '../types.js';

/** Repositories that are created alike on one occasion. */
export interface CreationClass {
  readonly occasion: Occasion;
  /** What their names begin with; empty for those that no template's prefix is for. */
  readonly prefix: string;
  readonly exampleName: string;
  readonly plan: CreationPlan;
}

/** A repository that two sets of templates create differently, and both plans. */
export type CreationVerdict = Verdict<RepositoryCreation, CreationPlan, never, never>;

/** A template that could as well be left out: no name begins with its prefix, or what is created is the same without it. */
export interface TemplateFinding {
  readonly kind: 'unmatchable' | 'useless';
  /** JSON pointer into the list of templates. */
  readonly at: string;
  readonly prefix: string;
}

/** The classes of new repositories that templates tell apart, for each occasion: all there are. */
export function creationClasses(compiled: CompiledTemplates): readonly CreationClass[] {
  return questions(compiled).map(({ prefix, creation }) => ({
    occasion: creation.occasion,
    prefix,
    exampleName: creation.repositoryName,
    plan: planRepositoryCreation(compiled, creation),
  }));
}

/**
 * Whether two sets of templates create every repository alike. By which template is no difference, nor is the order in
 * which tags and excluded filters are written.
 */
export function diffCreationTemplates(
  before: CompiledTemplates,
  after: CompiledTemplates,
): CreationVerdict {
  for (const { creation: witness } of questions(before, after)) {
    const replay = {
      before: planRepositoryCreation(before, witness),
      after: planRepositoryCreation(after, witness),
    };
    if (created(replay.before) !== created(replay.after)) {
      return { kind: 'fails', witness, replay, assumptions: [] };
    }
  }
  return { kind: 'holds', assumptions: [] };
}

/** The templates that could each be left out without any repository noticing. */
export function findTemplateFindings(
  templates: readonly RepositoryCreationTemplate[],
  options: { readonly readings?: TemplateReadings | undefined } = {},
): readonly TemplateFinding[] {
  const compiled = compileCreationTemplates(templates, options);
  return templates.flatMap(({ prefix }, index): readonly TemplateFinding[] => {
    const at = pointer('', index);
    if (!canBegin(namespaceOf(prefix))) return [{ kind: 'unmatchable', at, prefix }];
    const fewer = compileCreationTemplates(
      templates.filter((_, other) => other !== index),
      options,
    );
    const isUseless = diffCreationTemplates(compiled, fewer).kind === 'holds';
    return isUseless ? [{ kind: 'useless', at, prefix }] : [];
  });
}

/** A repository of each class on each occasion, the shortest names first. */
function questions(
  ...all: readonly CompiledTemplates[]
): readonly { readonly prefix: string; readonly creation: RepositoryCreation }[] {
  const classes = nameClasses(all.flatMap(({ index }) => index.prefixes));
  return [...classes]
    .sort((a, b) => a.example.length - b.example.length)
    .flatMap(({ prefix, example }) =>
      appliedForValues.map((occasion) => ({
        prefix,
        creation: { repositoryName: example, occasion },
      })),
    );
}

/**
 * What becomes of a repository, as a text to compare by: whichever template says it, and in whatever order tags and
 * excluded filters are written. The role of the service is that of a repository without a template, too.
 */
function created(plan: CreationPlan): string {
  if (plan.kind === 'failed') return JSON.stringify([plan.kind, plan.needsRoleFor]);
  if (plan.kind !== 'created') return JSON.stringify(plan);
  const { resourceTags, imageTagMutabilityExclusionFilters, ...others } = plan.settings;
  const tags = resourceTags.map(({ Key, Value }) => JSON.stringify([Key, Value]));
  const filters = (imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter);
  return JSON.stringify([
    plan.role === 'custom',
    others,
    tags.sort(),
    [...new Set(filters)].sort(),
  ]);
}
