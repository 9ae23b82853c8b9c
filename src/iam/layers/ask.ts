import type { Ask, PreparedRequest } from '../asked.js';
import type { CompiledPolicies } from '../compiled.js';
import { termsOf } from './terms.js';

/** Puts a request to a policy set. Asked of the same set again, it need not be told anew which policies bear on it. */
export function askOf(compiled: CompiledPolicies, request: PreparedRequest, open: boolean): Ask {
  let { terms } = request;
  if (terms === null || terms.compiled !== compiled) {
    terms = termsOf(compiled, request);
    request.terms = terms;
  }
  return {
    terms,
    compiled,
    request,
    resource: terms.resource,
    open,
    conditionsAsked: 0,
    conditionsHeld: 0,
  };
}
