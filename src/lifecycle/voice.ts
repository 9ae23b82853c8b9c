import { jsonKind } from '../base/quote.js';
import type { ShapeError, ShapeVoice } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import { refusalFrame, refusalTexts } from '../facts/lifecycle.js';
import { factOfLimit } from '../generated/validators/lifecycle-policy.js';

/** How violations of the policy's shape are named, grounded, and said by AWS itself. */
export const voice: ShapeVoice = {
  domain: 'lifecycle',
  factOfLimit,
  otherwise: 'lifecycle.grammar' satisfies FactId,
  nullFact: 'lifecycle.nullIsNotAbsent' satisfies FactId,
  names: {
    '#/properties/rules/minItems': 'no-rules',
    '#/properties/rules/maxItems': 'too-many-rules',
    '#/properties/rules/items/properties/rulePriority/minimum': 'priority-range',
    '#/properties/rules/items/properties/selection/properties/countNumber/minimum': 'count-range',
  },
  awsMessage: shapeMessage,
};

/** AWS's whole sentence around one of its refusals, the blanks filled in order. */
export function awsMessage(text: keyof typeof refusalTexts, ...parts: readonly string[]): string {
  return filled(refusalFrame, [filled(refusalTexts[text], parts)]);
}

function filled(template: string, parts: readonly string[]): string {
  const left = [...parts];
  return template.replace(/\{\}/g, () => left.shift() ?? '');
}

function shapeMessage(
  { keyword, params, instancePath }: ShapeError,
  found: unknown,
): string | undefined {
  switch (keyword) {
    case 'required':
      return awsMessage('missingProperty', String(params['missingProperty']));
    case 'additionalProperties':
      return awsMessage('unknownProperty', String(params['additionalProperty']));
    case 'enum': {
      if (instancePath.endsWith('/countType')) return awsMessage('noBranch');
      const allowed = (params['allowedValues'] as readonly string[]).map((value) =>
        JSON.stringify(value),
      );
      return awsMessage('enumeration', String(found), allowed.sort().join(', '));
    }
    case 'minimum':
      return awsMessage('belowMinimum', String(params['limit']), String(found));
    case 'minItems':
      return awsMessage('arrayTooShort');
    case 'maxItems':
      return awsMessage('arrayTooLong');
    case 'type':
      if (instancePath === '') return awsMessage('notAPolicy');
      if (found === null) return awsMessage('noBranch');
      return awsMessage('wrongType', jsonKind(found), String(params['type']));
    default:
      return undefined;
  }
}
