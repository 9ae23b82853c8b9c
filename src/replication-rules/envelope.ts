import { type Respelled, type Spellings, unwrapped } from '../base/respell.js';

/** CloudFormation writes capitals, Terraform underscores and blocks in the singular. */
const spellings: Spellings = {
  names: {
    Rules: 'rules',
    rule: 'rules',
    Destinations: 'destinations',
    destination: 'destinations',
    Region: 'region',
    RegistryId: 'registryId',
    registry_id: 'registryId',
    RepositoryFilters: 'repositoryFilters',
    repository_filter: 'repositoryFilters',
    repository_filters: 'repositoryFilters',
    Filter: 'filter',
    FilterType: 'filterType',
    filter_type: 'filterType',
  },
  emptyIsAbsent: ['repository_filter', 'repository_filters'],
};

/** What a configuration may be wrapped in, outermost first. */
const wrappers = [
  'Properties',
  'replicationConfiguration',
  'ReplicationConfiguration',
  'replication_configuration',
  // Terraform writes a block that occurs once as a list of one.
  '0',
];

/** The configuration inside the answer, request or resource it stands in, and the way back to its places. */
export function openConfiguration(document: unknown): Respelled {
  return unwrapped(document, wrappers, spellings);
}
