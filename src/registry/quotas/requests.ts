import { layerPartSizeMiBMax, requestsPerSecondMax } from '../../facts/quotas.js';
import type {
  ImageTransfer,
  LeastTime,
  QuotaOptions,
  RatedOperation,
  RequestCounts,
} from './types.js';

const bytesPerMiB = 1_048_576;

/** How many requests logins, pushes and pulls take together, with layers uploaded in parts of `partSizeMiB`. */
export function countRequests(
  transfers: readonly ImageTransfer[],
  { partSizeMiB = layerPartSizeMiBMax }: { readonly partSizeMiB?: number | undefined } = {},
): RequestCounts {
  const pushes = transfers.filter((transfer) => transfer.kind === 'push');
  const pulls = transfers.filter((transfer) => transfer.kind === 'pull');
  const uploads = pushes.flatMap(({ newLayers }) => newLayers);
  return {
    GetAuthorizationToken: transfers.length - pushes.length - pulls.length,
    BatchCheckLayerAvailability:
      uploads.length + sumOf(pushes.map(({ knownLayers }) => knownLayers)),
    InitiateLayerUpload: uploads.length,
    UploadLayerPart: sumOf(uploads.map((bytes) => partsOf(bytes, partSizeMiB))),
    CompleteLayerUpload: uploads.length,
    PutImage: sumOf(pushes.map(({ manifests }) => manifests)),
    BatchGetImage: sumOf(pulls.map(({ manifests }) => manifests)),
    GetDownloadUrlForLayer: sumOf(pulls.map(({ layers }) => layers)),
  };
}

/** A layer is at least one part, however small. */
function partsOf(bytes: number, partSizeMiB: number): number {
  return Math.max(1, Math.ceil(bytes / (partSizeMiB * bytesPerMiB)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The least time in which the rates let these requests through, however many clients make them at once. */
export function leastTimeOf(
  requests: RequestCounts,
  { limits }: Pick<QuotaOptions, 'limits'> = {},
): LeastTime {
  // The keys of the record of rates are what `RatedOperation` is made of.
  const operations = Object.keys(requestsPerSecondMax) as readonly RatedOperation[];
  let least: LeastTime = { seconds: 0 };
  for (const operation of operations) {
    const seconds = requests[operation] / (limits?.[operation] ?? requestsPerSecondMax[operation]);
    if (seconds > least.seconds) least = { seconds, operation };
  }
  return least;
}
