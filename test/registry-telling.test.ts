import { describe, expect, it } from 'vitest';
import {
  commandRecord,
  eventBridgeEventsOf,
  orThrow,
  type RegistryEvent,
  registryOf,
  serviceRecordsOf,
} from '../src/registry/index.js';

const place = { registryId: '111111111111', region: 'eu-central-1', atMs: 1_780_000_000_000 };
const image = { ...place, repositoryName: 'team-a/web', imageDigest: 'sha256:a' };

/** Kind, action and tag of what is told, in one line each. */
function told(events: readonly RegistryEvent[], options = {}): readonly string[] {
  return eventBridgeEventsOf(events, options).map((event) => {
    const detail: Readonly<Record<string, unknown>> = { ...Object(event.detail) };
    const parts = [detail['action-type'], detail['target-storage-class'], detail['image-tag']];
    return [event['detail-type'], ...parts].filter((part) => part !== undefined).join(' ');
  });
}

describe('what a step did, as EventBridge delivers it', () => {
  const pushed = { ...image, kind: 'image-pushed', isNew: true, imageTag: 'v1' } as const;

  it.each<[string, RegistryEvent, readonly string[]]>([
    ['a push', { ...pushed, cause: 'request' }, ['ECR Image Action PUSH v1']],
    [
      'a push of a signature',
      { ...pushed, cause: 'request', imageTag: undefined, subjectManifestDigest: 'sha256:b' },
      ['ECR Referrer Action PUSH'],
    ],
    ['an arrival by replication', { ...pushed, cause: 'replication' }, []],
    ['an import', { ...pushed, cause: 'pull-through' }, []],
    ['a tag that moved', { ...image, kind: 'tag-removed', imageTag: 'v1', cause: 'moved' }, []],
    [
      'a tag that was deleted',
      { ...image, kind: 'tag-removed', imageTag: 'v1', cause: 'request' },
      ['ECR Image Action DELETE v1'],
    ],
    [
      'an image that expired',
      { ...image, kind: 'image-deleted', imageTags: ['v1', 'v2'], cause: 'lifecycle' },
      ['ECR Image Action DELETE v1', 'ECR Image Action DELETE v2'],
    ],
    [
      'an untagged image that went with its repository',
      { ...image, kind: 'image-deleted', imageTags: [], cause: 'repository-deleted' },
      ['ECR Image Action DELETE'],
    ],
    [
      'an image that was archived',
      { ...image, kind: 'image-archived', imageTags: ['v1'], cause: 'lifecycle' },
      ['ECR Image Action UPDATE_STORAGE_CLASS ARCHIVE'],
    ],
    [
      'an image on its way back',
      { ...image, kind: 'image-activating', imageTags: ['v1'], cause: 'request' },
      [],
    ],
    [
      'an image that is back',
      { ...image, kind: 'image-restored', imageTags: ['v1'], cause: 'clock' },
      ['ECR Image Action UPDATE_STORAGE_CLASS STANDARD'],
    ],
    [
      'a cached image',
      {
        ...image,
        kind: 'upstream-synced',
        imageTag: 'v1',
        ecrRepositoryPrefix: 'team-a',
        upstreamRegistryUrl: 'public.ecr.aws',
      },
      ['ECR Pull Through Cache Action v1'],
    ],
    [
      'a replication whose tag was withheld',
      {
        ...image,
        kind: 'replicated',
        imageTag: 'v1',
        withheldTag: 'v1',
        sourceRegistryId: '222222222222',
        sourceRegion: 'us-west-2',
        result: 'SUCCESS',
      },
      ['ECR Replication Action REPLICATE'],
    ],
    ['a setting', { ...place, kind: 'setting-changed', setting: 'lifecycle-policy' }, []],
    ['a pull', { ...image, kind: 'pull-recorded' }, []],
  ])('%s', (_, event, lines) => {
    expect(told([event])).toEqual(lines);
  });

  it('follows each reading', () => {
    const readings = {
      replicatedPush: 'push-too',
      importedPush: 'push-too',
      untagging: 'silent',
      untaggedImageTag: 'empty',
    } as const;
    const events: readonly RegistryEvent[] = [
      { ...pushed, cause: 'replication' },
      { ...pushed, cause: 'pull-through', imageTag: undefined },
      { ...image, kind: 'tag-removed', imageTag: 'v1', cause: 'request' },
    ];
    expect(told(events, { readings })).toEqual([
      'ECR Image Action PUSH v1',
      'ECR Image Action PUSH ',
    ]);
  });

  it('counts what the caller knows of a scan, by whom it was made', () => {
    const scanned = { ...image, kind: 'scan-completed', imageTags: ['v1'], cause: 'push' } as const;
    const events = eventBridgeEventsOf(
      [
        { ...scanned, scanType: 'BASIC' },
        { ...scanned, scanType: 'ENHANCED' },
      ],
      { findingsOf: (digest) => (digest === 'sha256:a' ? { HIGH: 2, LOW: 1 } : undefined) },
    );
    expect(events.map(({ source, detail }) => [source, Object(detail)])).toMatchObject([
      ['aws.ecr', { 'finding-severity-counts': { HIGH: 2, LOW: 1 } }],
      ['aws.inspector2', { 'finding-severity-counts': { HIGH: 2, TOTAL: 3 } }],
    ]);
  });

  it('tells of scan frequencies only what enhanced scanning changes', () => {
    const of = (scanType: 'BASIC' | 'ENHANCED', filter: string) =>
      orThrow(
        registryOf({
          registries: [
            {
              ...place,
              repositories: [{ repositoryName: 'web' }, { repositoryName: 'api' }],
              scanningConfiguration: {
                scanType,
                rules: [
                  {
                    scanFrequency: scanType === 'BASIC' ? 'SCAN_ON_PUSH' : 'CONTINUOUS_SCAN',
                    repositoryFilters: [{ filter, filterType: 'WILDCARD' }],
                  },
                ],
              },
            },
          ],
        }),
      );
    const events = [{ ...place, kind: 'setting-changed', setting: 'scanning' } as const];
    const between = { before: of('BASIC', 'web'), after: of('ENHANCED', '*') };
    const [event] = eventBridgeEventsOf(events, { between });
    expect(event?.detail).toMatchObject({
      repositories: [
        {
          'repository-name': 'api',
          'scan-frequency': 'CONTINUOUS_SCAN',
          'previous-scan-frequency': 'MANUAL',
        },
        { 'repository-name': 'web', 'previous-scan-frequency': 'SCAN_ON_PUSH' },
      ],
    });
    const back = { before: between.after, after: between.before };
    expect(eventBridgeEventsOf(events, { between: back })).toEqual([]);
    expect(eventBridgeEventsOf(events)).toEqual([]);
  });
});

