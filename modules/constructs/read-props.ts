import type { PolicyType } from '../policy/plan/plan.js';
import type { Finding } from '../policy/problems/problem.js';
import { type DeferredCheck, deferredChecks } from './deferred-checks.js';
import type { PolicyProps } from './policy-props.js';
import { refusePolicy } from './refuse-policy.js';
import type { Forms } from './validate-props.js';
import { checkPropKeys, missingKey, policyForms, validateProp, wrongType } from './validate-props.js';

/** Props in the form that they take, and what was found in those that have not and are left out. */
export interface ReadProps<Props extends PolicyProps> {
  readonly props: Props;
  readonly findings: readonly Finding[];
  /** Tokens in the props that Terraform can judge. */
  readonly open: readonly DeferredCheck[];
}

/** Props as a construct takes them, `own` those that it does not share. Throws where there are none at all. */
export function readProps<Props extends PolicyProps>(
  type: PolicyType,
  id: string,
  props: Props,
  own: Forms,
): ReadProps<Props> {
  if (typeof props !== 'object' || props === null || Array.isArray(props)) {
    refusePolicy(type, id, [wrongType([], props, 'an object of props', 'write `{ targets: […], … }`')]);
  }
  const forms: Forms = { ...policyForms, ...own };
  const findings = checkPropKeys(props, Object.keys(forms));
  const given = props as Readonly<Record<string, unknown>>;
  const read = Object.entries(forms).map(([key, form]) => [
    key,
    validateProp(form, given[key], [key], findings),
  ]);
  if (given['targets'] === undefined) findings.push(missingKey(['targets'], 'targets'));
  const kept = Object.fromEntries(read.filter(([, value]) => value !== undefined));
  // What has not its form is reported, so that nothing is made of what is left.
  return {
    props: { targets: [], ...kept } as never,
    findings,
    open: deferredChecks({ form: 'keys', keys: forms }, kept, []),
  };
}
