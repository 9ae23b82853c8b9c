import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { failure, type Result, success, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { partitions } from '../facts/partitions.js';
import { arnResourceType } from '../facts/repository.js';
import { type Partition, partitionOf } from './region.js';
import { regionNotes, regionProblems, registryIdProblems } from './registry.js';
import {
  type RepositoryAddress,
  type RepositoryNameReadings,
  repositoryNameNotes,
  repositoryNameProblems,
} from './repository.js';

/** An Amazon Resource Name taken apart; `region` and `account` are empty where the service has none. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All after the fifth colon, colons and slashes included. */
  readonly resource: string;
}

/** Takes an ARN of any service apart. What stands in the parts is not judged, so a policy's `*` passes. */
export function parseArn(text: string): Result<Arn> {
  const [scheme, partition = '', service = '', region = '', account = '', ...rest] =
    text.split(':');
  const resource = rest.join(':');
  if (scheme !== 'arn') return failure([notAnArn(text)]);
  if (rest.length === 0) {
    const missing = 5 - (text.split(':').length - 1);
    const message = `${quote(text)} lacks ${missing === 1 ? 'one part' : `${missing} parts`}`;
    return failure([arnProblem('parts-missing', message)]);
  }
  const empty = Object.entries({ partition, service, resource }).filter(([, part]) => part === '');
  if (empty.length > 0) {
    return failure(
      empty.map(([part]) => arnProblem('part-empty', `the ${part} of ${quote(text)} is empty`)),
    );
  }
  return success({ partition, service, region, account, resource });
}

function notAnArn(text: string): Diagnostic {
  return arnProblem('not-an-arn', `${quote(text)} does not start with \`arn:\``);
}

/** Writes an ARN; `parseArn` reads it back. */
export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Reads the ARN of one repository. An ARN whose partition is not that of its Region names nothing. */
export function parseRepositoryArn(
  text: string,
  readings: RepositoryNameReadings = {},
): Result<RepositoryAddress> {
  const read = parseArn(text);
  if (!read.ok) return read;
  const { service, region, account: registryId, resource } = read.value;
  const prefix = `${arnResourceType}/`;
  const repositoryName = resource.startsWith(prefix) ? resource.slice(prefix.length) : undefined;
  const found: Diagnostic[] = [...partitionProblems(text, read.value)];
  if (service !== 'ecr') found.push(wrongService(text, service));
  found.push(...regionProblems(region), ...regionNotes(region), ...registryIdProblems(registryId));
  if (repositoryName === undefined) {
    const message = `${quote(text)} names no repository: ${quote(prefix)} is missing`;
    found.push(arnProblem('not-a-repository', message, `write \`${prefix}\` before the name`));
  } else {
    found.push(...repositoryNameProblems(repositoryName, readings));
    found.push(...repositoryNameNotes(repositoryName));
  }
  return unlessRefused({ region, registryId, repositoryName: repositoryName ?? '' }, found);
}

function wrongService(text: string, service: string): Diagnostic {
  const message = `${quote(text)} belongs to the service ${quote(service)}`;
  const help =
    service === 'ecr-public'
      ? 'Amazon ECR Public is another registry, with ARNs of its own'
      : 'write `ecr`';
  return arnProblem('other-service', message, help);
}

function partitionProblems(text: string, { partition, region }: Arn): readonly Diagnostic[] {
  if (!partitions.some((known) => known === partition)) {
    const message = `${quote(partition)} is not a partition of AWS`;
    const help = `write ${partitions.map(quote).join(', ')}`;
    return [arnProblem('partition', message, help, ['partitions.partitions'])];
  }
  if (regionProblems(region).length > 0) return [];
  const lies = partitionOf(region) ?? 'aws';
  if (lies === partition) return [];
  const message = `${quote(region)} lies in the partition ${quote(lies)}, and ${quote(text)} says ${quote(partition)}`;
  return [
    arnProblem('partition', message, `write \`arn:${lies}:\``, ['partitions.regionPrefixes']),
  ];
}

/** The ARN of a repository, in the partition of its Region. A Region unheard of is taken for a commercial one. */
export function repositoryArn({ region, registryId, repositoryName }: RepositoryAddress): string {
  const partition: Partition = partitionOf(region) ?? 'aws';
  const resource = `${arnResourceType}/${repositoryName}`;
  return formatArn({ partition, service: 'ecr', region, account: registryId, resource });
}

function arnProblem(
  name: string,
  message: string,
  help = 'write it as `arn:aws:ecr:eu-central-1:123456789012:repository/team-a/web`',
  because: readonly FactId[] = ['repository.arnResourceType'],
): Diagnostic {
  return { code: `arn/${name}`, severity: 'error', message, at: '', because, help };
}
