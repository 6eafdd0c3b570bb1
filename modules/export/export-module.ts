import type { Plan } from '../policy/plan.js';
import { exampleFile } from './example-file.js';
import type { ExportedFile } from './exported-file.js';
import { importsFile } from './imports-file.js';
import { organizationFile } from './organization-file.js';
import { outputsFile } from './outputs-file.js';
import { policiesFile } from './policies-file.js';
import { readmeFile } from './readme-file.js';
import { unitsFile } from './units-file.js';
import { variablesFile } from './variables-file.js';
import { versionsFile } from './versions-file.js';

export interface ExportSettings {
  /** What stands before the id of every policy in its name. */
  readonly namePrefix: string;
  /** The range of versions of the AWS provider. */
  readonly providerVersion: string;
}

/** A plan as a plain Terraform module, formatted as `terraform fmt` formats. */
export function exportModule(plan: Plan, settings: ExportSettings): readonly ExportedFile[] {
  return [
    readmeFile(plan, settings.namePrefix, settings.providerVersion),
    ...importsFile(plan),
    exampleFile(plan),
    policiesFile(plan),
    organizationFile(plan),
    outputsFile(plan),
    unitsFile(),
    variablesFile(plan, settings.namePrefix),
    versionsFile(settings.providerVersion),
  ];
}
