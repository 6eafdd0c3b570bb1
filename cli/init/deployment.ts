import { shellQuoted } from '../completion/completion-scripts.js';

/** The tools that deploy a configuration from an installed package. */
export const deploymentTools = ['cdktf', 'cdktn', 'terraform'] as const;

/** One of them: CDKTF, CDK Terrain, or Terraform (or OpenTofu) with the exported module. */
export type DeploymentTool = (typeof deploymentTools)[number];

/** What a project needs to deploy with one tool. */
export interface Deployment {
  /** Packages beside this one, with the versions that are tested together. */
  readonly packages: Readonly<Record<string, string>>;
  /** Versions of Node that the tool's command line runs on. */
  readonly node: { readonly from: readonly [number, number]; readonly to: number; readonly text: string };
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Scripts of `package.json`. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Lines of `.gitignore`. */
  readonly ignored: readonly string[];
}

/** The folder of the caller; the module is a folder in it. */
export const terraformFolder = 'terraform';
/** The folder of the exported module. */
export const moduleFolder = `${terraformFolder}/chat-guardrails`;

const state = ['*.tfstate', '*.tfstate.*'];

/** The configuration of a deployment. */
export interface DeployedConfiguration {
  /** Its file, where it does not have a default name. */
  readonly config?: string | undefined;
  /** The environment, where it has several. */
  readonly environment?: string | undefined;
}

/** What a project needs to deploy a configuration with a tool. */
export function deploymentWith(
  tool: DeploymentTool,
  { config, environment }: DeployedConfiguration = {},
): Deployment {
  const file = config === undefined ? '' : ` --config ${word(config)}`;
  const check = `chat-guardrails check${file} --deploy ${tool}`;
  if (tool !== 'terraform') return cdkDeployment(tool, check, config);
  const named = environment === undefined ? '' : ` --environment ${word(environment)}`;
  const exporting = `chat-guardrails export${file}${named} -o ${moduleFolder}`;
  const terraform = `\${TERRAFORM_BINARY_NAME:-terraform} -chdir=${terraformFolder}`;
  const before = `${check} && ${exporting} && ${terraform} init && ${terraform}`;
  return {
    packages: {},
    node: { from: [20, 9], to: Number.POSITIVE_INFINITY, text: '20, 22 or 24' },
    files: [],
    scripts: { diff: `${before} plan`, deploy: `${before} apply` },
    ignored: ['node_modules/', '.terraform/', ...state],
  };
}

/** A word of a shell script. */
function word(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : shellQuoted(text);
}

const cdkNeeds: Readonly<Record<'cdktf' | 'cdktn', Pick<Deployment, 'packages' | 'node'>>> = {
  cdktf: {
    packages: {
      cdktf: '0.21.0',
      constructs: '10.4.2',
      '@cdktf/provider-aws': '21.22.1',
      'cdktf-cli': '0.21.0',
    },
    node: { from: [20, 9], to: 22, text: '20 or 22' },
  },
  cdktn: {
    packages: {
      cdktn: '0.24.0',
      constructs: '10.7.0',
      '@cdktn/provider-aws': '25.7.0',
      'cdktn-cli': '0.24.0',
    },
    node: { from: [22, 19], to: Number.POSITIVE_INFINITY, text: '22.19 or later' },
  },
};

function cdkDeployment(tool: 'cdktf' | 'cdktn', check: string, config: string | undefined): Deployment {
  const project = { language: 'typescript', app: 'node main.mjs', sendCrashReports: 'false' };
  const app = `'cdktf-chat-guardrails/${tool === 'cdktf' ? 'app' : 'app-cdktn'}'`;
  const run =
    config === undefined
      ? `import ${app};\n`
      : `process.env.CHAT_GUARDRAILS_CONFIG ||= ${JSON.stringify(config)};\nawait import(${app});\n`;
  return {
    ...cdkNeeds[tool],
    files: [
      { path: 'cdktf.json', text: `${JSON.stringify(project, null, 2)}\n` },
      {
        path: 'main.mjs',
        text: `// The app that cdktf.json names: one stack for each environment of the configuration.\n${run}`,
      },
    ],
    scripts: {
      diff: `${check} && ${tool} diff`,
      deploy: `${check} && ${tool} deploy`,
      destroy: `${tool} destroy`,
    },
    ignored: ['node_modules/', 'cdktf.out/', '.terraform/', ...state],
  };
}

/** The command that installs packages with the tested versions. */
export function installCommand(packages: Readonly<Record<string, string>>): string {
  const named = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  return `npm install --save-exact ${named.join(' ')}`;
}
