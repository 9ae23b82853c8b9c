import type { Diagnostic } from '../../base/diagnostic.js';
import { filled } from '../../base/frame.js';
import { messages } from '../../facts/registry.js';
import type { Refusal, RegistryException } from '../operations.js';
import type { Draft } from './draft.js';

/** AWS's answer that nothing was done. What differs in the message is given in its order. */
export function refused(
  exception: RegistryException,
  message: string,
  ...values: readonly string[]
): Refusal {
  return { kind: 'refused', exception, message: filled(message, ...values) };
}

export function noRepository({ place }: Draft, repositoryName: string): Refusal {
  const { repositoryNotFound } = messages;
  return refused(
    'RepositoryNotFoundException',
    repositoryNotFound,
    repositoryName,
    place.registryId,
  );
}

/** What a domain's reader finds wrong is AWS's refusal; in AWS's words where they are known, else in the reader's. */
export function refusedReading(
  diagnostics: readonly Diagnostic[],
  member: string,
  exception: RegistryException = 'InvalidParameterException',
): Refusal {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const known = errors.find(({ awsMessage }) => awsMessage !== undefined)?.awsMessage;
  if (known !== undefined) return { kind: 'refused', exception, message: known };
  const [first] = errors;
  return refused(exception, messages.constraint, member, first?.message ?? '');
}
