import { pointer } from '../../base/json-text.js';
import { isRecord, property, textOf } from '../../base/loose.js';
import { addressOf, cliSightings, partsOf, templateSightings } from './cli.js';
import { isCloudFormation, templateResourceSightings } from './cloudformation.js';
import { plainKindOf } from './plain.js';
import type { Sighting } from './sighting.js';
import {
  isTerraformJson,
  isTerraformStateFile,
  planSightings,
  stateFileSightings,
} from './terraform-plan.js';
import { isTerraformSyntax, terraformSyntaxSightings } from './terraform-syntax.js';
import type { FindOptions } from './types.js';

/** The documents in one value of a file. A list is looked through member by member, as `jq --slurp` makes one. */
export function sightingsIn(value: unknown, at: string, options: FindOptions): readonly Sighting[] {
  if (Array.isArray(value)) return listSightings(value, at, options);
  if (typeof value === 'string') return textSightings(value, at);
  if (!isRecord(value)) return [];
  if (isTerraformJson(value)) return planSightings(value, at, options.before ?? false);
  if (isTerraformStateFile(value)) return stateFileSightings(value, at);
  if (isTerraformSyntax(value)) return terraformSyntaxSightings(value, at);
  if (isCloudFormation(value)) return templateResourceSightings(value, at);
  const plain = plainKindOf(value);
  if (plain === undefined) return cliSightings(value, at);
  const sighting: Sighting = {
    ...plain,
    source: 'document',
    address: addressOf(at),
    at,
    value,
    unknown: [],
    attachedTo: ownNames(value),
  };
  const isTemplate = plain.kind === 'creation-templates';
  return isTemplate ? [sighting, ...templateSightings(sighting)] : [sighting];
}

function listSightings(
  list: readonly unknown[],
  at: string,
  options: FindOptions,
): readonly Sighting[] {
  return list.flatMap((member, index) =>
    isRecord(member) ? sightingsIn(member, pointer(at, index), options) : [],
  );
}

/** A policy's text within a JSON string, as `--query lifecyclePolicyText` leaves it. */
function textSightings(text: string, at: string): readonly Sighting[] {
  const plain = /^\s*\{/.test(text) ? plainKindOf(parsed(text)) : undefined;
  if (plain === undefined) return [];
  return [
    { ...plain, source: 'document', address: '', at, value: text, unknown: [], attachedTo: {} },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ownNames(value: Readonly<Record<string, unknown>>): Sighting['attachedTo'] {
  const { region, account } = partsOf(textOf(property(value, 'repositoryArn')));
  return {
    registryId: textOf(value['registryId']) ?? account,
    region,
    repositoryName: textOf(value['repositoryName']),
  };
}
