import type * as facts from '../responses.js';
import type { LedgerOf } from './evidence.js';

export const responsesLedger = {
  'responses.areJson': {
    says: 'answers are read as JSON, which the AWS CLI writes with --output json',
    standing: 'documented',
    source: 'AWS CLI User Guide, output formats',
    seen: '2026-11',
  },
  'responses.commandOfMembers': {
    says: 'the members of an answer tell which AWS CLI command gave it',
    standing: 'documented',
    source: 'ECR, ECR Public and ECS API References, response syntax of each action',
    seen: '2026-09',
  },
  'responses.commandOfRecordMembers': {
    says: 'a record taken out of an answer still shows which AWS CLI command gave it',
    standing: 'documented',
    source: 'ECR API Reference, data types of the answers',
    seen: '2026-09',
  },
  'responses.paginated': {
    says: 'an answer that carries a nextToken is one page, and more pages follow',
    standing: 'documented',
    source: 'ECR API Reference, DescribeImages',
    seen: '2026-09',
  },
  'responses.batchFailures': {
    says: 'BatchGetImage lists the images that it does not give under failures, each with a code and a reason',
    standing: 'documented',
    source: 'ECR API Reference, BatchGetImage and ImageFailure',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'responses', typeof facts>;
