import {
  assumedActions,
  identityPolicyOnly,
  listActions,
  notByRepositoryPolicy,
  permissionsManagementActions,
  readActions,
  registryScopeV1Actions,
  replicationActions,
  servicePrefix,
  starOnlyListActions,
  starOnlyPermissionsManagementActions,
  starOnlyReadActions,
  starOnlyWriteActions,
  taggingActions,
  writeActions,
} from '../../facts/ecr-actions.js';
import type { Catalog, CatalogAction, Consultation } from '../types.js';

/** Actions that are authorized on a repository. */
export const repositoryActions: readonly string[] = /* @__PURE__ */ [
  ...readActions,
  ...listActions,
  ...writeActions,
  ...taggingActions,
  ...permissionsManagementActions,
];

/** Actions that are authorized on no resource. */
export const starOnlyActions: readonly string[] = /* @__PURE__ */ [
  ...starOnlyReadActions,
  ...starOnlyListActions,
  ...starOnlyWriteActions,
  ...starOnlyPermissionsManagementActions,
  ...assumedActions,
];

/** ECR's actions, and which of its policies bear on each. */
export const ecrCatalog: Catalog = /* @__PURE__ */ catalog();

function catalog(): Catalog {
  const all = [
    ...repositoryActions.map((name) => repositoryAction(name)),
    ...starOnlyActions.map((name) => starOnlyAction(name)),
  ];
  return {
    service: servicePrefix,
    actions: Object.fromEntries(all.map((action) => [action.name.toLowerCase(), action])),
    // Most actions are asked on a repository, and so are new ones until the data says otherwise.
    unlisted: repositoryAction(''),
  };
}

function repositoryAction(name: string): CatalogAction {
  return {
    name,
    starOnly: false,
    repositoryPolicy: byRepositoryPolicy(name),
    registryPolicyV1: includes(registryScopeV1Actions, name) ? 'consulted' : 'ignored',
    registryPolicyV2: 'consulted',
  };
}

function byRepositoryPolicy(name: string): Consultation {
  if (includes(notByRepositoryPolicy, name)) return 'ignored';
  return includes(replicationActions, name) ? 'unclear' : 'consulted';
}

/** No repository is authorized, so that no repository policy is asked; whether a registry policy is, nobody says. */
function starOnlyAction(name: string): CatalogAction {
  return {
    name,
    starOnly: true,
    repositoryPolicy: 'ignored',
    registryPolicyV1: 'ignored',
    registryPolicyV2: includes(identityPolicyOnly, name) ? 'deniesOnly' : 'unclear',
  };
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
