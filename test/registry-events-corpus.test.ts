/**
 * Holds AWS's own events against the published schemas, and tells each anew from its own facts, where a machine has a
 * corpus of them: `ECR_DRYDOCK_CORPUS=<folder> npx vitest run test/registry-events-corpus.test.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { countTypeLabels } from '../src/facts/events.js';
import { parseInstant } from '../src/model/instant.js';
import {
  apiCallRecord,
  basicScanEvent,
  imageActionEvent,
  imageActivationRecord,
  policyExecutionRecords,
  pullThroughEvent,
  replicationEvent,
  scanFrequencyEvent,
  storageClassEvent,
} from '../src/registry/events/index.js';
import { corpusFolder } from './corpus-folder.js';
import { closed, schemaOf } from './schema-of.js';

/** Samples that are no event of AWS's as it was sent, each with what gives it away. */
const otherwise: Readonly<Record<string, string>> = {
  '0025.json': 'a record as a log tool spells it: blanks in instants, `arn`, members of its own',
};

/** Samples that no facts can give. */
const impossible: Readonly<Record<string, string>> = {
  ...otherwise,
  '0002.json': 'it is dated 29 February 2023',
  '0023.json': 'its repository is in another Region than the call',
};

/** JSON of many shapes, as it was parsed; whatever is taken from it here is compared with the sample afterwards. */
type Sample = ReturnType<typeof JSON.parse>;

function told(sample: Sample): unknown {
  return sample['detail-type'] === undefined ? recorded(sample) : delivered(sample);
}

function delivered(sample: Sample): unknown {
  const { detail } = sample;
  const moment = {
    registryId: sample.account,
    region: sample.region,
    atMs: parseInstant(sample.time) ?? Number.NaN,
    id: sample.id,
  };
  const facts = {
    repositoryName: detail['repository-name'],
    imageDigest: detail['image-digest'],
    imageTag: detail['image-tag'],
    imageManifestMediaType: detail['manifest-media-type'],
    artifactMediaType: detail['artifact-media-type'],
    isReferrer: sample['detail-type'] === 'ECR Referrer Action',
    result: detail.result,
  };
  switch (detail['action-type'] ?? sample['detail-type']) {
    case 'PUSH':
    case 'DELETE':
      return imageActionEvent(moment, { ...facts, actionType: detail['action-type'] });
    case 'UPDATE_STORAGE_CLASS':
      return storageClassEvent(moment, {
        ...facts,
        targetStorageClass: detail['target-storage-class'],
        lastActivatedAtMs: parseInstant(detail['last-activated-at']),
      });
    case 'REPLICATE': {
      const source = { registryId: detail['source-account'], region: detail['source-region'] };
      return replicationEvent(moment, { ...facts, source });
    }
    case 'SCAN_FREQUENCY_CHANGE':
      return scanFrequencyEvent(
        moment,
        detail.repositories.map((one: Sample) => ({
          repositoryName: one['repository-name'],
          scanFrequency: one['scan-frequency'],
          previousScanFrequency: one['previous-scan-frequency'],
        })),
      );
    case 'ECR Image Scan':
      return basicScanEvent(moment, {
        ...facts,
        scanStatus: detail['scan-status'],
        imageTags: detail['image-tags'],
        findingSeverityCounts: detail['finding-severity-counts'],
      });
    default:
      return pullThroughEvent(moment, {
        ...facts,
        ecrRepositoryPrefix: detail['ecr-repository-prefix'],
        upstreamRegistryUrl: detail['upstream-registry-url'],
      });
  }
}

function recorded(sample: Sample): unknown {
  const moment = {
    registryId: sample.recipientAccountId,
    region: sample.awsRegion,
    atMs: parseInstant(sample.eventTime) ?? Number.NaN,
    id: sample.eventID,
    eventVersion: sample.eventVersion,
  };
  const details = sample.serviceEventDetails;
  if (sample.eventName === 'PolicyExecutionEvent') {
    const { lifecycleEventPolicy: policy } = details;
    const [record] = policyExecutionRecords(moment, {
      kind: 'execution',
      repositoryName: details.repositoryName,
      policy: { rules: policy.lifecycleEventRules.map(ruleOf) },
      policyId: policy.policyId,
      policyVersion: policy.policyVersion,
      lastEvaluatedAtMs: policy.lastEvaluatedAt,
      actions: details.lifecycleEventImageActions.map(imageOf),
      failures: details.lifecycleEventFailureDetails.map((failure: Sample) => ({
        ...imageOf(failure),
        failureCode: failure.failureCode,
        failureReason: failure.failureReason,
      })),
    });
    return record;
  }
  if (sample.eventName === 'ImageActivationEvent') return imageActivationRecord(moment, details);
  return apiCallRecord(moment, {
    operation: sample.eventName,
    repositoryName: sample.requestParameters.repositoryName,
    input: sample.requestParameters,
    output: /UpdateImageStorageClass/.test(sample.eventName)
      ? sample.responseElements.image
      : (sample.responseElements ?? undefined),
    userIdentity: sample.userIdentity,
    sourceIPAddress: sample.sourceIPAddress,
    userAgent: sample.userAgent,
    requestId: sample.requestID,
  });
}

function ruleOf(rule: Sample) {
  const { countType, ...selection } = rule.lifecycleEventSelection;
  const [name] = Object.entries(countTypeLabels).find(([, label]) => label === countType) ?? [];
  return {
    rulePriority: rule.rulePriority,
    description: rule.description,
    selection: {
      tagStatus: selection.tagStatus.toLowerCase(),
      countType: name,
      countUnit: selection.countUnit?.toLowerCase(),
      countNumber: selection.countNumber,
    },
    action: { type: rule.action },
  };
}

function imageOf({ lifecycleEventImage: image, rulePriority }: Sample) {
  return {
    imageDigest: image.digest,
    imageTags: image.tagList,
    imagePushedAtMs: image.pushedAt,
    appliedRulePriority: rulePriority,
  };
}

function schemaFor(sample: Sample): string {
  const type = sample['detail-type'] ?? sample.eventName;
  const names: Readonly<Record<string, string>> = {
    'ECR Referrer Action': 'ecr-image-action-event',
    PolicyExecutionEvent: 'ecr-policy-execution-record',
    ImageActivationEvent: 'ecr-image-activation-record',
  };
  if (names[type] !== undefined) return names[type];
  if (sample['detail-type'] === undefined) return 'ecr-api-call-record';
  return `${String(type).toLowerCase().replaceAll(' ', '-')}-event`;
}

const folder = corpusFolder('events');
const files = folder === undefined ? [] : readdirSync(folder).sort();

describe.skipIf(folder === undefined)("AWS's own events", () => {
  const sampleOf = (name: string): Sample =>
    JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')).data;

  it('are there', () => expect(files.length).toBeGreaterThan(20));

  it.each(files.filter((name) => otherwise[name] === undefined))('%s fits its schema', (name) => {
    const sample = sampleOf(name);
    const validate = new Ajv({ strict: false }).compile(closed(schemaOf(schemaFor(sample))));
    validate(sample);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(files.filter((name) => impossible[name] === undefined))(
    '%s is told anew from its own facts',
    (name) => {
      const sample = sampleOf(name);
      expect(told(sample)).toEqual(sample);
    },
  );
});
