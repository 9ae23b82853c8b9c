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
    const near = nearest(name);
    doubt(reading, {
      name: 'unknown-action',
      at,
      message: `${quote(name)} is not an action of ECR that is known here`,
      because: 'ecr.actionNames',
      help:
        near === undefined
          ? 'check its spelling, unless it is new'
          : `did you mean ${quote(near)}?`,
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

/** The known action that is spelled most alike, when few letters are wrong. */
function nearest(name: string): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(name.length / 5)) + 1;
  for (const { name: candidate } of Object.values(ecrCatalog.actions)) {
    const count = lettersWrong(name.toLowerCase().trim(), candidate.toLowerCase(), fewest);
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

/** Letters to insert, remove or replace; `limit` when it takes that many or more. */
function lettersWrong(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? limit, limit);
}
