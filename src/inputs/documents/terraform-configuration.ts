import { members, property, textOf } from '../../base/loose.js';
import type { AttachedTo } from './types.js';

/** What a plan's configuration says of a resource beyond its values. */
export interface ResourceConfiguration {
  /** What an attribute's expression refers to: `data.aws_iam_policy_document.pull`; undefined when nothing tells. */
  readonly references: (attribute: string) => string | undefined;
  readonly attachedTo: AttachedTo;
}

/** Looks the configuration of a changed resource up in its module. */
export function configurationOf(plan: unknown, change: unknown): ResourceConfiguration {
  const module = moduleOf(plan, textOf(property(change, 'module_address')) ?? '');
  const [type, name] = [property(change, 'type'), property(change, 'name')];
  const resource = members(property(module, 'resources')).find(
    (one) => property(one, 'type') === type && property(one, 'name') === name,
  );
  const referred = (attribute: string) =>
    members(property(property(property(resource, 'expressions'), attribute), 'references'));
  return {
    references: (attribute) => textOf(referred(attribute)[0]),
    attachedTo: {
      region: regionOf(plan, property(resource, 'provider_config_key')),
      repositoryAddress: repositoryOf(change, referred('repository')),
    },
  };
}

/** The module of an address such as `module.app["web"].module.ecr`; its indexes say nothing of the configuration. */
function moduleOf(plan: unknown, address: string): unknown {
  const root = property(property(plan, 'configuration'), 'root_module');
  return moduleNames(address).reduce<unknown>(
    (module, name) => property(property(property(module, 'module_calls'), name), 'module'),
    root,
  );
}

/** An index is text in quotes, which may hold dots and brackets, or a number. */
const moduleStep = /module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.?/y;

function moduleNames(address: string): readonly string[] {
  const names: string[] = [];
  const step = new RegExp(moduleStep);
  for (let match = step.exec(address); match !== null; match = step.exec(address)) {
    names.push(match[1] ?? '');
  }
  return names;
}

/** A Region that stands in the provider's configuration as a constant; all else may change with the workspace. */
function regionOf(plan: unknown, key: unknown): string | undefined {
  const providers = property(property(plan, 'configuration'), 'provider_config');
  const provider = property(providers, typeof key === 'string' ? key : 'aws');
  return textOf(property(property(property(provider, 'expressions'), 'region'), 'constant_value'));
}

/** A repository of the same module that the expression names as it is: one with an index may be any of several. */
function repositoryOf(change: unknown, references: readonly unknown[]): string | undefined {
  const named = new Set(
    references.flatMap((reference) => {
      const match = /^aws_ecr_repository\.[\w-]+(?=\.|$)/.exec(String(reference));
      return match === null ? [] : [match[0]];
    }),
  );
  const isIndexed = references.some((reference) => /^(?:each|count)\.|\[/.test(String(reference)));
  const [only] = named;
  if (only === undefined || named.size > 1 || isIndexed) return undefined;
  const module = textOf(property(change, 'module_address'));
  return module === undefined ? only : `${module}.${only}`;
}
