import type * as facts from '../documents.js';
import type { LedgerOf } from './evidence.js';

export const documentsLedger = {
  'documents.organizationPolicyTypes': {
    says: 'of the types of policies in Organizations two are written in the language of IAM',
    standing: 'documented',
    source: 'Organizations API Reference, PolicySummary; User Guide, authorization policies',
    seen: '2026-11',
  },
  'documents.placeholders': {
    says: 'in a policy AWS fills in condition keys and three characters only; any other placeholder is left as it is written',
    standing: 'documented',
    source: 'IAM User Guide, IAM policy elements: Variables and tags',
    seen: '2026-11',
  },
  'documents.planFormat': {
    says: 'a plan printed as JSON leaves out values that are known only after it is applied, and marks them',
    standing: 'documented',
    source: 'HashiCorp Terraform documentation, JSON Output Format',
    seen: '2026-11',
  },
  'documents.expressions': {
    says: 'what an expression comes to is known once Terraform has evaluated it, and not from its text',
    standing: 'documented',
    source: 'HashiCorp Terraform documentation, Expressions',
    seen: '2026-11',
  },
  'documents.yaml': {
    says: 'templates are read as YAML 1.2, in which CloudFormation writes its functions as tags',
    standing: 'documented',
    source: 'CloudFormation User Guide, template formats and intrinsic function reference',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'documents', typeof facts>;
