import { closestName } from '../../base/closest-name.js';
import { diagnosticCountMax } from '../../base/diagnostic.js';
import { quote } from '../../base/quote.js';
import { identityPolicyOnly, servicePrefix } from '../../facts/ecr-actions.js';
import { ecrCatalog } from '../ecr/catalog.js';
import { doubt, type Reading, refuse } from './findings.js';
import { textsOf } from './values.js';

/** An action is `*`, or a prefix, one colon and a name; names of ECR's own are looked up. */
export function checkActions(reading: Reading, value: unknown, at: string): void {
  for (const { text, at: place } of textsOf(reading, value, at, 'an action')) {
    if (text === '*') continue;
    const colon = text.indexOf(':');
    const last = text.lastIndexOf(':');
    if (colon < 1 || colon !== last || colon === text.length - 1) {
      refuse(reading, {
        name: 'action',
        at: place,
        message: `the action ${quote(text)} is not a service prefix, one colon and a name`,
        because: 'policy.actionForm',
        help: `write it like \`${servicePrefix}:BatchGetImage\`, or \`*\` for every action`,
        iamMessage: colon === last ? undefined : 'Actions/Condition can contain only one colon.',
      });
    } else if (colon === servicePrefix.length) {
      checkName(reading, text.slice(0, colon), text.slice(colon + 1), place);
    }
  }
}

/** Names as AWS spells them, which most policies do; the others are looked up in lower case. */
const spelled: ReadonlySet<string> = /* @__PURE__ */ new Set(
  Object.values(ecrCatalog.actions).map(({ name }) => name),
);

function checkName(reading: Reading, service: string, name: string, at: string): void {
  if (service.toLowerCase() !== servicePrefix || name.includes('*') || name.includes('?')) return;
  if (spelled.has(name) && reading.kind !== 'repository') return;
  const lower = name.toLowerCase();
  if (!Object.hasOwn(ecrCatalog.actions, lower)) {
    // Findings beyond the most that are told need no help.
    const isTold = reading.findings.length < diagnosticCountMax;
    const meant = isTold ? closestName([...spelled], name) : undefined;
    doubt(reading, {
      name: 'unknown-action',
      at,
      message: `${quote(name)} is not an action of ECR that is known here`,
      because: 'ecr.actionNames',
      help: meant === undefined ? 'check its spelling, unless it is new' : `write ${quote(meant)}`,
    });
  }
  if (reading.kind !== 'repository') return;
  if (identityPolicyOnly.some((only) => only.toLowerCase() === lower)) {
    doubt(reading, {
      name: 'token-in-repository-policy',
      at,
      message: `a repository policy does not grant ${quote(name)}, and ECR may refuse to keep it`,
      because: 'ecr.tokenRefusedInRepositoryPolicy',
      help: 'allow it in the identity policy of whoever logs in, on the resource `*`',
    });
  }
}
