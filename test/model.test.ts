import { describe, expect, it } from 'vitest';
import { partitions, publishedRegions } from '../src/facts/partitions.js';
import { formatArn, parseArn, parseRepositoryArn, repositoryArn } from '../src/model/arn.js';
import { registryHost } from '../src/model/host.js';
import { formatImageUri, parseImageUri, repositoryUri } from '../src/model/image-uri.js';
import { needsOptIn, partitionOf } from '../src/model/region.js';
import {
  isRepositoryName,
  namespacesOf,
  parseRepositoryName,
  type RepositoryNameReadings,
} from '../src/model/repository.js';
import { cases } from './cases.js';

interface TextCase {
  readonly name: string;
  readonly text: string;
  readonly readings?: RepositoryNameReadings;
  readonly address?: Parameters<typeof repositoryArn>[0];
  readonly uri?: Parameters<typeof formatImageUri>[0];
  readonly codes: readonly string[];
}

const codesOf = (
  found: readonly { readonly code: string; readonly because: readonly string[] }[],
) => {
  for (const { because } of found) expect(because.length).toBeGreaterThan(0);
  return found.map(({ code }) => code).sort();
};

describe("reading a repository's name", () => {
  it.each(cases<TextCase>('model/repository-names'))('$name', ({ text, readings, codes }) => {
    const read = parseRepositoryName(text, readings);
    expect(codesOf(read.diagnostics)).toEqual(codes);
    expect(read.ok).toBe(isRepositoryName(text, readings));
  });

  it('knows the namespaces a name lies in, outermost first', () => {
    expect(namespacesOf('org/team/web')).toEqual(['org', 'org/team']);
    expect(namespacesOf('web')).toEqual([]);
  });
});

describe("reading a repository's ARN", () => {
  it.each(cases<TextCase>('model/arns'))('$name', ({ text, address, codes }) => {
    const read = parseRepositoryArn(text);
    expect(codesOf(read.diagnostics)).toEqual(codes);
    expect(read.ok ? read.value : undefined).toEqual(address);
    if (address !== undefined) expect(repositoryArn(address)).toBe(text);
  });

  it('takes any ARN apart, with colons and asterisks in its resource', () => {
    const text = 'arn:aws:lambda:*:123456789012:function:web:1';
    const read = parseArn(text);
    expect(read.ok && read.value.resource).toBe('function:web:1');
    expect(read.ok && formatArn(read.value)).toBe(text);
  });
});

describe("reading an image's URI", () => {
  it.each(cases<TextCase>('model/image-uris'))('$name', ({ text, uri, codes }) => {
    const read = parseImageUri(text);
    expect(codesOf(read.diagnostics)).toEqual(codes);
    expect(read.ok ? read.value : undefined).toEqual(uri);
    if (uri !== undefined) expect(formatImageUri(uri).toLowerCase()).toBe(text.toLowerCase());
  });

  it('a repository has the URI that AWS gives it', () => {
    const address = { region: 'cn-north-1', registryId: '123456789012', repositoryName: 'web' };
    expect(repositoryUri(address)).toBe('123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web');
  });
});

describe('Regions', () => {
  it.each(partitions)('every published Region of %s is recognised by its name', (partition) => {
    for (const region of publishedRegions[partition]) {
      expect(partitionOf(region)).toBe(partition);
      const read = parseImageUri(`${registryHost({ region, registryId: '123456789012' })}/web`);
      expect(read.ok && read.value.region).toBe(region);
    }
  });

  it('a name like that of no Region lies in no partition', () => {
    for (const name of ['', 'europe', 'us-east', 'us-isog-east-1', 'eu_central_1', 'us-east-1a']) {
      expect(partitionOf(name)).toBeUndefined();
    }
  });

  it('older commercial Regions are enabled in every account, and later ones are not', () => {
    expect(needsOptIn('us-east-1')).toBe(false);
    expect(needsOptIn('eu-south-1')).toBe(true);
    expect(needsOptIn('ap-southeast-9')).toBe(true);
    expect(needsOptIn('cn-north-1')).toBe(false);
    expect(needsOptIn('us-gov-east-1')).toBe(false);
  });
});
