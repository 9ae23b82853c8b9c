import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { partitions } from '../../facts/partitions.js';
import { partitionOf } from '../../model/region.js';
import type { PrincipalView } from './principals.js';
import type { ArnParts, ResourceView } from './resources.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** A resource or a principal that can be no ARN. */
export const invalidArn: PolicyRule = {
  code: 'iam/invalid-arn',
  severity: 'warning',
  title: 'a part of a resource or a principal is none that an ARN can have',
  why: `An ARN is \`arn:<partition>:<service>:<region>:<account>:<resource>\`. With a partition that does not exist, an account
that has not twelve digits, or a Region that lies in another partition it names nothing, and its statement never applies.
The same holds of a principal, whom ECR may refuse to keep besides.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.arnFields', 'partitions.partitions', 'iam.accountIdPattern'],
  alsoKnownAs: [
    'Access Analyzer INVALID_PARTITION',
    'Access Analyzer INVALID_ARN_REGION',
    'Access Analyzer INVALID_ARN_ACCOUNT',
    'Access Analyzer INVALID_ARN_SERVICE_CASE',
    'Access Analyzer MISSING_ARN_FIELD',
    'parliament INVALID_ARN',
  ],
  check: ({ document }) =>
    document.statements.flatMap(({ resources, principals }) => [
      ...(resources?.list.flatMap(impossible) ?? []),
      ...(principals?.list.flatMap(nobody) ?? []),
    ]),
};

function impossible({ text, at, parts, everything }: ResourceView): RuleFinding[] {
  if (everything || hasPlaceholder(text)) return [];
  const problem = parts === undefined ? missingParts(text) : wrongPart(parts);
  if (problem === undefined) return [];
  return [{ at, message: `${quote(text)} is no ARN: ${problem}`, help: 'check its parts' }];
}

/** Somebody by his ARN; a number that is no account the reader refuses. */
function nobody({ type, text, at }: PrincipalView): RuleFinding[] {
  const [scheme, partition = '', , , account = ''] = text.split(':');
  if (type !== 'AWS' || scheme !== 'arn' || hasPlaceholder(text)) return [];
  const problem = wrongPartition(partition) ?? wrongAccount(account);
  if (problem === undefined) return [];
  return [{ at, message: `${quote(text)} is no ARN: ${problem}`, help: 'check its parts' }];
}

/** A pattern may leave parts to a trailing `*`. */
function missingParts(text: string): string | undefined {
  return /[*?]/.test(text) ? undefined : 'it has fewer than six parts';
}

function wrongPart(parts: ArnParts): string | undefined {
  const { partition, service, account, own } = parts;
  const unknown = wrongPartition(partition);
  if (unknown !== undefined) return unknown;
  if (/[A-Z]/.test(service) && isPlain(service)) return 'its service has upper-case letters';
  const short = wrongAccount(account);
  if (short !== undefined) return short;
  if (own === '') return 'it names no resource';
  return wrongRegion(parts) ?? (service === servicePrefix ? emptyPart(parts) : undefined);
}

function wrongPartition(partition: string): string | undefined {
  if (!isPlain(partition) || partitions.some((known) => known === partition)) return undefined;
  return `${quote(partition)} is no partition of AWS`;
}

function wrongAccount(account: string): string | undefined {
  if (!/^\d+$/.test(account) || account.length === 12) return undefined;
  return `an account has 12 digits, and ${quote(account)} has ${account.length}`;
}

function wrongRegion({ partition, region }: ArnParts): string | undefined {
  if (region === '' || !isPlain(region) || !isPlain(partition)) return undefined;
  const lies = partitionOf(region);
  if (lies === undefined || lies === partition) return undefined;
  return `${quote(region)} lies in the partition ${quote(lies)}`;
}

/** A repository always has a Region and an account. */
function emptyPart({ region, account }: ArnParts): string | undefined {
  if (region === '') return 'a repository lies in a Region';
  return account === '' ? 'a repository belongs to an account' : undefined;
}

function isPlain(part: string): boolean {
  return !/[*?$]/.test(part);
}
