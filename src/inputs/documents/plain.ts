import { isRecord, members, property } from '../../base/loose.js';
import { actionTypes } from '../../facts/lifecycle.js';
import type { DocumentKind } from './types.js';

/** What a value is, when it is a document itself; undefined when it is none. */
export interface PlainKind {
  /** Undefined for an IAM policy whose kind its content must tell. */
  readonly kind: DocumentKind | undefined;
  readonly sign: string;
}

/** Recognises a document by its own members, as AWS's operations take it. */
export function plainKindOf(value: unknown): PlainKind | undefined {
  if (!isRecord(value)) return undefined;
  if (isPolicy(value)) return { kind: undefined, sign: 'it has statements' };
  const sign = signs.find(({ keys }) => keys.every((key) => Object.hasOwn(value, key)));
  if (sign !== undefined) return { kind: sign.kind, sign: `it has ${namesOf(sign.keys)}` };
  return kindOfRules(members(value['rules']));
}

/** A policy of IAM's language: statements with an effect. */
function isPolicy(value: Readonly<Record<string, unknown>>): boolean {
  const statement = value['Statement'];
  const statements = Array.isArray(statement) ? statement : [statement];
  if (Object.hasOwn(value, 'Version') && Object.hasOwn(value, 'Statement')) return true;
  return statements.some((one) => property(one, 'Effect') !== undefined);
}

const signs: readonly { readonly kind: DocumentKind; readonly keys: readonly string[] }[] = [
  { kind: 'pull-through', keys: ['ecrRepositoryPrefix', 'upstreamRegistryUrl'] },
  { kind: 'creation-templates', keys: ['prefix', 'appliedFor'] },
  { kind: 'repository-settings', keys: ['repositoryArn', 'repositoryName'] },
  { kind: 'repository-settings', keys: ['repositoryName', 'imageTagMutability'] },
  { kind: 'scanning', keys: ['scanType', 'rules'] },
];

const signsOfRules: readonly { readonly kind: DocumentKind; readonly key: string }[] = [
  { kind: 'lifecycle', key: 'rulePriority' },
  { kind: 'lifecycle', key: 'selection' },
  { kind: 'replication-rules', key: 'destinations' },
  { kind: 'scanning', key: 'scanFrequency' },
  { kind: 'signing', key: 'signingProfileArn' },
];

/** Any rule may tell, since a broken document has others that are whole. */
function kindOfRules(rules: readonly unknown[]): PlainKind | undefined {
  const found = signsOfRules.find(({ key }) =>
    rules.some((rule) => property(rule, key) !== undefined),
  );
  if (found !== undefined) {
    return { kind: found.kind, sign: `its rules have ${namesOf([found.key])}` };
  }
  const actions: readonly unknown[] = actionTypes;
  return rules.some((rule) => actions.includes(property(property(rule, 'action'), 'type')))
    ? { kind: 'lifecycle', sign: 'its rules have an `action` of such policies' }
    : undefined;
}

function namesOf(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(' and ');
}
