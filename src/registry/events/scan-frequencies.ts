import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { RegistryAddress } from '../../model/registry.js';
import { compareScanning } from '../../scanning/index.js';
import type { Registry } from '../types.js';
import { regionalRegistry } from '../value.js';
import type { ScanFrequencyFacts } from './types.js';

/**
 * The repositories of one registry that are scanned at another frequency than before, by name; none unless enhanced
 * scanning is on, of which alone AWS tells.
 */
export function scanFrequencyChanges(
  before: Registry,
  after: Registry,
  address: RegistryAddress,
): readonly ScanFrequencyFacts[] {
  const { scanning: old } = regionalRegistry(before, address);
  const { scanning: now, repositories } = regionalRegistry(after, address);
  if (now.document.scanType !== 'ENHANCED') return [];
  const asked = valuesOf(repositories)
    .sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName))
    .map(({ repositoryName, imageScanningConfiguration: { scanOnPush } }) => ({
      repositoryName,
      scanOnPush,
    }));
  return compareScanning(old.compiled, now.compiled, asked).filter(
    ({ scanFrequency, previousScanFrequency }) => scanFrequency !== previousScanFrequency,
  );
}
