import { join, resolve } from 'node:path';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { hasErrors, type Problem } from '../../modules/policy/problems/problem.js';
import { isJsonObject, type JsonObject } from '../../modules/policy/text/json.js';
import { CannotDo } from '../cannot-do.js';
import { exportedModule } from '../commands/export.js';
import { unlessAbsent } from '../find-configuration.js';
import type { World } from '../world.js';
import {
  type DeployedConfiguration,
  type Deployment,
  type DeploymentTool,
  deploymentWith,
  installCommand,
  moduleFolder,
  terraformFolder,
} from './deployment.js';
import { isInstalled, missingTools } from './missing-tools.js';

/** The configuration to deploy, and files that are written with the deployment. */
interface ToDeploy extends DeployedConfiguration {
  readonly files: readonly ExportedFile[];
}

/** Everything that a deployment adds to a project, not yet written. */
export interface PreparedDeployment {
  readonly files: readonly ExportedFile[];
  /** Files that exist and get additions. */
  readonly changed: readonly ExportedFile[];
  readonly module: readonly ExportedFile[];
  readonly notes: readonly string[];
  /** The commands to run next. */
  readonly next: readonly string[];
  readonly problems: readonly Problem[];
}

/** Works out what to write; only problems where the configuration has errors. Throws `CannotDo` for files in the way. */
export function prepareDeployment(
  world: World,
  { files, ...configuration }: ToDeploy,
  tool: DeploymentTool,
): PreparedDeployment | { readonly problems: readonly Problem[] } {
  const deployment = deploymentWith(tool, configuration);
  const module =
    tool === 'terraform' ? moduleOf(world, { files, ...configuration }) : { files: [], problems: [] };
  if (hasErrors(module.problems)) return { problems: module.problems };
  const wanted = [...deployment.files, ...callerOf(module.files)];
  const added = wanted.filter(({ path, text }) => existing(world, path) !== text);
  const scripts = withScripts(existing(world, 'package.json'), deployment);
  const ignored = withIgnored(existing(world, '.gitignore'), deployment);
  const edits = [scripts.file, ignored].filter((edit) => edit !== undefined);
  const isNew = ({ path }: ExportedFile): boolean => existing(world, path) === undefined;
  return {
    files: [...files, ...added, ...edits.filter(isNew)],
    changed: edits.filter((edit) => !isNew(edit)),
    module: module.files,
    problems: module.problems,
    notes: scripts.kept.map(
      (name) => `package.json keeps its script \`${name}\`; the deployment's is: ${deployment.scripts[name]}`,
    ),
    next: nextCommands(world, tool, deployment, scripts.kept),
  };
}

/** Writes it; returns what is new for the user to read. */
export function writeDeployment(
  world: World,
  { files, changed, module, notes, next }: PreparedDeployment,
  force: true | undefined,
) {
  const folder = world.workingDirectory;
  const edits = changed.map((edit) => ({ ...edit, replaces: true as const }));
  world.writeFiles([
    { folder, files: [...files, ...edits], force },
    ...(module.length === 0
      ? []
      : [{ folder: join(folder, moduleFolder), files: module, isModule: true as const, force }]),
  ]);
  const paths = [...files.map(({ path }) => path), ...(module.length === 0 ? [] : [`${moduleFolder}/`])];
  const added = changed.map(({ path }) => `added to ${path}`);
  return { files: paths, notes: [...added, ...notes], next };
}

function existing(world: World, path: string): string | undefined {
  return unlessAbsent(() => world.readFile(resolve(world.workingDirectory, path)));
}

/** The exported module of the configuration, which may be among the files that are not yet written. */
function moduleOf(world: World, { files, config, environment }: ToDeploy) {
  const texts = new Map(files.map(({ path, text }) => [resolve(world.workingDirectory, path), text]));
  const readFile: World['readFile'] = (path, options) => texts.get(path) ?? world.readFile(path, options);
  return exportedModule(
    { ...(config && { config }), ...(environment && { environment }) },
    { ...world, readFile },
  );
}

/** The module's example of a caller, as the caller of this project. */
function callerOf(module: readonly ExportedFile[]): readonly ExportedFile[] {
  const example = 'examples/complete/';
  return module
    .filter(({ path }) => path.startsWith(example))
    .map(({ path, text }) => ({
      path: join(terraformFolder, path.slice(example.length)),
      text: text.replace('source = "../.."', 'source = "./chat-guardrails"'),
    }));
}

/** `package.json` with the scripts of a deployment; `kept` names those of the project that differ. */
function withScripts(text: string | undefined, { scripts }: Deployment) {
  const project = text === undefined ? { private: true } : parsed(text);
  const { scripts: written = {} }: JsonObject = project;
  const own = isJsonObject(written) ? written : {};
  const kept = Object.keys(scripts).filter((name) => (own[name] ?? scripts[name]) !== scripts[name]);
  const merged = { ...scripts, ...own };
  if (Object.keys(merged).length === Object.keys(own).length) return { file: undefined, kept };
  const indent = /^[ \t]+/m.exec(text ?? '')?.[0] ?? '  ';
  const file = {
    path: 'package.json',
    text: `${JSON.stringify({ ...project, scripts: { ...own, ...merged } }, null, indent)}\n`,
  };
  return { file, kept };
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Reported below.
  }
  throw new CannotDo(
    '`package.json` is not a JSON object',
    'correct it, or run the command in another folder',
  );
}

/** `.gitignore` with the lines that it lacks; undefined where it lacks none. */
function withIgnored(text: string | undefined, { ignored }: Deployment): ExportedFile | undefined {
  const lines = text?.split(/\r?\n/) ?? [];
  const lacking = ignored.filter((line) => !lines.includes(line) && !lines.includes(line.replace(/\/$/, '')));
  if (lacking.length === 0) return undefined;
  const before = text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;
  return { path: '.gitignore', text: `${before}${lacking.join('\n')}\n` };
}

function nextCommands(
  world: World,
  tool: DeploymentTool,
  { packages, scripts }: Deployment,
  kept: readonly string[],
): readonly string[] {
  const self = isInstalled(world.workingDirectory, 'cdktf-chat-guardrails')
    ? []
    : ['npm install cdktf-chat-guardrails'];
  const install = Object.keys(packages).length === 0 ? [] : [installCommand(packages)];
  const others = missingTools(world, tool).filter(({ message }) => !message.startsWith('not installed'));
  const hints = others.map(({ message, help }) => `# ${message}: ${help}`);
  const run = ['diff', 'deploy'].map((name) =>
    kept.includes(name) ? `npx -c '${scripts[name]}'` : `npm run ${name}`,
  );
  return [...self, ...install, ...hints, ...run];
}
