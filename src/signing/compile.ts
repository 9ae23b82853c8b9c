import { compileGlob } from '../glob/match.js';
import type { CompiledSigning, SigningConfiguration, SigningReadings } from './types.js';

/** Turns a signing configuration into what `decideSigning` runs. */
export function compileSigning(
  configuration: SigningConfiguration,
  { readings = {} }: { readonly readings?: SigningReadings | undefined } = {},
): CompiledSigning {
  const around = readings.bareFilter === 'contains' ? '*' : '';
  return {
    rules: configuration.rules.map(({ signingProfileArn, repositoryFilters }) => ({
      signingProfileArn,
      globs: (repositoryFilters ?? everything).map(({ filter }) =>
        compileGlob(filter.includes('*') ? filter : around + filter + around),
      ),
    })),
    signsIndexes: readings.indexes !== 'unsigned',
    signsReferrers: readings.referrers === 'signed',
    signsArrivals: readings.arrivals === 'signed',
  };
}

const everything = [{ filter: '*' }];
