import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { filled } from '../base/frame.js';
import { pointer } from '../base/json-text.js';
import { property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { type Spellings, unwrapped } from '../base/respell.js';
import { failure, type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  exclusionFilterCountMax,
  exclusionFilterStarsMax,
  filtersMissingMessage,
  filtersNeedlessMessage,
} from '../facts/tagging.js';
import { factOfLimit, validateTagMutability } from '../generated/validators/tag-mutability.js';
import type { ExclusionFilter, TaggingReadings, TagMutabilitySettings } from './types.js';

const voice = {
  domain: 'tagging',
  factOfLimit,
  otherwise: 'tagging.tagMutabilities' satisfies FactId,
};

/**
 * Reads a repository's tag settings, from a value or from JSON text: the input of PutImageTagMutability, one record of
 * `aws ecr describe-repositories`, or a repository as CloudFormation and Terraform spell it. Every problem is reported at
 * once.
 */
export function parseTagMutability(
  input: unknown,
  { readings = {} }: { readonly readings?: TaggingReadings | undefined } = {},
): Result<TagMutabilitySettings> {
  const document = readDocument(input, voice);
  const ofText = document.diagnostics.map(asText);
  if (!document.ok) return failure(ofText);
  const { place } = document.value;
  const { value, within } = unwrapped(document.value.value, ['Properties'], spellings);
  const shape = shapeDiagnostics(validateTagMutability, value, voice);
  const crowded = readings.exclusionFilterStars === 'any-number' ? [] : crowdedFilters(value);
  const meaning = [...missingFilters(value), ...needlessFilters(value), ...crowded];
  const found = capped(voice.domain, within([...shape, ...meaning]), place);
  return unlessRefused(settingsOf(value), [...ofText, ...found]);
}

/** CloudFormation writes capitals, Terraform underscores and blocks in the singular. */
const spellings: Spellings = {
  names: {
    ImageTagMutability: 'imageTagMutability',
    ImageTagMutabilityExclusionFilters: 'imageTagMutabilityExclusionFilters',
    ImageTagMutabilityExclusionFilterType: 'filterType',
    ImageTagMutabilityExclusionFilterValue: 'filter',
    image_tag_mutability: 'imageTagMutability',
    image_tag_mutability_exclusion_filter: 'imageTagMutabilityExclusionFilters',
    filter_type: 'filterType',
  },
  emptyIsAbsent: ['image_tag_mutability_exclusion_filter'],
};

/** A finding about the text itself, with its reason. */
function asText(diagnostic: Diagnostic): Diagnostic {
  const because: FactId[] = ['tagging.settingsAreJson'];
  return { ...diagnostic, because };
}

/** Only what the settings are made of; a repository's record carries much else. Sound once nothing was refused. */
function settingsOf(value: unknown): TagMutabilitySettings {
  const { imageTagMutability, imageTagMutabilityExclusionFilters: filters } =
    // The validator has proved the shape wherever the result is used.
    (value ?? {}) as TagMutabilitySettings;
  if (filters === undefined) return { imageTagMutability };
  return { imageTagMutability, imageTagMutabilityExclusionFilters: filters };
}

function missingFilters(value: unknown): Diagnostic[] {
  const { setting, filters } = loosely(value);
  if (!setting.endsWith('_WITH_EXCLUSION') || filters !== undefined) return [];
  const message = `${quote(setting)} needs exclusion filters, and there are none`;
  const help = 'list the tags that are excluded, such as `latest` or `dev-*`';
  return [crossProblem('filters-missing', message, '', help, setting)];
}

function needlessFilters(value: unknown): Diagnostic[] {
  const { setting, filters } = loosely(value);
  if ((setting !== 'MUTABLE' && setting !== 'IMMUTABLE') || filters === undefined) return [];
  const message = `exclusion filters are not accepted with ${quote(setting)}`;
  const help = `write ${quote(`${setting}_WITH_EXCLUSION`)}, or leave the filters out`;
  return [crossProblem('filters-needless', message, filtersAt, help, setting)];
}

const filtersAt = '/imageTagMutabilityExclusionFilters';

function crossProblem(
  name: string,
  message: string,
  at: string,
  help: string,
  setting: string,
): Diagnostic {
  const because: FactId[] = ['tagging.filtersBelongToExclusion'];
  const frame = name === 'filters-missing' ? filtersMissingMessage : filtersNeedlessMessage;
  const awsMessage = filled(frame, setting);
  return { code: `tagging/${name}`, severity: 'error', message, at, because, help, awsMessage };
}

function crowdedFilters(value: unknown): Diagnostic[] {
  const { filters } = loosely(value);
  if (!Array.isArray(filters)) return [];
  return filters
    .slice(0, exclusionFilterCountMax)
    .flatMap((entry: Partial<ExclusionFilter> | null, index) => {
      const filter = entry?.filter;
      if (typeof filter !== 'string') return [];
      const stars = filter.split('*').length - 1;
      if (stars <= exclusionFilterStarsMax) return [];
      const because: FactId[] = ['tagging.exclusionFilterStarsMax'];
      return [
        {
          code: 'tagging/too-many-wildcards',
          severity: 'error',
          message: `${quote(filter)} has ${stars} asterisks, at most ${exclusionFilterStarsMax} are accepted`,
          at: pointer(pointer(filtersAt, index), 'filter'),
          because,
          help: 'split it into several filters, or shorten it',
        },
      ];
    });
}

/** The two properties whatever they hold, for checks that must not stumble over a broken shape. */
function loosely(value: unknown): { setting: string; filters: unknown } {
  const setting = textOf(property(value, 'imageTagMutability')) ?? '';
  return { setting, filters: property(value, 'imageTagMutabilityExclusionFilters') };
}
