import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { filled } from '../base/frame.js';
import { members, property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { type Respelled, type Spellings, unwrapped } from '../base/respell.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import { regionRefusal } from '../facts/signing.js';
import {
  factOfLimit,
  validateSigningConfiguration,
} from '../generated/validators/signing-configuration.js';
import type { SigningConfiguration } from './types.js';

const voice = {
  domain: 'signing',
  factOfLimit,
  otherwise: 'signing.signingRuleCountMax' satisfies FactId,
};

/** The registry a configuration is for; what is not said is not checked. */
export interface SigningRegistry {
  readonly region?: string | undefined;
}

/**
 * Reads a registry's signing configuration, from a value or from JSON text: the input of PutSigningConfiguration, what
 * `aws ecr get-signing-configuration` prints, or the same in the spelling of Terraform or CloudFormation. Every problem
 * is reported at once.
 */
export function parseSigningConfiguration(
  input: unknown,
  registry: SigningRegistry = {},
): Result<SigningConfiguration> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, within } = openConfiguration(document.value.value);
  const shape = shapeDiagnostics(validateSigningConfiguration, value, voice);
  const meaning = foreignProfiles(value, registry);
  const placed = document.value.place(within([...shape, ...meaning]));
  const problems = capped(voice.domain, [...document.diagnostics, ...placed]);
  // The validator has proved the shape wherever the result is used.
  return unlessRefused((value ?? {}) as SigningConfiguration, problems);
}

/** The configuration inside the answer or resource it stands in, and the way back to its places. */
export function openConfiguration(document: unknown): Respelled {
  return unwrapped(document, ['signingConfiguration'], spellings);
}

const spellings: Spellings = {
  names: {
    rule: 'rules',
    signing_profile_arn: 'signingProfileArn',
    repository_filter: 'repositoryFilters',
    filter_type: 'filterType',
    Rules: 'rules',
    SigningProfileArn: 'signingProfileArn',
    RepositoryFilters: 'repositoryFilters',
    Filter: 'filter',
    FilterType: 'filterType',
  },
  emptyIsAbsent: ['repository_filter'],
};

/** Profiles of another Region than the registry's. */
function foreignProfiles(value: unknown, { region }: SigningRegistry): Diagnostic[] {
  if (region === undefined) return [];
  return members(property(value, 'rules')).flatMap((rule, index) => {
    const profile = textOf(property(rule, 'signingProfileArn'));
    const found = profile === undefined ? undefined : regionOf(profile);
    if (found === undefined || found === region) return [];
    const because: FactId[] = ['signing.profileOfTheRegion'];
    return [
      {
        code: 'signing/profile-of-other-region',
        severity: 'error',
        message: `the signing profile is in ${quote(found)}, and the registry in ${quote(region)}`,
        at: `/rules/${index}/signingProfileArn`,
        because,
        help: `name a profile of ${region}; it may be in another account`,
        awsMessage: filled(regionRefusal, found, region),
      },
    ];
  });
}

/** The fourth part of an ARN, or undefined when it is none. */
function regionOf(arn: string): string | undefined {
  const [scheme, , service, region] = arn.split(':');
  return scheme === 'arn' && service === 'signer' ? region : undefined;
}
