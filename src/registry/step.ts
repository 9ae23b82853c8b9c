import { property, textOf } from '../base/loose.js';
import { messages } from '../facts/registry.js';
import type { Command, CommandOf, Operation, Outcome, StepResult } from './operations.js';
import { repositoryNameIn, unauthorized } from './step/authorize.js';
import type { Draft } from './step/draft.js';
import {
  givenMembers,
  isOperation,
  misshapenMember,
  misspeltName,
  namesRepository,
} from './step/members.js';
import { refused } from './step/refuse.js';
import { handlers } from './step/table.js';
import type { Registry } from './types.js';

/**
 * The next registry: what a command makes of this one, AWS's answer to it, and what happened. Nothing outside the
 * arguments is looked at; the same command on the same value always gives the same. A refusal is an answer: the registry
 * that comes back is the one that was given, and there are no events.
 *
 * A step copies what it changes and shares the rest, so that it takes no longer in a registry of a million images.
 */
export function step<O extends Operation>(
  registry: Registry,
  command: CommandOf<O>,
): StepResult<O> {
  const input = givenMembers(command.input);
  // Sound: what the members hold is looked at before anything rests on it.
  const request = { ...command, principal: command.principal ?? undefined, input } as CommandOf<O>;
  const draft = draftOf(registry, request);
  const outcome = answered(draft, request);
  if (outcome.kind === 'refused') return { registry, outcome, events: [] };
  return { registry: draft.state.registry, outcome, events: draft.events };
}

/** A request may name another account's registry in the same Region, by its id or by an ARN. */
function draftOf(registry: Registry, { registryId, region, atMs, input }: CommandOf<Operation>) {
  const [, , , , inArn] = textOf(property(input, 'resourceArn'))?.split(':') ?? [];
  const named = textOf(property(input, 'registryId')) ?? inArn;
  const place = { registryId: named ?? registryId, region, atMs };
  return { state: { registry }, events: [], place } satisfies Draft;
}

/** Refusals in the order in which they win: the form of the request, the permission, the spelling, and all else. */
function answered<O extends Operation>(draft: Draft, command: CommandOf<O>): Outcome<O> {
  const { operation, input } = command;
  if (!isOperation(operation)) {
    return refused('UnknownOperationException', messages.unknownOperation, String(operation));
  }
  // Sound: a command of one operation is a command, which the compiler does not see through the type parameter.
  const whole = command as Command;
  return (
    misshapenMember(operation, input) ??
    unauthorized(draft, whole) ??
    misspeltName(namesRepository(operation) ? repositoryNameIn(whole) : undefined) ??
    handlers[operation]({ draft, command, input })
  );
}
