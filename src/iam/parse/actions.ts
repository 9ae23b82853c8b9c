import { quote } from '../../base/quote.js';
import { identityPolicyOnly, servicePrefix } from '../../facts/ecr-actions.js';
import { ecrCatalog } from '../ecr/catalog.js';
import { doubt, type Reading, refuse } from './findings.js';
import { textsOf } from './values.js';

/** An action is `*`, or a prefix, one colon and a name; names of ECR's own are looked up. */
export function checkActions(reading: Reading, value: unknown, at: string): void {
  for (const { text, at: place } of textsOf(reading, value, at, 'an action')) {
    const [service = '', name, ...more] = text.split(':');
    if (text === '*') continue;
    if (name === undefined || service === '' || name === '' || more.length > 0) {
      refuse(reading, {
        name: 'action',
        at: place,
        message: `the action ${quote(text)} is not a service prefix, one colon and a name`,
        because: 'policy.actionForm',
        help: `write it like \`${servicePrefix}:BatchGetImage\`, or \`*\` for every action`,
        iamMessage: more.length > 0 ? 'Actions/Condition can contain only one colon.' : undefined,
      });
    } else if (service.toLowerCase() === servicePrefix && !/[*?]/.test(name)) {
      checkName(reading, name, place);
    }
  }
}

function checkName(reading: Reading, name: string, at: string): void {
  const known = ecrCatalog.actions;
  if (!Object.hasOwn(known, name.toLowerCase())) {
    doubt(reading, {
      name: 'unknown-action',
      at,
      message: `${quote(name)} is not an action of ECR that is known here`,
      because: 'ecr.actionNames',
      help: 'check its spelling, unless it is new',
    });
  }
  const token = identityPolicyOnly.some((only) => only.toLowerCase() === name.toLowerCase());
  if (token && reading.kind === 'repository') {
    doubt(reading, {
      name: 'token-in-repository-policy',
      at,
      message: `a repository policy does not grant ${quote(name)}, and ECR may refuse to keep it`,
      because: 'ecr.tokenRefusedInRepositoryPolicy',
      help: 'allow it in the identity policy of whoever logs in, on the resource `*`',
    });
  }
}
