import { type Registry, type RegistryAddress, readRegistry } from '../registry/index.js';
import { registriesOf } from '../simulate/whole/holdings.js';
import { type Reader, Unusable } from './reading.js';
import { takenApart } from './replicate-world.js';

/** What a registry is read from, for the help of a command. */
export const registryHelp =
  'a registry as AWS describes it: describe-repositories, describe-images, policies and configurations, in files or folders of any number, REPOSITORY=FILE where a file does not name its own (repeatable)';

/** The options that tell a registry. */
export interface RegistryFileOptions {
  readonly registry: readonly string[];
  /** Where what does not say its Region or account belongs; both together name the registry that is meant. */
  readonly region?: string | undefined;
  readonly registryId?: string | undefined;
  readonly skipBroken?: boolean | undefined;
}

/** The registry that files with answers of AWS tell of; every problem is reported. */
export function readRegistryFiles(
  reader: Reader,
  { registry, region, registryId, skipBroken }: RegistryFileOptions,
): Registry {
  const files = registry.flatMap((typed) => {
    const { where: repositoryName, value } = takenApart(typed);
    return reader.filesAt(value).flatMap((path) => {
      const text = reader.text(path);
      return text === undefined ? [] : [{ path, text, repositoryName }];
    });
  });
  reader.demandUsable();
  const read = readRegistry(files, { region, registryId, skipBroken });
  for (const path of new Set(read.diagnostics.map((found) => found.path))) {
    const found = read.diagnostics.filter((one) => one.path === path);
    reader.report(path === '' ? '--registry' : path, found);
  }
  if (!read.ok) throw new Unusable(howToTell(read.diagnostics.map(({ code }) => code)));
  return read.value;
}

/** How the command line is told what the files do not tell. */
function howToTell(codes: readonly string[]): string {
  return [
    ...(codes.includes('registry/region-untold')
      ? ['--region REGION, and --registry-id ACCOUNT, hold for all files that do not tell theirs\n']
      : []),
    ...(codes.includes('registry/repository-untold')
      ? ['--registry REPOSITORY=FILE names the repository of a file\n']
      : []),
  ].join('');
}

/** The registry that is meant: the one that was named, or the only one there is; several are not guessed between. */
export function homeOf(
  registry: Registry,
  { region, registryId }: Pick<RegistryFileOptions, 'region' | 'registryId'>,
): RegistryAddress {
  const there = registriesOf(registry);
  const [only, ...others] = there.filter(
    (one) =>
      one.region === (region ?? one.region) && one.registryId === (registryId ?? one.registryId),
  );
  if (only !== undefined && others.length === 0) return only;
  const places = there.map((one) => `${one.registryId}/${one.region}`).join(', ') || 'none';
  throw new Unusable(
    `--registry: name the registry that is meant with --registry-id and --region; in these files there are ${places}\n`,
  );
}
