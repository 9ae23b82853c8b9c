import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { members, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import type { FactId } from '../../facts/ledger/index.js';
import { parseRepositoryArn } from '../../model/arn.js';
import type { RepositoryAddress } from '../../model/repository.js';
import { parseResourceTags, type ResourceTag } from '../../tagging/resources/index.js';

/** A repository with its resource tags. */
export interface TaggedAddress extends RepositoryAddress {
  readonly tags: readonly ResourceTag[];
}

const fact: FactId = 'resource-tags.costAllocation';
const because = [fact];
const voice = { domain: 'cost', otherwise: fact };

const list = 'ResourceTagMappingList';

/**
 * Reads the resource tags of many repositories, from a value or from JSON text: what `aws resourcegroupstaggingapi
 * get-resources --resource-type-filters ecr:repository` prints. Resources of other services are passed over.
 */
export function parseRepositoryTags(input: unknown): Result<readonly TaggedAddress[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const mappings = property(document.value.value, list);
  const read = members(mappings).map((mapping, index) =>
    mappingOf(mapping, pointer(pointer('', list), index)),
  );
  const found = [
    ...(Array.isArray(mappings) ? [] : [notAMapping]),
    ...read.flatMap(({ diagnostics }) => diagnostics),
  ];
  const diagnostics = [
    ...document.diagnostics,
    ...document.value.place(capped(voice.domain, found)),
  ];
  return unlessRefused(
    read.flatMap((result) => (result.ok ? result.value : [])),
    diagnostics,
  );
}

const notAMapping: Diagnostic = {
  code: 'cost/not-resource-tags',
  severity: 'error',
  message: `this is not the output of get-resources: ${quote(list)} is missing`,
  at: '',
  because,
  help: 'take it with `aws resourcegroupstaggingapi get-resources --resource-type-filters ecr:repository`',
};

/** One resource: none of ours gives nothing. */
function mappingOf(mapping: unknown, at: string): Result<readonly TaggedAddress[]> {
  const arn = textOf(property(mapping, 'ResourceARN')) ?? '';
  const address = parseRepositoryArn(arn);
  if (!address.ok) {
    const ours = arn === '' || arn.split(':')[2] === 'ecr';
    return unlessRefused([], ours ? [within(at, 'ResourceARN', notARepository(arn))] : []);
  }
  const tags = parseResourceTags(property(mapping, 'Tags'));
  const { region, registryId, repositoryName } = address.value;
  const value = tags.ok ? [{ region, registryId, repositoryName, tags: tags.value }] : [];
  return unlessRefused(
    value,
    tags.diagnostics.map((problem) => within(at, 'Tags', problem)),
  );
}

function within(at: string, key: string, problem: Diagnostic): Diagnostic {
  return { ...problem, at: `${pointer(at, key)}${problem.at}` };
}

function notARepository(arn: string): Diagnostic {
  return {
    code: 'cost/not-a-repository',
    severity: 'error',
    message: `${quote(arn)} is the ARN of no repository`,
    at: '',
    because,
    help: 'give the output of get-resources as it comes',
  };
}
