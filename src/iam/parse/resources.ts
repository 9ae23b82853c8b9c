import { quote } from '../../base/quote.js';
import { type Reading, refuse } from './findings.js';
import { textsOf, unrendered } from './values.js';

/** A resource is `*` or an ARN; whether it covers anything is asked elsewhere. */
export function checkResources(reading: Reading, value: unknown, at: string): void {
  for (const { text, at: place } of textsOf(reading, value, at, 'a resource')) {
    if (text === '*' || text.startsWith('arn:')) continue;
    refuse(reading, {
      name: 'resource',
      at: place,
      message: `the resource ${quote(text)} is neither \`*\` nor an ARN`,
      because: 'policy.resourceForm',
      help: unrendered(text) ?? 'write `arn:aws:ecr:<region>:<account>:repository/<name>`, or `*`',
      iamMessage: `Resource ${text} must be in ARN format or "*".`,
    });
  }
}
