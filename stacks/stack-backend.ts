import { TerraformBackend, type TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';
import type { BackendSettings } from '../modules/config/configuration.js';
import { quotedInExpression } from '../modules/constructs/terraform-text.js';

/**
 * The backend of a stack. One class for all kinds: cdktf's own write absolute paths (local), look for a Terraform on
 * the PATH (cloud), lack settings (s3) and cannot be left out (none).
 */
export class StackBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly settings: BackendSettings,
  ) {
    super(scope, 'backend', settings.kind === 'none' ? 'local' : settings.kind);
  }

  override toTerraform(): object {
    return blockOf(this.settings, attributesOf(this.settings));
  }

  override toHclTerraform(): object {
    const { workspaces, ...attributes } = inQuotes(attributesOf(this.settings)) as Attributes;
    if (workspaces === undefined) return blockOf(this.settings, attributes);
    return blockOf(this.settings, {
      ...attributes,
      workspaces: { value: workspaces, isBlock: true, type: 'map' },
    });
  }

  override toMetadata(): object {
    const { settings } = this;
    if (settings.kind !== 'cloud' && settings.kind !== 'remote') return super.toMetadata();
    const service = (settings.hostname ?? 'app.terraform.io') === 'app.terraform.io' ? 'tfc' : 'tfe';
    return { ...super.toMetadata(), cloud: service };
  }

  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error('the stacks of this app do not refer to each other');
  }
}

interface Attributes {
  readonly workspaces?: object;
  readonly [name: string]: unknown;
}

function blockOf(settings: BackendSettings, attributes: Attributes): object {
  if (settings.kind === 'none') return {};
  if (settings.kind === 'cloud') return { terraform: { cloud: attributes } };
  return { terraform: { backend: { [settings.kind]: attributes } } };
}

function attributesOf(settings: BackendSettings): Attributes {
  switch (settings.kind) {
    case 'none':
      return {};
    case 'local':
      return { path: besideTheOutput(settings.path) };
    case 'cloud': {
      const { organization, hostname, project, workspaces } = settings;
      const which = workspaces.kind === 'name' ? { name: workspaces.name } : { tags: workspaces.tags };
      return { organization, hostname, workspaces: { ...which, project } };
    }
    case 'remote': {
      const { organization, hostname, workspaces } = settings;
      const which = workspaces.kind === 'name' ? { name: workspaces.name } : { prefix: workspaces.prefix };
      return { organization, hostname, workspaces: which };
    }
    case 's3': {
      const { kind, kmsKeyId, roleArn, useLockfile, ...same } = settings;
      return {
        ...same,
        use_lockfile: useLockfile,
        kms_key_id: kmsKeyId,
        assume_role: roleArn === undefined ? undefined : { role_arn: roleArn },
      };
    }
  }
}

/** A value with its strings escaped for HCL. Terraform reads the settings of a backend literally in JSON, but not in HCL. */
function inQuotes(value: unknown): unknown {
  if (typeof value === 'string') return quotedInExpression(value);
  if (Array.isArray(value)) return value.map(inQuotes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inQuotes(part)]));
}

/**
 * Terraform runs in `cdktf.out/stacks/NAME`, which cdktf removes together with its stack: a relative path begins at
 * the folder that holds `cdktf.out`.
 */
function besideTheOutput(path: string): string {
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) ? path : `../../../${path}`;
}
