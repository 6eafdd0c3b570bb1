import { join, resolve } from 'node:path';
import type { ExportedFile } from '../../modules/export/exported-file.js';
import { leavingFile } from '../../modules/export/leaving-file.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import { isJsonObject } from '../../modules/policy/text/json.js';
import { CannotDo } from '../cannot-do.js';
import type { World } from '../world.js';

/**
 * The caller that takes over the state of a stack, from the stack's folder (`cdktf.out/stacks/NAME`). Throws
 * `CannotDo` when there is no such stack, or when it is not the one of the plan.
 */
export function leavingCaller(world: World, stackFolder: string, plan: Plan): ExportedFile {
  const file = join(stackFolder, 'cdk.tf.json');
  const caller = leavingFile(plan, parse(file, world));
  if ('file' in caller) return caller.file;
  throw new CannotDo(
    `\`${file}\` is not the stack of this plan: ${caller.mismatch}`,
    'deploy the configuration as it is, and export again',
  );
}

function parse(file: string, world: World) {
  const text = world.readFile(resolve(world.workingDirectory, file), { largestMegabytes: 256 });
  try {
    const stack: unknown = JSON.parse(text);
    if (isJsonObject(stack)) return stack;
  } catch {
    // Told below.
  }
  throw new CannotDo(
    `\`${file}\` is not what CDKTF synthesizes`,
    'name a folder such as cdktf.out/stacks/NAME',
  );
}
