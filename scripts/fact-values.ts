import * as conditionKeys from '../src/facts/condition-keys.js';
import * as ecr from '../src/facts/ecr-actions.js';
import * as iam from '../src/facts/iam.js';
import * as image from '../src/facts/image.js';
import * as lifecycle from '../src/facts/lifecycle.js';
import * as policy from '../src/facts/policy.js';
import * as tagging from '../src/facts/tagging.js';

/** The value of every fact that is a constant, by its id. */
export const factValues: ReadonlyMap<string, unknown> = new Map(
  Object.entries({
    image,
    tagging,
    lifecycle,
    policy,
    ecr,
    'condition-keys': conditionKeys,
    iam,
  }).flatMap(([subject, facts]) =>
    Object.entries(facts).map(([name, value]): [string, unknown] => [`${subject}.${name}`, value]),
  ),
);
