import { publishedRegions, regionsEnabledByDefault } from '../../../facts/partitions.js';
import { nameLengthMax } from '../../../facts/repository.js';
import { DomainDraft, type TextDomain } from '../../../glob/domain.js';
import type { DimensionOptions } from '../theory/space.js';

const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';
const letters = `xyz${small}${small.toUpperCase()}${digits}`;

/** Twelve digits; those that AWS itself uses in its examples are read first. */
export const accounts: DimensionOptions = {
  sort: 'text',
  domain: accountDomain(),
  words: ['111122223333', '444455556666', '777788889999', '123456789012', '210987654321'],
};

function accountDomain(): TextDomain {
  const draft = new DomainDraft();
  const start = draft.state();
  draft.end(draft.letters(start, digits, 12));
  return draft.domain(start, digits);
}

/** Words joined by hyphens, and a number behind them: what stands in a policy in place of a Region may be none. */
const regionNames = regionDomain();

function regionDomain(): TextDomain {
  const draft = new DomainDraft();
  const start = draft.state();
  const [word, hyphen, later, number, end] = Array.from({ length: 5 }, () => draft.state()) as [
    number,
    number,
    number,
    number,
    number,
  ]; // five were made
  draft.road(start, small, word);
  draft.road(word, small, word);
  draft.road(word, '-', hyphen);
  draft.road(hyphen, small, later);
  draft.road(later, small, later);
  draft.road(later, '-', number);
  draft.road(number, small, later);
  draft.road(number, digits, end);
  draft.road(end, digits, end);
  draft.end(end);
  return draft.domain(start, small);
}

/** The Regions that AWS has published; one that a policy names joins them. */
export const regions: DimensionOptions = {
  sort: 'words',
  words: [
    ...new Set([
      'us-east-1',
      ...regionsEnabledByDefault,
      ...Object.values(publishedRegions).flat(),
    ]),
  ],
  domain: regionNames,
};

/** Names of repositories, namespaces included. */
export const repositoryNames: DimensionOptions = {
  sort: 'text',
  domain: repositoryNameDomain(),
  words: ['some-repository', 'other-repository', 'third-repository'],
};

/** Segments of letters and digits, with `.`, `_`, `__` or hyphens between them, and slashes between segments. */
function repositoryNameDomain(): TextDomain {
  const own = `xz${small}${digits}`;
  const draft = new DomainDraft();
  const [start, first, inside, hyphen, underscore, mark] = Array.from({ length: 6 }, () =>
    draft.state(),
  ) as [number, number, number, number, number, number]; // six were made
  draft.road(start, own, first);
  // A name has two letters at least.
  for (const state of [first, inside]) {
    draft.road(state, own, inside);
    draft.road(state, '-', hyphen);
    draft.road(state, '_', underscore);
    draft.road(state, './', mark);
  }
  draft.road(hyphen, own, inside);
  draft.road(hyphen, '-', hyphen);
  draft.road(underscore, own, inside);
  draft.road(underscore, '_', mark);
  draft.road(mark, own, inside);
  draft.end(inside);
  return draft.domain(start, own, nameLengthMax);
}

/** Paths and names of users and roles. */
export const entityNames: DimensionOptions = {
  sort: 'text',
  domain: pathDomain(`${letters}+=,.@_-`),
  words: ['some-name', 'other-name', 'third-name'],
};

/** Names without a path: of sessions and federated users. */
export const sessionNames: DimensionOptions = {
  sort: 'text',
  domain: nameDomain(`${letters}+=,.@_-`),
  words: ['some-session', 'other-session', 'third-session'],
};

/** Service principals. */
export const serviceNames: DimensionOptions = {
  sort: 'text',
  domain: nameDomain(`${small}${digits}.-`),
  words: ['lambda.amazonaws.com', 'codebuild.amazonaws.com', 'ecs-tasks.amazonaws.com'],
};

function pathDomain(of: string): TextDomain {
  const draft = new DomainDraft();
  const start = draft.state();
  const inside = draft.state();
  draft.road(start, of, inside);
  draft.road(inside, of, inside);
  draft.road(inside, '/', start);
  draft.end(inside);
  return draft.domain(start, letters);
}

function nameDomain(of: string): TextDomain {
  const draft = new DomainDraft();
  const start = draft.state();
  const inside = draft.state();
  draft.road(start, of, inside);
  draft.road(inside, of, inside);
  draft.end(inside);
  return draft.domain(start, small);
}

/** Texts of one letter at least, where an empty one counts as none. */
export const filledTexts: TextDomain = {
  start: 0,
  isEnd: (state) => state === 1,
  roads: () => toFilled,
  spareLetters: letters,
};
const toFilled = [{ to: 1 }];

/** Services and names of actions, in lower case, as they are compared. */
export const actionServices: DimensionOptions = {
  sort: 'text',
  domain: nameDomain(`${small}${digits}-`),
  words: ['s3', 'sts', 'kms'],
};

export const actionNames: DimensionOptions = {
  sort: 'text',
  domain: nameDomain(`${small}${digits}:`),
  words: ['someaction', 'otheraction', 'thirdaction'],
};

/** Of a resource of any service: some have no Region in their ARN. */
export const anyRegions: DimensionOptions = {
  sort: 'words',
  words: ['', ...(regions.words ?? [])],
  domain: regionNames,
};

export const anyResources: DimensionOptions = {
  sort: 'text',
  domain: filledTexts,
  words: ['some-resource', 'other-resource', 'third-resource'],
};

/** What stands in the place of an account: AWS itself owns some resources. */
export const anyAccounts: DimensionOptions = {
  sort: 'text',
  domain: nameDomain(`${digits}${small}-`),
  words: accounts.words,
};
