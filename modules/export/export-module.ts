import type { Plan } from '../policy/plan/plan.js';
import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { importsFile } from './imports-file.js';
import { organizationFile } from './organization-file.js';
import { policiesFile } from './policies-file.js';
import { exampleFile, readmeFile } from './readme-file.js';
import { unitsFile } from './units-file.js';
import { outputsFile, variablesFile, versionsFile } from './variables-file.js';

/** A plan as a plain Terraform module, formatted as `terraform fmt` formats. */
export function exportModule(plan: Plan, settings: ExportSettings): readonly ExportedFile[] {
  return [
    readmeFile(plan, settings),
    ...importsFile(plan),
    exampleFile(settings),
    policiesFile(plan),
    organizationFile(plan),
    outputsFile(plan),
    unitsFile(),
    variablesFile(plan, settings),
    versionsFile(settings.providerVersion),
  ];
}
