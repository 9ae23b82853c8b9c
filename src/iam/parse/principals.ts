import { pointer } from '../../base/json-text.js';
import { isRecord } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { principalTypes } from '../../facts/policy.js';
import { doubt, type Reading, refuse } from './findings.js';
import { type Placed, sameButCase, textsOf, unrendered } from './values.js';

/** Checks a Principal or NotPrincipal: `*`, or names by type. */
export function checkPrincipal(reading: Reading, principal: unknown, at: string): void {
  if (principal === '*') return;
  if (!isRecord(principal)) {
    refuse(reading, {
      name: 'principal',
      at,
      message: `a principal is \`*\` or an object, and this is ${quote(principal)}`,
      because: 'policy.principalForm',
      help: 'write `*`, or an object such as `{"AWS": "arn:aws:iam::<account>:role/<name>"}`',
    });
    return;
  }
  for (const [type, names] of Object.entries(principal)) {
    const place = pointer(at, type);
    if (!principalTypes.some((known) => known === type)) {
      unknownType(reading, type, place);
      continue;
    }
    const placed = textsOf(reading, names, place, 'a principal');
    if (type === 'AWS') for (const name of placed) checkAwsPrincipal(reading, name);
    else if (type === 'Service') for (const name of placed) checkService(reading, name);
    else foreign(reading, type, place);
  }
}

function unknownType(reading: Reading, type: string, at: string): void {
  const meant = sameButCase(principalTypes, type);
  refuse(reading, {
    name: 'principal-type',
    at,
    message: `${quote(type)} is not a type of principal`,
    because: 'policy.principalTypes',
    help: `write ${meant === undefined ? principalTypes.map(quote).join(', ') : quote(meant)}`,
  });
}

/** An account, an ARN of IAM or STS, everybody, or the id that IAM leaves behind when a principal is deleted. */
function checkAwsPrincipal(reading: Reading, { text, at }: Placed): void {
  if (text === '*' || /^\d{12}$/.test(text) || /^A[A-Z0-9]{15,}$/.test(text)) return;
  const arn = /^arn:[^:]*:(iam|sts)::([^:]*):(.+)$/s.exec(text);
  if (arn === null) {
    refuse(reading, {
      name: 'principal-name',
      at,
      message: `${quote(text)} is neither \`*\`, an account, nor an ARN of a user, role, session or account`,
      because: 'policy.principalMustExist',
      help: unrendered(text) ?? 'write the ARN whole, such as `arn:aws:iam::<account>:role/<name>`',
    });
  } else if (arn[3] === '*' && keepsNames(reading)) {
    refuse(reading, {
      name: 'principal-name',
      at,
      message: `${quote(text)} names nobody, and ECR refuses it`,
      because: 'policy.principalMustExist',
      help: 'write `arn:aws:iam::<account>:root` for everybody of the account',
    });
  } else if (/[*?]/.test(text)) {
    nobody(reading, at, `${quote(text)} has a wildcard, and only a lone \`*\` is one here`, [
      'write `*` and a condition `ArnLike` on `aws:PrincipalArn`',
    ]);
  } else if (arn[3]?.startsWith('group/') === true) {
    nobody(reading, at, `${quote(text)} is a group, and a group is never a principal`, [
      'name its users, or the account',
    ]);
  }
}

function nobody(reading: Reading, at: string, message: string, [help]: [string]): void {
  doubt(reading, { name: 'principal-nobody', at, message, because: 'policy.principalNames', help });
}

function checkService(reading: Reading, { text, at }: Placed): void {
  if (text !== '*') return;
  refuse(reading, {
    name: 'principal-name',
    at,
    message: 'a service is named in full, and `*` is not accepted',
    because: 'policy.principalTypes',
    help: 'write the service, such as `lambda.amazonaws.com`',
  });
}

/** ECR is called by AWS principals and services only. */
function foreign(reading: Reading, type: string, at: string): void {
  if (!keepsNames(reading)) return;
  doubt(reading, {
    name: 'principal-nobody',
    at,
    message: `a principal of the type ${quote(type)} never calls ECR`,
    because: 'policy.foreignPrincipalTypes',
    help: 'name the role that it assumes',
  });
}

/** ECR looks up whom a policy names before it keeps the policy. */
function keepsNames({ kind }: Reading): boolean {
  return kind === 'repository' || kind === 'registry';
}