describe('what CloudTrail records', () => {
  it('of its own accord are runs, and ends of restorings that somebody asked for', () => {
    const restored = { ...image, kind: 'image-restored', imageTags: [] } as const;
    const records = serviceRecordsOf([
      { ...restored, cause: 'clock' },
      { ...restored, cause: 'push' },
      {
        ...place,
        kind: 'policy-executed',
        repositoryName: 'team-a/web',
        lifecyclePolicy: { rules: [] },
        lifecyclePolicyText: '',
        lastEvaluatedAtMs: 0,
        actions: [],
        failures: [
          {
            imageDigest: 'sha256:a',
            imageTags: [],
            imagePushedAtMs: 5,
            rulePriority: 3,
            action: { type: 'EXPIRE' },
            failureCode: 'ImageReferencedByManifestList',
            blockedBy: ['sha256:i', 'sha256:j'],
          },
        ],
      },
    ]);
    expect(records.map(({ eventName }) => eventName)).toEqual([
      'ImageActivationEvent',
      'PolicyExecutionEvent',
    ]);
    expect(records[1]?.serviceEventDetails).toMatchObject({
      lifecycleEventFailureDetails: [
        {
          lifecycleEventImage: { digest: 'sha256:a', tagStatus: 'Untagged', pushedAt: 5 },
          rulePriority: 3,
          failureCode: 'ImageReferencedByManifestList',
          failureReason: 'Requested image referenced by manifest list: [sha256:i, sha256:j]',
        },
      ],
    });
  });

  it('of a command is its call, done or refused, and nothing of a run', () => {
    const { atMs, registryId, region } = place;
    const tagging = {
      registryId,
      region,
      atMs,
      operation: 'TagResource',
      principal: { arn: 'arn:aws:iam::111111111111:user/ci' },
      input: {
        resourceArn: 'arn:aws:ecr:eu-central-1:111111111111:repository/team-a/web',
        tags: [],
      },
    } as const;
    expect(commandRecord(tagging, { kind: 'done', output: {} })).toMatchObject({
      eventName: 'TagResource',
      readOnly: false,
      requestParameters: tagging.input,
      responseElements: null,
      userIdentity: { type: 'IAMUser', userName: 'ci' },
      resources: [{ ARN: tagging.input.resourceArn }],
    });
    const refusal = {
      kind: 'refused',
      exception: 'RepositoryNotFoundException',
      message: 'there is none',
    } as const;
    const refused = commandRecord(tagging, refusal);
    expect(refused).toMatchObject({
      errorCode: 'RepositoryNotFoundException',
      errorMessage: 'there is none',
    });
    const run = { registryId, region, atMs, operation: 'LifecycleRun', input: {} } as const;
    expect(commandRecord(run, { kind: 'done', output: {} })).toBeUndefined();
  });
});
