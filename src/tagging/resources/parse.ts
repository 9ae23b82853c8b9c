import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { property } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import { shapeDiagnostics } from '../../base/shape.js';
import type { FactId } from '../../facts/ledger/index.js';
import { commonCharactersPattern, tagCountMax } from '../../facts/resource-tags.js';
import { factOfLimit, validateResourceTags } from '../../generated/validators/resource-tags.js';
import { becauseOfFault, faultSentence } from './explain.js';
import { isReservedTagKey } from './fault.js';
import type { ResourceTag } from './types.js';

const voice = {
  domain: 'tagging',
  factOfLimit,
  otherwise: 'resource-tags.shape' satisfies FactId,
};

/** Keys under which AWS's documents hold a list of resource tags. */
const wrappers = ['tags', 'resourceTags'] as const;

const commonCharacters = /* @__PURE__ */ new RegExp(commonCharactersPattern, 'u');

/**
 * Reads the resource tags of a repository from a value or from JSON text: a list of `{ Key, Value }`, the output of `aws
 * ecr list-tags-for-resource`, or a request or template that holds such a list. Every problem is reported at once.
 */
export function parseResourceTags(input: unknown): Result<readonly ResourceTag[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const { list, at } = unwrapped(value);
  const shape = shapeDiagnostics(validateResourceTags, list, voice);
  const meaning = [...crowded(list), ...questionable(list)];
  const found = [...shape, ...meaning].map((problem) => ({ ...problem, at: at + problem.at }));
  const problems = capped(voice.domain, [...document.diagnostics, ...place(found)]);
  // The validator has proved the shape wherever the result is used.
  return unlessRefused(list as readonly ResourceTag[], problems);
}

function unwrapped(value: unknown): { readonly list: unknown; readonly at: string } {
  if (typeof value !== 'object' || value === null) return { list: value, at: '' };
  const wrapper = wrappers.find((key) => Object.hasOwn(value, key));
  if (wrapper === undefined) return { list: value, at: '' };
  return { list: property(value, wrapper), at: pointer('', wrapper) };
}

function crowded(list: unknown): Diagnostic[] {
  const count = loosely(list).filter(({ key }) => !isReservedTagKey(key)).length;
  if (count <= tagCountMax) return [];
  return [
    {
      code: 'tagging/too-many-resource-tags',
      severity: 'error',
      message: `${count} tags, at most ${tagCountMax} are accepted`,
      at: '',
      because: ['resource-tags.tagCountMax'] satisfies FactId[],
      help: 'fold several into one value, or leave some out',
    },
  ];
}

/** What the service may refuse, or take otherwise than its author means. */
function questionable(list: unknown): Diagnostic[] {
  const seen = new Set<string>();
  return loosely(list).flatMap(({ key, value, index }) => {
    const found: Diagnostic[] = [];
    if (isReservedTagKey(key)) found.push(reserved(key, index));
    if (seen.has(key)) found.push(twice(key, index));
    seen.add(key);
    if (!commonCharacters.test(key)) found.push(strange('Key', key, index));
    if (!commonCharacters.test(value)) found.push(strange('Value', value, index));
    return found;
  });
}

function reserved(key: string, index: number): Diagnostic {
  return warning('reserved-tag-key', faultSentence('reserved-prefix', key), 'Key', index, {
    because: becauseOfFault('reserved-prefix'),
    help: 'give it another beginning, unless AWS has set it itself',
  });
}

function twice(key: string, index: number): Diagnostic {
  return warning('duplicate-tag-key', faultSentence('duplicate-key', key), 'Key', index, {
    because: becauseOfFault('duplicate-key'),
    help: 'remove one of the two',
  });
}

function strange(property: 'Key' | 'Value', text: string, index: number): Diagnostic {
  const message = `${quote(text)} holds characters that not every service takes`;
  return warning('unusual-tag-character', message, property, index, {
    because: 'resource-tags.commonCharactersPattern',
    help: 'use letters, digits, spaces and + - = . _ : / @',
  });
}

function warning(
  name: string,
  message: string,
  property: 'Key' | 'Value',
  index: number,
  { because, help }: { readonly because: FactId; readonly help: string },
): Diagnostic {
  const at = pointer(pointer('', index), property);
  return { code: `tagging/${name}`, severity: 'warning', message, at, because: [because], help };
}

/** The entries that hold two texts, for checks that must not stumble over a broken shape. */
function loosely(list: unknown): { key: string; value: string; index: number }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: Partial<Record<keyof ResourceTag, unknown>> | null, index) => {
    const { Key: key, Value: value } = entry ?? {};
    return typeof key === 'string' && typeof value === 'string' ? [{ key, value, index }] : [];
  });
}
