import { unsorted } from './unsorted.js';

/** Problems of what is imported, and of saved Terraform plans. */
export const importProblems = {
  'not-imported': unsorted('Something that exists and that the import could not carry over'),
  'import-gap': unsorted('Something that the configuration needs and that its source does not say'),
  'left-alone': unsorted('A policy that somebody else keeps'),
  'not-a-terraform-plan': unsorted('A file that is no saved plan of Terraform as JSON'),
  'unknown-until-apply': unsorted('Something that Terraform knows only after the plan is applied'),
  'plan-of-another-organization': unsorted(
    'A plan of Terraform and an organization file that do not belong together',
  ),
};
