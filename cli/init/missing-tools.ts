import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CannotDo } from '../cannot-do.js';
import type { World } from '../world.js';
import { type DeploymentTool, deploymentWith, installCommand } from './deployment.js';

/** What a deployment needs and this machine or project lacks, each with how to get it. */
export function missingTools(world: World, tool: DeploymentTool): readonly CannotDo[] {
  const { packages } = deploymentWith(tool);
  const lacking = Object.entries(packages).filter(([name]) => !isInstalled(world.workingDirectory, name));
  const names = lacking.map(([name]) => `\`${name}\``).join(', ');
  return [
    ...nodeProblem(tool),
    ...(lacking.length === 0
      ? []
      : [new CannotDo(`not installed: ${names}`, installCommand(Object.fromEntries(lacking)))]),
    ...binaryProblem(world.environment),
  ];
}

function nodeProblem(tool: DeploymentTool): readonly CannotDo[] {
  const { node } = deploymentWith(tool);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [fromMajor, fromMinor] = node.from;
  const isOld = major < fromMajor || (major === fromMajor && minor < fromMinor);
  if (!isOld && major <= node.to) return [];
  const message = `\`${tool}-cli\` needs Node ${node.text}; this is ${process.versions.node}`;
  return [new CannotDo(message, 'run the command with Node 22, for example `npx -p node@22 npm run diff`')];
}

/** Whether a package is in the `node_modules` of the folder or of one above it, as Node resolves it. */
export function isInstalled(folder: string, name: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  return dirname(folder) !== folder && isInstalled(dirname(folder), name);
}

function binaryProblem(environment: World['environment']): readonly CannotDo[] {
  const named = environment['TERRAFORM_BINARY_NAME'] || undefined;
  if (isExecutable(named ?? 'terraform', environment)) return [];
  if (named !== undefined) {
    const message = `\`${named}\`, which TERRAFORM_BINARY_NAME names, is not on the PATH`;
    return [new CannotDo(message, 'install it, or unset TERRAFORM_BINARY_NAME')];
  }
  const help = isExecutable('tofu', environment)
    ? 'OpenTofu is installed; to use it, set TERRAFORM_BINARY_NAME=tofu'
    : 'install it from https://developer.hashicorp.com/terraform/install, or install OpenTofu from https://opentofu.org/docs/intro/install and set TERRAFORM_BINARY_NAME=tofu';
  return [new CannotDo('`terraform` is not on the PATH', help)];
}

function isExecutable(name: string, environment: World['environment']): boolean {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = /[\\/]/.test(name) ? [''] : (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => endings.some((ending) => canExecute(join(folder, `${name}${ending}`))));
}

function canExecute(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
