/**
 * The types that are written by hand say what the schemas say. Nothing here runs: `npm run typecheck` is the test, and
 * a property, a word or an optionality that differs does not compile.
 */
import type { FromSchema } from 'json-schema-to-ts';
import type { lifecyclePolicySchema } from '../../src/generated/schemas/lifecycle-policy.js';
import type { tagMutabilitySchema } from '../../src/generated/schemas/tag-mutability.js';
import type { LifecyclePolicy } from '../../src/lifecycle/index.js';
import type { TagMutabilitySettings } from '../../src/tagging/index.js';

/**
 * A type without what only one side says: ours are `readonly` and take `undefined` for an absent property, and a schema
 * that allows further properties gets an index signature.
 */
type Plain<T> = T extends readonly (infer Member)[]
  ? Plain<Member>[]
  : T extends object
    ? {
        -readonly [Key in keyof T as string extends Key ? never : Key]: Plain<
          Exclude<T[Key], undefined>
        >;
      }
    : T;

/** Whether two types are one: assignability both ways would not miss an optional property that only one side has. */
type Agree<Ours, Theirs> =
  (<T>() => T extends Plain<Ours> ? 1 : 2) extends <T>() => T extends Plain<Theirs> ? 1 : 2
    ? true
    : { readonly ours: Plain<Ours>; readonly theirs: Plain<Theirs> };

const agreed: true = true;

export const lifecyclePolicy: Agree<
  LifecyclePolicy,
  FromSchema<typeof lifecyclePolicySchema>
> = agreed;
export const tagMutability: Agree<
  TagMutabilitySettings,
  FromSchema<typeof tagMutabilitySchema>
> = agreed;
