import type { PolicyType } from '../policy/plan.js';
import type { Finding } from '../policy/problem.js';
import { checkPropKeys } from './check-prop-keys.js';
import type { Forms } from './form.js';
import { type OpenValues, openValues } from './open-values.js';
import { policyForms } from './policy-forms.js';
import type { PolicyProps } from './policy-props.js';
import { wrongType } from './prop-findings.js';
import { missingKey, readForm } from './read-form.js';
import { refusePolicy } from './refuse-policy.js';

/** Props in the form that they take, and what was found in those that have not and are left out. */
export interface ReadProps<Props extends PolicyProps> {
  readonly props: Props;
  readonly findings: readonly Finding[];
  /** Tokens in the props that Terraform can judge. */
  readonly open: readonly OpenValues[];
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
  const read = Object.entries(forms).map(([key, form]) => [key, readForm(form, given[key], [key], findings)]);
  if (given['targets'] === undefined) findings.push(missingKey(['targets'], 'targets'));
  const kept = Object.fromEntries(read.filter(([, value]) => value !== undefined));
  // What has not its form is reported, so that nothing is made of what is left.
  return {
    props: { targets: [], ...kept } as never,
    findings,
    open: openValues({ form: 'keys', keys: forms }, kept, []),
  };
}
