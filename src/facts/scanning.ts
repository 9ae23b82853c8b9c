/** Kinds of scanning a registry can be set to. */
export const scanTypes = ['BASIC', 'ENHANCED'] as const;

/** How often a repository is scanned, as a rule or BatchGetRepositoryScanningConfiguration spells it. */
export const scanFrequencies = ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN', 'MANUAL'] as const;

/** Frequencies that a rule may name, by scan type. */
export const legalFrequencies = {
  BASIC: ['SCAN_ON_PUSH', 'MANUAL'],
  ENHANCED: ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'],
} as const;

/** Kinds of repository filter in a scanning rule. */
export const scanFilterTypes = ['WILDCARD'] as const;

/** Most rules of a registry, and most filters of a rule. */
export const scanRuleCountMax = 2;
export const scanFilterCountMax = 100;

/** Characters of one filter, and their order: AWS's pattern, rewritten so that it cannot backtrack without end. */
export const scanFilterLengthMin = 1;
export const scanFilterLengthMax = 255;
export const scanFilterPattern = '^[a-z0-9*]+(?:[._/-][a-z0-9*]+)*$';

/** A day of the windows of enhanced scanning, in milliseconds. */
export const dayMs = 86_400_000;

/** Basic scans of one image in `basicScanWindowMs`, and of a whole registry. */
export const basicScansPerImageMax = 1;
export const basicScansPerRegistryMax = 100_000;
export const basicScanWindowMs = 86_400_000;

/** What StartImageScan answers to one scan too many. */
export const scanQuotaMessage = 'The scan quota per image has been exceeded. Wait and try again.';

/** What StartImageScan answers under enhanced scanning, and for a manifest that cannot be scanned (`{}` is its type). */
export const manualScanDisabledMessage = 'This feature is disabled';
export const unscannableMessage =
  "An artifact with media type '{}' cannot be scanned. For more information, see the Amazon ECR documentation.";

/** What PutRegistryScanningConfiguration answers; `{}` stands for the part that varies. */
export const scanRefusals = {
  frequency: 'Invalid scan frequency for scanType {}: {}',
  duplicateFrequencies: 'Invalid input. Contains duplicate scan frequencies: [{}]',
} as const;

/** Severities of a basic finding, the least first. A severity AWS has not given yet ranks below all others. */
export const findingSeverities = [
  'UNDEFINED',
  'INFORMATIONAL',
  'LOW',
  'MEDIUM',
  'HIGH',
  'CRITICAL',
] as const;

/** Values of a scan's status. */
export const scanStatuses = [
  'IN_PROGRESS',
  'COMPLETE',
  'FAILED',
  'UNSUPPORTED_IMAGE',
  'ACTIVE',
  'PENDING',
  'SCAN_ELIGIBILITY_EXPIRED',
  'FINDINGS_UNAVAILABLE',
  'LIMIT_EXCEEDED',
  'IMAGE_ARCHIVED',
] as const;

/** Statuses under which the findings are those of a finished scan: of a basic one, of an enhanced one. */
export const finishedScanStatuses = ['COMPLETE', 'ACTIVE'] as const;

/** Values of `fixAvailable`, and what `fixedInVersion` holds when no version has the fix. */
export const fixAvailabilities = ['YES', 'NO', 'PARTIAL'] as const;
export const noFixedVersion = 'NotAvailable';

/** Values of an enhanced finding's status. Only active ones are still open. */
export const enhancedFindingStatuses = ['ACTIVE', 'SUPPRESSED', 'CLOSED'] as const;
export const openFindingStatus = 'ACTIVE';

/** How long Amazon Inspector keeps scanning after a push, in days; `LIFETIME` is for ever. */
export const rescanDurations = {
  LIFETIME: null,
  DAYS_14: 14,
  DAYS_30: 30,
  DAYS_60: 60,
  DAYS_90: 90,
  DAYS_180: 180,
} as const;

/** How long it keeps scanning after the last pull or the last use, in days. */
export const pullDateRescanDurations = {
  DAYS_14: 14,
  DAYS_30: 30,
  DAYS_60: 60,
  DAYS_90: 90,
  DAYS_180: 180,
} as const;

/** Which instant the pull duration is counted from. */
export const pullDateRescanModes = ['LAST_IN_USE_AT', 'LAST_PULL_DATE'] as const;

/** Days before enhanced scanning was turned on within which an image must have been pushed to be scanned at all. */
export const firstEnabledDays = 14;
export const firstEnabledDaysOfTroubleshooting = 30;
