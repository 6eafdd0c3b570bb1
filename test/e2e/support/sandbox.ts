import { changes } from './changes.js';
import type { Core } from './core.js';
import { emulator } from './emulator.js';
import type { Tools } from './find-tools.js';
import { type Moto, startMoto } from './moto.js';
import { makeOrganization, type Units } from './organization.js';
import { createProject, type Project } from './project.js';
import type { Terraform } from './terraform.js';

/** The name of the only stack of a configuration without environments. */
export const stack = 'chat-guardrails';

/** A project and an organization of its own to deploy it to. */
export interface Sandbox {
  readonly moto: Moto;
  readonly project: Project;
  /** Ids by what a configuration calls them: `root`, and units by their paths. */
  readonly targets: ReadonlyMap<string, string>;
  /** In the root, where they are made. */
  readonly accounts: readonly string[];
  /** Writes the configuration and runs `cdktf deploy`; what it printed. Throws with that when it fails. */
  readonly deploy: Run<Promise<string>>;
  /** Writes the configuration and synthesizes it; Terraform in the folder of its stack. */
  readonly synth: Run<Terraform>;
  /** What Terraform would do. */
  readonly preview: Run<string[]>;
  /** Runs `cdktf destroy`; what it printed. */
  readonly destroy: (configuration: object) => Promise<string>;
  readonly stop: () => void;
}

/** With variables of the environment. */
type Run<Result> = (configuration: object, variables?: Readonly<Record<string, string>>) => Result;

/** What an organization and a project are made of. */
export interface SandboxSettings {
  readonly name: string;
  readonly units: Units;
  readonly accounts?: number;
  /** Default: cdktf with bindings 20.1.0. */
  readonly core?: Core;
}

/** Starts moto, makes an organization in it, and a project whose provider speaks to it. */
export async function startSandbox(tools: Tools, settings: SandboxSettings): Promise<Sandbox> {
  const project = createProject(settings.name, tools, settings.core);
  const moto = await startMoto(tools);
  const { rootId, units, accounts } = await makeOrganization(moto, settings.units, settings.accounts);
  const configure = (configuration: object): void =>
    project.configure({ version: 1, provider: emulator(moto), ...configuration });
  const cdktf = async (command: string, configuration: object, variables = {}): Promise<string> => {
    configure(configuration);
    const words = [command, '--auto-approve', '--skip-provider-lock'];
    const { code, output } = await project.cdktf(words, variables);
    if (code !== 0) throw new Error(output);
    return output;
  };
  const synth: Sandbox['synth'] = (configuration, variables) => {
    configure(configuration);
    const { status, output } = project.synth(variables);
    if (status !== 0) throw new Error(output);
    return project.terraform(stack);
  };
  return {
    moto,
    project,
    targets: new Map([['root', rootId], ...units]),
    accounts,
    deploy: (configuration, variables) => cdktf('deploy', configuration, variables),
    synth,
    preview: (configuration, variables) => changes(synth(configuration, variables)),
    destroy: (configuration) => cdktf('destroy', configuration),
    stop: () => moto.stop(),
  };
}
