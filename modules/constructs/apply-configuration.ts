import { readFileSync } from 'node:fs';
import { Annotations, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { loadActionCatalogue } from '../actions/load-action-catalogue.js';
import {
  type PlannedEnvironment,
  planConfiguration,
  type Surroundings,
} from '../config/plan-configuration.js';
import { documentReader } from '../config/read-document.js';
import { readOrganizationText } from '../policy/organization/read-organization.js';
import { finding, type Problem } from '../policy/problems/problem.js';
import { decodeUtf8, encodingReasons } from '../policy/text/decode-utf8.js';
import { alternatives, quoted } from '../policy/text/quote.js';
import { AppliedPlan } from './applied-plan.js';

/** The props of `applyConfiguration`. */
export interface ApplyConfigurationProps {
  /** The path of the configuration file, relative to the working directory. */
  readonly file: string;
  /** The environment of the file. Default: its only one. */
  readonly environment?: string;
  /** The wave of a staged rollout. Default: the one that the file names. */
  readonly wave?: string;
  /** Whether Terraform checks, when it plans, that the organization is ready. Default: the setting of the file. */
  readonly checkPrerequisites?: boolean;
  /** Whether a `document` may be outside the folder of the configuration file. Default: false. */
  readonly allowOutside?: boolean;
  /** Default: the stack's AWS provider without an alias. The provider settings of the file are not used. */
  readonly provider?: TerraformProvider;
}

/**
 * Deploys the policies of a configuration file in your own stack. Throws one error with all errors of the file;
 * warnings become annotations. Paths in the file are relative to it.
 * @example
 * const applied = applyConfiguration(stack, 'chat', { file: 'chat-guardrails.yaml' });
 * applied.get('slack-only').policy.addOverride('lifecycle.prevent_destroy', true);
 */
export function applyConfiguration(
  scope: Construct,
  id: string,
  props: ApplyConfigurationProps,
): AppliedPlan {
  const { file, wave, provider } = props;
  const decoded = decodeUtf8(readFileSync(file));
  if (!('text' in decoded)) throw new Error(`cannot read ${quoted(file)}: ${encodingReasons[decoded.found]}`);
  const source = { text: decoded.text, file };
  const { environments, problems } = planConfiguration(source, surroundingsOf(props), { wave });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const lines = errors.map((error) => `  ${renderPlaced(error)}`);
    const message = `the configuration ${quoted(file)} cannot be deployed:\n${lines.join('\n')}`;
    throw Object.assign(new Error(message), { problems: errors });
  }
  const { environment, organization, plan = { policies: [] } } = chosen(environments, props);
  const applied = new AppliedPlan(scope, id, {
    plan,
    organization,
    checkPrerequisites: props.checkPrerequisites ?? environment.prerequisites === 'check',
    ...(provider === undefined ? {} : { provider }),
  });
  for (const problem of problems.filter(({ severity }) => severity === 'warning')) {
    Annotations.of(applied).addWarning(renderPlaced(problem));
  }
  return applied;
}

function chosen(
  environments: readonly PlannedEnvironment[],
  { file, environment }: ApplyConfigurationProps,
): PlannedEnvironment {
  const names = environments.map((each) => each.environment.name);
  const [only, ...others] = environments;
  const found =
    environment === undefined && others.length === 0
      ? only
      : environments.find((each) => each.environment.name === environment);
  if (found !== undefined) return found;
  const problem =
    environment === undefined ? 'has several environments' : `has no environment ${quoted(environment)}`;
  throw new Error(
    `the configuration ${quoted(file)} ${problem}; pass \`environment\`: ${alternatives(names)}`,
  );
}

/** The files beside the configuration, and today's date. */
function surroundingsOf({ file, allowOutside }: ApplyConfigurationProps): Surroundings {
  const readOrganizationFile = documentReader(file, { allowOutside: true });
  return {
    readDocument: documentReader(file, { allowOutside }),
    readOrganization: (path) => {
      const read = readOrganizationFile(path);
      if ('text' in read) return readOrganizationText({ text: read.text, file: path });
      const facts = { rule: 'file', found: path, reason: read.reason } as const;
      return {
        problems: [{ ...finding('unreadable-document', 'error', { path: [] }, facts), file: path }],
      };
    },
    today: new Date().toISOString().slice(0, 10),
    catalogue: loadActionCatalogue(),
  };
}

/** A problem in one line: file and line, what, and what to do. */
function renderPlaced({ file, line, column, message, help }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return `${place}: ${message}${help === undefined ? '' : `; ${help}`}`;
}
