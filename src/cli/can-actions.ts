import { closestName } from '../base/closest-name.js';
import { quote } from '../base/quote.js';
import { actionsOfEcrAlone, publicServicePrefix } from '../facts/iam-lint.js';
import { type ClientWorkflow, ecrCatalog } from '../iam/ecr/index.js';
import type { CatalogAction } from '../iam/index.js';

/** What a client does as a whole, as `can` takes it. */
export const workflowNames = ['login', 'pull', 'push'] as const satisfies readonly [
  ...ClientWorkflow['workflow'][],
];

/** What the catalog knows of an action, however its letters are written. */
export function knownAction(what: string): CatalogAction | undefined {
  const [service, name = ''] = what.toLowerCase().split(':');
  const { actions } = ecrCatalog;
  if (service !== ecrCatalog.service || !Object.hasOwn(actions, name)) return undefined;
  return actions[name];
}

/**
 * What a person should know of an action that was taken as it was written, since it may be newer than the catalog:
 * that it is none of ECR's that is known here, or one of ECR's under another prefix.
 */
export function actionWarnings(what: string): readonly string[] {
  const [service = '', name = ''] = what.split(':');
  const prefix = service.toLowerCase();
  if (prefix === ecrCatalog.service) {
    if (knownAction(what) !== undefined) return [];
    return [
      `${quote(what)} is not known here, and is taken for an action on a repository${hint(nearest(what))}`,
    ];
  }
  const isEcrAlone = actionsOfEcrAlone.some((one) => one.toLowerCase() === name.toLowerCase());
  if (prefix === publicServicePrefix || !isEcrAlone) return [];
  const meant = `${ecrCatalog.service}:${name}`;
  return [`${quote(what)} is no action of any service that is known here${hint(meant)}`];
}

/** Words of a question that close with what may have been meant. */
export function hint(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
}

/** The workflow or action of ECR's that is written most like a text. */
export function nearest(what: string): string | undefined {
  const { service, actions } = ecrCatalog;
  const name = what.slice(what.indexOf(':') + 1);
  const workflow = closestName(workflowNames, name);
  if (workflow?.toLowerCase() === name.toLowerCase()) return workflow;
  const names = Object.values(actions).map((action) => action.name);
  const action = closestName(names, name);
  return action === undefined ? workflow : `${service}:${action}`;
}
