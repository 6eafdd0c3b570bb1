import { type Form, type Forms, text, texts } from './form.js';
import type { PolicyProps } from './policy-props.js';

/** The forms of the props that chat policies and guardrails have in common. */
export const policyForms: Forms & Readonly<Record<keyof PolicyProps, Form>> = {
  targets: texts,
  name: text,
  description: text,
  tags: { form: 'each', each: text, open: true },
  skipDestroy: { form: 'flag' },
  preventDestroy: { form: 'flag', closed: '`prevent_destroy` of Terraform' },
  checkPrerequisites: { form: 'flag', closed: 'what decides which data sources there are' },
  provider: { form: 'any' },
};
