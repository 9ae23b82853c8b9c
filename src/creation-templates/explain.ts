import { unreachable } from '../base/invariant.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { missOfTemplate } from './match.js';
import { planRepositoryCreation } from './plan.js';
import type {
  CompiledTemplate,
  CompiledTemplates,
  CreationExplanation,
  CreationPlan,
  Occasion,
  RepositoryCreation,
  SettledCreation,
  TemplateMiss,
} from './types.js';

/** The plan of `planRepositoryCreation`, with every template's miss, a sentence and the facts it rests on. */
export function explainRepositoryCreation(
  compiled: CompiledTemplates,
  creation: RepositoryCreation,
): CreationExplanation {
  const plan = planRepositoryCreation(compiled, creation);
  const chosen = templateOf(plan);
  return {
    plan,
    templates: compiled.templates.map((template) => ({
      prefix: template.prefix,
      miss: missOf(template, chosen, creation),
    })),
    sentence: planSentence(plan, creation),
    because: [...new Set(factsOf(plan))],
  };
}

function settled(plan: CreationPlan): SettledCreation {
  return plan.kind === 'depends' ? plan.ifMissing : plan;
}

/** The prefix of the template that was chosen, whether or not it could be applied. */
function templateOf(plan: CreationPlan): string | undefined {
  const outcome = settled(plan);
  return outcome.kind === 'created' || outcome.kind === 'failed'
    ? (outcome.template ?? undefined)
    : undefined;
}

function missOf(
  template: CompiledTemplate,
  chosen: string | undefined,
  { repositoryName, occasion }: RepositoryCreation,
): TemplateMiss {
  const miss = missOfTemplate(template, repositoryName, occasion);
  if (miss === 1) return { kind: 'occasion' };
  if (miss > 1) return { kind: 'prefix', missing: miss - 1 };
  if (chosen === undefined || chosen === template.prefix) return { kind: 'applies' };
  return { kind: 'shorter', than: chosen };
}

function planSentence(plan: CreationPlan, creation: RepositoryCreation): string {
  const sentence = settledSentence(settled(plan), creation);
  return plan.kind === 'depends' ? `if it does not exist yet, ${sentence}` : sentence;
}

function settledSentence(
  outcome: SettledCreation,
  { repositoryName, occasion }: RepositoryCreation,
): string {
  const name = quote(repositoryName);
  switch (outcome.kind) {
    case 'exists':
      return `${name} exists and keeps its own settings`;
    case 'created':
      return outcome.template === null
        ? `no template for ${occasionPhrase(occasion)} fits ${name}, which is created with default settings`
        : `${name} is created from the template ${quote(outcome.template)}`;
    case 'refused':
      return `no template for ${occasionPhrase(occasion)} fits ${name}, so the push fails and nothing is created`;
    case 'failed': {
      const needs = outcome.needsRoleFor.map((need) =>
        need === 'kms' ? 'encrypts with KMS' : 'sets resource tags',
      );
      return `the template ${quote(outcome.template)} ${needs.join(' and ')} and names no custom role, so ${name} is not created`;
    }
    default:
      return unreachable(outcome);
  }
}

function occasionPhrase(occasion: Occasion): string {
  switch (occasion) {
    case 'REPLICATION':
      return 'replication';
    case 'PULL_THROUGH_CACHE':
      return 'pull-through cache';
    case 'CREATE_ON_PUSH':
      return 'create on push';
    default:
      return unreachable(occasion);
  }
}

const choice: readonly FactId[] = [
  'templates.longestWins',
  'templates.prefixEnd',
  'templates.rootPrefix',
  'templates.occasionFirst',
];

function factsOf(plan: CreationPlan): readonly FactId[] {
  const outcome = settled(plan);
  switch (outcome.kind) {
    case 'exists':
      return ['templates.onlyAtCreation'];
    case 'created':
      return outcome.template === null
        ? ['templates.createdWithDefaults', ...choice, 'repository.defaultSettings']
        : [...choice, 'templates.omittedIsDefault', 'templates.scanningIsElsewhere'];
    case 'refused':
      return ['templates.createdWithDefaults', ...choice];
    case 'failed':
      return ['templates.roleEncryptionTypes', ...choice];
    default:
      return unreachable(outcome);
  }
}
