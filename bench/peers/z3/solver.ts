import { init } from 'z3-solver';
import { allOf, type Expression, expressionOf, type Term } from './smt.js';

/** What is declared, and what is to hold. */
export interface Problem {
  /** The sort of each constant, by name. */
  readonly constants: ReadonlyMap<string, string>;
  readonly asserted: readonly Term[];
}

export type Solution =
  /** The value of each constant; one that may have any may lack. */
  | { readonly kind: 'sat'; readonly values: ReadonlyMap<string, Expression> }
  | { readonly kind: 'unsat' }
  /** Given up, mostly for want of time. */
  | { readonly kind: 'unknown' };

/** Z3, one question after the other. Its threads keep the process alive until that exits. */
export interface Solver {
  readonly solve: (problem: Problem) => Promise<Solution>;
  /** How many questions were put to it, and how many of them it gave up. */
  readonly counts: { readonly asked: number; readonly givenUp: number };
}

/** How long one question may take. */
const timeoutMs = 5000;

export async function openSolver(): Promise<Solver> {
  const { Z3 } = await init();
  const counts = { asked: 0, givenUp: 0 };
  const evaluated = async (problem: Problem): Promise<Solution> => {
    const config = Z3.mk_config();
    const context = Z3.mk_context(config);
    Z3.del_config(config);
    const solver = Z3.mk_solver(context);
    Z3.solver_inc_ref(context, solver);
    try {
      const params = Z3.mk_params(context);
      Z3.params_inc_ref(context, params);
      Z3.params_set_uint(context, params, Z3.mk_string_symbol(context, 'timeout'), timeoutMs);
      Z3.solver_set_params(context, solver, params);
      Z3.params_dec_ref(context, params);
      // Texts may only be given to calls that end before they return: others read them when they are gone.
      const script = scriptOf(problem);
      Z3.solver_from_string(context, solver, script);
      if (Z3.get_error_code(context) !== 0) throw new Error(`Z3 cannot read this:\n${script}`);
      const answer = await Z3.solver_check(context, solver);
      if (answer === 0) return { kind: 'unknown' };
      if (answer < 0) return { kind: 'unsat' };
      const model = Z3.model_to_string(context, Z3.solver_get_model(context, solver));
      return { kind: 'sat', values: valuesOf(model, problem) };
    } finally {
      Z3.solver_dec_ref(context, solver);
      Z3.del_context(context);
    }
  };
  const solve = async (problem: Problem): Promise<Solution> => {
    if (allOf(problem.asserted) === 'false') return { kind: 'unsat' };
    const solution = await evaluated(problem);
    counts.asked += 1;
    if (solution.kind === 'unknown') counts.givenUp += 1;
    return solution;
  };
  return { solve, counts };
}

/** A problem as the solver reads it. */
function scriptOf({ constants, asserted }: Problem): string {
  return [
    ...[...constants].map(([name, sort]) => `(declare-const ${name} ${sort})`),
    ...asserted.filter((term) => term !== 'true').map((term) => `(assert ${term})`),
  ].join('\n');
}

/** A model has a line for each constant, whose name it gives without the bars. */
function valuesOf(model: string, { constants }: Problem): ReadonlyMap<string, Expression> {
  const lines = model.matchAll(/^(.+?) -> (.+)$/gm);
  return new Map(
    [...lines].map(([, name = '', value = '']): [string, Expression] => [
      constants.has(name) ? name : `|${name}|`,
      expressionOf(value),
    ]),
  );
}
