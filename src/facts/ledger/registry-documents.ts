import type * as facts from '../registry-documents.js';
import type { LedgerOf } from './evidence.js';

const reference = 'ECR API Reference, response syntax of each action';

export const registryDocumentsLedger = {
  'registry-documents.documentMembers': {
    says: 'the answers of fourteen actions together tell what a registry is; each has the members of its own',
    standing: 'documented',
    source: reference,
    seen: '2026-09',
  },
  'registry-documents.answerMembers': {
    says: 'an answer may carry a token for its next page, and what a tool noted about the call',
    standing: 'documented',
    source: `${reference}; AWS CLI and SDK documentation`,
    seen: '2026-09',
  },
  'registry-documents.repositoryMembers': {
    says: 'the record of a repository has nine members, among them its ARN, which alone names its Region',
    standing: 'documented',
    source: 'ECR API Reference, Repository',
    seen: '2026-09',
  },
  'registry-documents.imageMembers': {
    says: 'the record of an image has fifteen members, none of which names a Region',
    standing: 'documented',
    source: 'ECR API Reference, ImageDetail',
    seen: '2026-09',
  },
  'registry-documents.nothingSetErrors': {
    says: 'where no policy or configuration is set, the action that would give it answers with an error of its own',
    standing: 'documented',
    source: 'ECR API Reference, errors of GetLifecyclePolicy and its like',
    seen: '2026-09',
  },
  'registry-documents.oneOfEach': {
    says: 'a registry has one policy, one configuration of each kind and one value of each setting, and so has a repository',
    standing: 'documented',
    source: 'ECR API Reference, the actions that put them',
    seen: '2026-09',
  },
  'registry-documents.tagsNameNoRepository': {
    says: 'the answer of ListTagsForResource does not say whose tags it lists',
    standing: 'documented',
    source: 'ECR API Reference, ListTagsForResource',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'registry-documents', typeof facts>;
