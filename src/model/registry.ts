import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { regionPattern, registryIdPattern } from '../facts/repository.js';
import { isPublishedRegion } from './region.js';

/** Where a registry is: every account has one in each Region. */
export interface RegistryAddress {
  readonly region: string;
  /** The account's twelve digits. */
  readonly registryId: string;
}

const registryIds = /* @__PURE__ */ new RegExp(registryIdPattern);
const regions = /* @__PURE__ */ new RegExp(regionPattern);

/** Whether a text can be the id of a registry: the twelve digits of an account. */
export function isRegistryId(text: string): boolean {
  return registryIds.test(text);
}

/** Whether two addresses mean the same registry. */
export function isSameRegistry(a: RegistryAddress, b: RegistryAddress): boolean {
  return a.region === b.region && a.registryId === b.registryId;
}

/** What is wrong with the id of a registry; nothing when it can be one. */
export function registryIdProblems(text: string, at = ''): readonly Diagnostic[] {
  if (isRegistryId(text)) return [];
  const because: FactId[] = ['repository.registryIdPattern'];
  return [
    {
      code: 'registry/account-id',
      severity: 'error',
      message: `${quote(text)} is not an account id: ${accountIdMiss(text)}`,
      at,
      because,
      help: accountIdHelp(text),
    },
  ];
}

function accountIdMiss(text: string): string {
  if (text === '') return 'it is empty';
  if (/^[0-9]+$/.test(text)) return `it has ${text.length} digits instead of 12`;
  if (/^[0-9]{4}-[0-9]{4}-[0-9]{4}$/.test(text)) return 'it is written with hyphens';
  return 'it holds something that is no digit';
}

function accountIdHelp(text: string): string {
  if (/^[0-9]{4}-[0-9]{4}-[0-9]{4}$/.test(text)) return `write \`${text.replaceAll('-', '')}\``;
  if (/^[0-9]{9,11}$/.test(text)) {
    return 'leading zeros were lost, as happens when an id is read as a number';
  }
  return 'write the twelve digits of the account';
}

/** What is wrong with the name of a Region; nothing when it can be one. */
export function regionProblems(text: string, at = ''): readonly Diagnostic[] {
  if (regions.test(text)) return [];
  const because: FactId[] = ['repository.regionPattern'];
  return [
    {
      code: 'registry/region',
      severity: 'error',
      message: text === '' ? 'the Region is missing' : `${quote(text)} is not the name of a Region`,
      at,
      because,
      help: isPublishedRegion(text.toLowerCase())
        ? `write \`${text.toLowerCase()}\``
        : 'write it as AWS does, such as `eu-central-1`',
    },
  ];
}

/** A warning about a Region that AWS had not published when the library was made: a new one, or a slip of the pen. */
export function regionNotes(text: string, at = ''): readonly Diagnostic[] {
  if (!regions.test(text) || isPublishedRegion(text)) return [];
  const because: FactId[] = ['partitions.publishedRegions'];
  return [
    {
      code: 'registry/region-unheard-of',
      severity: 'warning',
      message: `${quote(text)} is not among the Regions AWS has published`,
      at,
      because,
      help: 'check its spelling; a Region newer than this release is fine',
    },
  ];
}
