import { isRecord, membersWithPlaces } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import {
  documentElements,
  policyVersions,
  resourceControlPolicyVersion,
} from '../../facts/policy.js';
import { checkElements } from './elements.js';
import { doubt, type Reading, refuse, syntaxErrors } from './findings.js';
import { grammars } from './grammar.js';
import { checkStatement } from './statement.js';
import { wrongType } from './values.js';

/** Checks a whole document against the grammar of its kind. */
export function checkDocument(reading: Reading, value: unknown): void {
  if (!isRecord(value)) {
    wrongType(reading, value, '', 'a policy is an object', 'policy.documentElements');
    return;
  }
  checkElements(reading, value, '', documentElements, 'policy.documentElements');
  checkVersion(reading, value['Version']);
  checkId(reading, value['Id']);
  checkStatements(reading, value);
}

function checkVersion(reading: Reading, version: unknown): void {
  const { kind } = reading;
  if (kind === 'rcp' && version !== resourceControlPolicyVersion) {
    refuse(reading, {
      name: 'version',
      at: version === undefined ? '' : '/Version',
      message: `a resource control policy has the version ${quote(resourceControlPolicyVersion)}`,
      because: 'policy.resourceControlPolicyVersion',
      help: `write "Version": "${resourceControlPolicyVersion}"`,
    });
    return;
  }
  if (version === undefined || policyVersions.some((known) => known === version)) return;
  refuse(reading, {
    name: 'version',
    at: '/Version',
    message: `${quote(version)} is not a version of the policy language`,
    because: 'policy.policyVersions',
    help: `write ${policyVersions.map(quote).join(' or ')}, which is the language's date and not yours`,
    iamMessage: syntaxErrors,
  });
}

function checkId(reading: Reading, id: unknown): void {
  if (id === undefined) return;
  if (typeof id !== 'string') {
    wrongType(reading, id, '/Id', 'an Id is text', 'policy.idElement');
  } else if (grammars[reading.kind].principal === 'forbidden') {
    doubt(reading, {
      name: 'needless-id',
      at: '/Id',
      message: `an Id is meant for policies on resources, not for ${grammars[reading.kind].name}`,
      because: 'policy.idElement',
      help: 'leave it out',
    });
  }
}

function checkStatements(reading: Reading, document: Readonly<Record<string, unknown>>): void {
  const statements = document['Statement'];
  if (statements === undefined) {
    refuse(reading, {
      name: 'missing-element',
      at: '',
      message: 'the policy has no `Statement`',
      because: 'policy.statements',
      help: 'add a statement, or check that this file holds the policy itself',
      iamMessage: syntaxErrors,
    });
    return;
  }
  const members = membersWithPlaces(statements, '/Statement');
  if (members.length === 0) {
    doubt(reading, {
      name: 'no-statement',
      at: '/Statement',
      message: 'the policy has an empty list of statements, and allows nothing',
      because: 'policy.statements',
      help: 'add a statement, or remove the policy',
    });
  }
  for (const { value, at } of members) checkStatement(reading, value, at);
  checkSidsOnce(reading, members);
}

/** IAM refuses a Sid that stands twice; of ECR nobody says so. */
function checkSidsOnce(reading: Reading, statements: ReturnType<typeof membersWithPlaces>): void {
  const seen = new Set<string>();
  for (const { value, at } of statements) {
    const sid = isRecord(value) ? value['Sid'] : undefined;
    if (typeof sid !== 'string' || sid === '') continue;
    if (seen.has(sid)) {
      const strict = grammars[reading.kind].plainSid;
      (strict ? refuse : doubt)(reading, {
        name: 'duplicate-sid',
        at: `${at}/Sid`,
        message: `the Sid ${quote(sid)} stands twice`,
        because: strict ? 'policy.sidUnique' : 'policy.repositorySid',
        help: 'rename one of the two, or leave it out',
        iamMessage: 'Statement IDs (SID) in a single policy must be unique.',
      });
    }
    seen.add(sid);
  }
}
