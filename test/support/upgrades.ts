import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { synthApp } from './synth-app.js';
import { testedCore } from './tested-core.js';

const fixtures = join(__dirname, '..', 'fixtures', 'upgrades');

/** Versions whose stacks are kept. */
export const earlierVersions = readdirSync(fixtures).sort();

/** What users of an earlier version have deployed, by the name of the stack: the text of `cdk.tf.json`. */
export function stacksOf(version: string): Readonly<Record<string, string>> {
  return readStacks(join(fixtures, version, 'stacks'));
}

/** What their configuration and their app become with the package in a clone; both run in a folder. */
export function stacksAfterUpgrade(
  version: string,
  clone: string,
  folder: string,
): Readonly<Record<string, string>> {
  cpSync(join(fixtures, version, 'chat-guardrails.yaml'), join(folder, 'chat-guardrails.yaml'));
  const configured = synthApp(folder, {}, clone);
  if (configured.status !== 0) throw new Error(configured.stderr);
  const app = join(clone, 'upgraded-app.js');
  writeFileSync(app, testedCore.program(readFileSync(join(fixtures, version, 'constructs.js.txt'), 'utf8')));
  const env = { ...process.env, ...testedCore.variables, CDKTF_OUTDIR: join(folder, 'cdktf.out') };
  const door = join(clone, 'dist', 'modules', testedCore.door);
  const ran = spawnSync(process.execPath, [app, door], { cwd: folder, env, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return { ...configured.stacks, ...readStacks(join(folder, 'cdktf.out', 'stacks')) };
}

/** What the next plan of somebody who upgrades may show: addresses that come or go, and blocks that say something else. */
export function differences(before: string, after: string): string[] {
  const [old, current] = [addressesIn(before), addressesIn(after)];
  const all = [...new Set([...old.keys(), ...current.keys()])].sort();
  return all.flatMap((address) => {
    if (!current.has(address)) return [`gone: ${address}`];
    if (!old.has(address)) return [`new: ${address}`];
    return isDeepStrictEqual(old.get(address), current.get(address)) ? [] : [`changed: ${address}`];
  });
}

/**
 * Every block by its address; documents of policies parsed as far as they are JSON. A plan does not compare conditions:
 * their messages and their order are left out.
 */
function addressesIn(text: string): Map<string, unknown> {
  const { '//': _, terraform, resource = {}, data = {}, ...rest } = JSON.parse(text, asCompared);
  const blocks = new Map<string, unknown>([['terraform.backend', terraform.backend]]);
  for (const [prefix, types] of [
    ['', resource],
    ['data.', data],
  ] as const) {
    for (const [type, named] of Object.entries<Record<string, Record<string, unknown>>>(types)) {
      for (const [name, { '//': __, ...block }] of Object.entries(named)) {
        blocks.set(`${prefix}${type}.${name}`, { ...block, content: parsed(block['content']) });
      }
    }
  }
  for (const [kind, value] of Object.entries(rest)) blocks.set(kind, value);
  return blocks;
}

function asCompared(key: string, value: unknown): unknown {
  if (key === 'postcondition')
    return (value as { condition: string }[]).map(({ condition }) => condition).sort();
  return value;
}

function parsed(content: unknown): unknown {
  try {
    return JSON.parse(String(content));
  } catch {
    return content;
  }
}

function readStacks(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8')]),
  );
}
