import type { Diagnostic } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { dualLayerPartitions } from '../facts/repository.js';
import { namespaceOf } from './compile.js';

/** What is wrong with a template's encryption, whatever its shape. */
export function encryptionProblems(template: unknown): readonly Diagnostic[] {
  const configuration = property(template, 'encryptionConfiguration');
  const type = textOf(property(configuration, 'encryptionType'));
  const key = textOf(property(configuration, 'kmsKey'));
  if (key === undefined || key === '') return [];
  if (type === 'AES256') return [keyWithoutKms(key)];
  const partition = key.split(':')[1] ?? '';
  const offered = dualLayerPartitions.some((offering) => offering === partition);
  return type === 'KMS_DSSE' && !offered ? [dualLayerElsewhere(partition)] : [];
}

function keyWithoutKms(key: string): Diagnostic {
  return {
    code: 'creation-templates/key-without-kms',
    severity: 'error',
    message: `the key ${quote(key)} is not accepted with \`AES256\``,
    at: '/encryptionConfiguration/kmsKey',
    because: ['templates.noKeyWithoutKms'] satisfies FactId[],
    help: 'write `KMS`, or leave the key out',
  };
}

function dualLayerElsewhere(partition: string): Diagnostic {
  return {
    code: 'creation-templates/dual-layer-region',
    severity: 'warning',
    message: `\`KMS_DSSE\` is offered in ${dualLayerPartitions.map(quote).join(', ')} only, and the key lies in ${quote(partition)}`,
    at: '/encryptionConfiguration/encryptionType',
    because: ['repository.dualLayerPartitions'] satisfies FactId[],
    help: 'write `KMS`',
  };
}

/** Templates that stand for the same namespace: one prefix is a key, and a slash makes no other namespace. */
export function sharedNamespaces(templates: readonly unknown[]): readonly Diagnostic[] {
  const prefixes = new Set<string>();
  const namespaces = new Map<string, string>();
  return templates.flatMap((template, index) => {
    const prefix = textOf(property(template, 'prefix'));
    if (prefix === undefined) return [];
    const at = pointer(pointer('', index), 'prefix');
    const namespace = namespaceOf(prefix);
    const other = namespaces.get(namespace);
    const again = prefixes.has(prefix);
    prefixes.add(prefix);
    namespaces.set(namespace, prefix);
    if (again) return [samePrefix(prefix, at)];
    return other === undefined ? [] : [sameNamespace(prefix, other, at)];
  });
}

function samePrefix(prefix: string, at: string): Diagnostic {
  return {
    code: 'creation-templates/duplicate-prefix',
    severity: 'error',
    message: `a second template with the prefix ${quote(prefix)}`,
    at,
    because: ['templates.prefixIsKey'] satisfies FactId[],
    help: 'merge the two; one template can be for several occasions',
  };
}

function sameNamespace(prefix: string, other: string, at: string): Diagnostic {
  return {
    code: 'creation-templates/same-namespace',
    severity: 'warning',
    message: `${quote(prefix)} and ${quote(other)} mean the same repositories`,
    at,
    because: ['templates.slashIsNoOtherPrefix', 'templates.prefixEnd'] satisfies FactId[],
    help: 'keep one of the two',
  };
}
