import { ecrHostPattern, upstreamRegistries, upstreamUrls } from '../facts/pull-through.js';
import type { UpstreamRegistry } from './types.js';

const hosts = upstreamRegistries.map((registry) => ({
  registry,
  host: new RegExp(upstreamUrls[registry]),
}));
const ecrHost = new RegExp(ecrHostPattern);

/** The kind of registry a URL names, or undefined when it is none that Amazon ECR can cache. */
export function upstreamOf(upstreamRegistryUrl: string): UpstreamRegistry | undefined {
  return hosts.find(({ host }) => host.test(upstreamRegistryUrl))?.registry;
}

/** Account and Region of an Amazon ECR registry's URL. */
export function ecrRegistryOf(
  upstreamRegistryUrl: string,
): { registryId: string; region: string } | undefined {
  const [, registryId, region] = ecrHost.exec(upstreamRegistryUrl) ?? [];
  return registryId === undefined || region === undefined ? undefined : { registryId, region };
}
