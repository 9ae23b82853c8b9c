import { at } from '../../base/invariant.js';
import type { Ask } from '../asked.js';
import type { Choice, Template } from '../compiled.js';
import { lookUp } from '../context.js';
import type { OpenCondition } from '../types.js';

/** A condition whose outcome is unknown, by the key that makes it so: its own, or that of a variable in its values. */
export function openCondition(number: number, ask: Ask): OpenCondition {
  const condition = at(ask.compiled.program.conditions, number);
  const { operator, key, writtenKey, written, templates } = condition;
  if (lookUp(ask, key) === undefined) return { key: writtenKey, operator, values: written };
  return { key: unknownVariable(templates, ask) ?? writtenKey, operator, values: written };
}

/** A resource element with a variable whose value is unknown. */
export function openResource({ any }: Choice, ask: Ask): OpenCondition {
  const patterns = any.map((number) => at(ask.compiled.program.resources, number));
  const templates = patterns.flatMap(({ template }) => (template === null ? [] : [template]));
  const key = unknownVariable(templates, ask);
  return { key: key ?? '', values: patterns.map(({ pattern }) => pattern) };
}

function unknownVariable(templates: readonly Template[], ask: Ask): string | undefined {
  for (const template of templates) {
    for (const part of template) {
      if (part.kind === 'variable' && lookUp(ask, part.key) === undefined) return part.key;
    }
  }
  return undefined;
}
