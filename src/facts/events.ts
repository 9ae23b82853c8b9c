/** Who sends events to EventBridge, and what every envelope says of its own version. */
export const eventBridgeSource = 'aws.ecr';
export const inspectorSource = 'aws.inspector2';
export const envelopeVersion = '0';

/** The `detail-type` of each kind of event. */
export const detailTypes = {
  imageAction: 'ECR Image Action',
  referrerAction: 'ECR Referrer Action',
  pullThroughCacheAction: 'ECR Pull Through Cache Action',
  imageScan: 'ECR Image Scan',
  scanResourceChange: 'ECR Scan Resource Change',
  replicationAction: 'ECR Replication Action',
  inspectorScan: 'Inspector2 Scan',
  apiCall: 'AWS API Call via CloudTrail',
  serviceEvent: 'AWS Service Event via CloudTrail',
} as const;

/** What a `detail` calls that which was done to an image. */
export const imageActionTypes = ['PUSH', 'DELETE'] as const;
export const storageClassActionType = 'UPDATE_STORAGE_CLASS';
export const targetStorageClasses = ['ARCHIVE', 'STANDARD'] as const;
export const replicateActionType = 'REPLICATE';
export const scanFrequencyActionType = 'SCAN_FREQUENCY_CHANGE';
export const scanResourceType = 'REPOSITORY';

/** How an action ended. */
export const eventResults = ['SUCCESS', 'FAILED'] as const;

/** The only version of a pull-through rule that an event was seen to name. */
export const pullThroughRuleVersion = '1';

/** Severities that Amazon Inspector's event counts one by one, and the count of all. */
export const inspectorSeverities = ['CRITICAL', 'HIGH', 'MEDIUM'] as const;
export const inspectorTotal = 'TOTAL';
export const inspectorScanStatus = 'INITIAL_SCAN_COMPLETE';

/** CloudTrail's name of the service and of a repository, and the version of a record written today. */
export const trailSource = 'ecr.amazonaws.com';
export const trailResourceType = 'AWS::ECR::Repository';
export const trailVersion = '1.11';

/** The first version of a record that has each of these members. */
export const trailMembersSince = {
  readOnly: '1.05',
  managementEvent: '1.06',
  eventCategory: '1.07',
  tagPatternList: '1.09',
} as const;

export const trailEventTypes = ['AwsApiCall', 'AwsServiceEvent'] as const;
export const trailCategory = 'Management';

/** Who a record names in place of a caller: AWS itself, and the proxy behind which docker clients call. */
export const internalCaller = 'AWS Internal';
export const proxyCaller = 'ecr.amazonaws.com';

/** What CloudTrail calls the refusal of a caller without permission. */
export const deniedException = 'AccessDeniedException';
export const deniedErrorCode = 'AccessDenied';

/** Operations that only read and are authorized as another action. */
export const readOperationsOfOtherActions = ['ListImageReferrers'] as const;

/** Operations whose answer a record wraps in `image`, though the API gives it bare. */
export const imageWrappedOperations = ['UpdateImageStorageClass'] as const;

/** Members of answers that are instants, which a record writes as `Jul 11, 2018 10:17:44 PM`. */
export const trailInstants = ['createdAt', 'updatedAt', 'lastEvaluatedAt'] as const;

/** Records that the service writes of its own accord. */
export const policyEventNames = {
  execution: 'PolicyExecutionEvent',
  preview: 'DryRunEvent',
} as const;
export const activationEventName = 'ImageActivationEvent';
export const activationStatus = 'ACTIVE';

/** How a record of a lifecycle run spells the words of a policy. */
export const tagStatusLabels = { tagged: 'Tagged', untagged: 'Untagged', any: 'Any' } as const;
export const countTypeLabels = {
  imageCountMoreThan: 'Image count more than',
  sinceImagePushed: 'Time since image pushed',
  sinceImagePulled: 'Time since image pulled',
  sinceImageTransitioned: 'Time since image transitioned',
} as const;
export const countUnitLabels = { days: 'Days' } as const;
export const firstPolicyVersion = 1;

/** Most images in one record of a lifecycle run, and most tags of one of them. */
export const imagesPerRecordMax = 9;
export const tagsPerImageInRecordMax = 100;

/** What a record says of an image that a manifest list holds back; the digests of the lists take the place of `{}`. */
export const heldBackFailureCode = 'ImageReferencedByManifestList';
export const heldBackFailureReason = 'Requested image referenced by manifest list: [{}]';
