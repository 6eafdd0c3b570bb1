import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import { effectivePolicyServer } from '../support/effective-policy-server.js';
import { prepareGuideFolder } from '../support/guide-folder.js';
import { runCli } from '../support/run-cli.js';
import { simulatorServer } from '../support/simulator-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const page = join(__dirname, '..', '..', 'docs', 'guides', 'prove-it.md');
/** A command that asks AWS, and what it prints. */
const step = /^```sh aws\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm;

test('every command of the guide prints what the guide shows (RECORD=prove-it writes it)', async () => {
  prepareGuideFolder(folder());
  await deploy();
  const { stdout } = await runCli(['effective', '--all'], { cwd: folder() });
  const effective = new Map<string, JsonValue>(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ accountId, effective: policy }) => [accountId, policy]),
  );
  // The second time the account is asked about, a workspace is in force that was removed.
  const differing = (id: string): JsonValue =>
    JSON.parse(JSON.stringify(effective.get(id)).replace('["T0COMPANY1"]', '["T0COMPANY1","T0PARTNERS"]'));
  const organizations = await effectivePolicyServer({
    organizationId: 'o-c0mpany123',
    effective: (id, nth) => (nth === 2 ? differing(id) : effective.get(id)),
  });
  const iam = await simulatorServer();
  const text = readFileSync(page, 'utf8');
  const parts: string[] = [];
  try {
    let end = 0;
    for (const { index, 0: whole, 1: script = '' } of text.matchAll(step)) {
      const output = await run(script, {
        AWS_ENDPOINT_URL_ORGANIZATIONS: organizations.endpoint,
        AWS_ENDPOINT_URL_IAM: iam.endpoint,
      });
      parts.push(text.slice(end, index), `\`\`\`sh aws\n${script}\`\`\`\n\n\`\`\`text\n${output}\`\`\``);
      end = index + whole.length;
    }
    parts.push(text.slice(end));
  } finally {
    await Promise.all([organizations.close(), iam.close()]);
  }
  if (process.env['RECORD'] === 'prove-it') writeFileSync(page, parts.join(''));
  else expect(parts.join('')).toBe(text);
}, 300_000);

/** The organization file as it is collected after the deployment of the company example. */
async function deploy(): Promise<void> {
  const path = join(folder(), 'organization.json');
  const organization: { policies: Record<string, JsonObject>; root: Unit } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const { stdout } = await runCli(['plan', '--format', 'json'], { cwd: folder() });
  const { policies }: { policies: readonly Planned[] } = JSON.parse(stdout);
  detachChatPolicies(organization.root);
  for (const [index, { name, type, content, targets }] of policies.entries()) {
    const id = `p-deployed0${index}`;
    const tags = { 'chat-guardrails:environment': 'default' };
    organization.policies[id] = { name, type, awsManaged: false, content, tags };
    for (const target of targets) unitAt(organization.root, target).policies.push(id);
  }
  writeFileSync(path, JSON.stringify(organization));
}

interface Planned {
  readonly name: string;
  readonly type: string;
  readonly content: JsonObject;
  readonly targets: readonly string[];
}

interface Unit {
  readonly name: string;
  policies: string[];
  readonly organizationalUnits?: readonly Unit[];
}

function detachChatPolicies(root: Unit): void {
  root.policies = root.policies.filter((id) => id !== 'p-chat000001');
}

function unitAt(root: Unit, target: string): Unit {
  const names = target === 'root' ? [] : target.split('/');
  return names.reduce((unit, name) => {
    const child = unit.organizationalUnits?.find((one) => one.name === name);
    if (child === undefined) throw new Error(`the company has no OU ${target}`);
    return child;
  }, root);
}

function run(script: string, endpoints: Readonly<Record<string, string>>): Promise<string> {
  const { npm_lifecycle_event: _, ...environment } = process.env;
  const env = {
    ...environment,
    ...endpoints,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_REGION: 'us-east-1',
    NODE_NO_WARNINGS: '1',
    PATH: [join(folder(), '.bin'), environment['PATH']].join(delimiter),
  };
  const child = spawn('sh', ['-ec', script], { cwd: folder(), env });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(`\`${script}\` ended with ${status}: ${errors}`));
    });
  });
}
