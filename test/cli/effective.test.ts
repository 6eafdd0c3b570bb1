import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import { commandLine } from '../support/command-line.js';
import {
  prod,
  root,
  type SmallPolicy,
  smallOrganizationFile,
  workloads,
} from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string, content: JsonValue | string) =>
  writeFileSync(join(folder(), name), typeof content === 'string' ? content : JSON.stringify(content));
const control = '@@operators_allowed_for_child_policies';

/** A chat policy about the workspaces of Slack. */
function workspaces(name: string, on: string, setting: JsonObject): SmallPolicy {
  return { name, on: [on], content: { chatbot: { platforms: { slack: { workspaces: setting } } } } };
}

const allowed = (...ids: readonly string[]) => ({ chatbot: { platforms: { slack: { workspaces: ids } } } });
const two = [
  workspaces('one', root, { '@@assign': ['T1'] }),
  workspaces('two', prod, { '@@append': ['T2'] }),
];

/** Asks about an organization: 222222222222 stands in Workloads/Prod. */
function effective(organization: JsonValue, ...words: readonly string[]) {
  write('organization.json', organization);
  return commandLine(folder(), 'effective', '--organization', 'organization.json', ...words);
}

const shop = ['--account', '222222222222'] as const;
const current = 'state: current (the organization as it is)\n';
const path = ['chatbot', 'platforms', 'slack', 'workspaces'];

describe('effective', () => {
  test('prints the policy of an account and nothing else', () => {
    const { status, stdout, stderr } = effective(smallOrganizationFile(two), ...shop, '--format', 'json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: current });
    expect(JSON.parse(stdout)).toEqual(allowed('T1', 'T2'));
  });

  test('binds the management account too', () => {
    const { stdout } = effective(smallOrganizationFile(two), '--account', '111111111111');
    expect(JSON.parse(stdout)).toEqual(allowed('T1'));
  });

  test('evaluates the organization after the plan of the configuration that is found, or as it is', () => {
    const configuration = (id: string) =>
      `version: 1\nchatPolicies:\n  - { name: n, targets: root, slack: { client: enabled, workspaces: [${id}] } }\n`;
    write('organization.json', smallOrganizationFile());
    write('elsewhere.yaml', configuration('T8'));
    const slack = (id: string) => ({
      chatbot: { platforms: { slack: { client: 'enabled', workspaces: [id] } } },
    });
    const ask = (...words: readonly string[]) => {
      const fixed = ['effective', '--organization', 'organization.json', '--account', 'shop'];
      const { stdout, stderr } = commandLine(folder(), ...fixed, ...words);
      return [JSON.parse(stdout), stderr];
    };
    expect(ask()).toEqual([{}, current]);
    process.env['CHAT_GUARDRAILS_CONFIG'] = 'elsewhere.yaml';
    const planned = 'state: planned (the organization after the plan of `elsewhere.yaml`)\n';
    expect(ask()).toEqual([slack('T8'), planned]);
    expect(ask('--current')).toEqual([{}, current]);
    delete process.env['CHAT_GUARDRAILS_CONFIG'];
    write('chat-guardrails.yaml', configuration('T9'));
    expect(ask()[0]).toEqual(slack('T9'));
    rmSync(join(folder(), 'chat-guardrails.yaml'));
  });

  test('prints an empty object where nothing is attached', () => {
    const { status, stdout } = effective(smallOrganizationFile(), ...shop);
    expect([status, stdout]).toEqual([0, '{}\n']);
  });

  test('prints a line for every account, in the order of the tree', () => {
    const { status, stdout } = effective(smallOrganizationFile(two), '--all');
    expect(status).toBe(0);
    expect(lines(stdout)).toEqual([
      { state: 'current', accountId: '111111111111', effective: allowed('T1') },
      { state: 'current', accountId: '222222222222', effective: allowed('T1', 'T2') },
      { state: 'current', accountId: '333333333333', effective: allowed('T1') },
    ]);
  });

  test('explains every value by policy, level and operator', () => {
    const { stdout } = effective(smallOrganizationFile(two), ...shop, '--explain', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      state: 'current',
      accountId: '222222222222',
      effective: allowed('T1', 'T2'),
      reasons: [
        { path, value: ['T1'], policy: 'p-policy0000', level: root, operator: '@@assign', ignored: [] },
        { path, value: ['T2'], policy: 'p-policy0001', level: prod, operator: '@@append', ignored: [] },
      ],
    });
  });

  test('explains what did nothing by who stood in its way, and names every peer that gives the same', () => {
    const peers = [['T1'], ['T2'], ['T1']].map((ids, index) =>
      workspaces(`peer ${index}`, root, { '@@assign': ids }),
    );
    const file = smallOrganizationFile(peers);
    const unknown = { ...file, root: { ...(file['root'] as JsonObject), attachmentOrderKnown: false } };
    const { stdout } = effective(unknown, ...shop, '--explain', '--format', 'json');
    const [first, second, third] = ['p-policy0000', 'p-policy0001', 'p-policy0002'];
    const inVain = { why: 'assigned-by-earlier-peer', level: root, operator: '@@assign' };
    const by = [{ policy: first, level: root, operator: '@@assign' }];
    const { reasons, alternatives } = JSON.parse(stdout);
    expect(reasons[0].ignored).toEqual([
      { ...inVain, policy: second, value: ['T2'], by, attachmentOrderKnown: false },
      { ...inVain, policy: third, value: ['T1'], by, attachmentOrderKnown: false },
    ]);
    expect(alternatives[0].alternatives).toEqual([
      { value: ['T1'], first, orFirst: [third], level: root },
      { value: ['T2'], first: second, orFirst: [], level: root },
    ]);
  });

  test("gives AWS's reason where the type is not enabled", () => {
    const off = smallOrganizationFile(two, { enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] });
    const one = effective(off, ...shop);
    expect([one.status, one.stdout]).toEqual([2, '']);
    expect(one.stderr).toContain('The specified policy type is not enabled.');
    const all = effective(off, '--all');
    expect(all.status).toBe(2);
    expect(lines(all.stdout)[0]).toEqual({
      state: 'current',
      accountId: '111111111111',
      error: 'policy-type-not-enabled',
    });
  });

  test('shows what depends on an unknown attachment order', () => {
    const peers = [
      workspaces('one', root, { '@@assign': ['T1'] }),
      workspaces('two', root, { '@@assign': ['T2'] }),
    ];
    const file = smallOrganizationFile(peers);
    const unknown = { ...file, root: { ...(file['root'] as JsonObject), attachmentOrderKnown: false } };
    const one = effective(unknown, ...shop);
    expect(JSON.parse(one.stdout)).toEqual(allowed('T1'));
    expect(one.stderr).toContain('Depends on an unknown attachment order');
    const all = effective(unknown, '--all');
    expect(lines(all.stdout)[1]).toMatchObject({ dependsOnAttachmentOrder: [path] });
    const known = effective(file, '--all');
    expect(known.stdout).not.toContain('dependsOnAttachmentOrder');
  });

  test('does not answer if a part that the answer depends on is missing', () => {
    const missing = [{ what: 'attachments', id: prod, reason: 'AccessDenied' }];
    const one = effective(smallOrganizationFile(two, { missing }), ...shop);
    expect([one.status, one.stdout]).toEqual([2, '']);
    expect(one.stderr).toContain(`attachments of ${prod} (AccessDenied)`);
    const all = effective(smallOrganizationFile(two, { missing }), '--all');
    expect(all.status).toBe(0);
    expect(lines(all.stdout)).toMatchObject([{ effective: allowed('T1') }, { error: 'missing' }, {}]);
  });

  test('reports accounts that could not be read, with `--all` and where one does not exist', () => {
    const missing = ['accounts', 'organizationalUnits', 'tags'].map((what) => ({
      what,
      id: what === 'tags' ? 'p-policy0000' : prod,
      reason: 'AccessDenied',
    }));
    const partial = smallOrganizationFile(two, { missing });
    const unread = `accounts could not be read below \`${prod}\` (AccessDenied)`;
    const all = effective(partial, '--all');
    expect(all.status).toBe(0);
    expect(lines(all.stdout)).toHaveLength(3);
    expect(all.stderr).toBe(`warning: ${unread}; this answer is without them\n`);
    const nobody = effective(partial, '--account', '444444444444');
    expect([nobody.status, nobody.stdout]).toEqual([2, '']);
    expect(nobody.stderr).toContain(`help: ${unread}; the organization has 3 accounts`);
    expect(effective(partial, ...shop).stderr).toBe(current);
  });

  test('warns about what policies on the way do in vain, and only about those', () => {
    const locked = [
      workspaces('lock', root, { '@@assign': ['T1'], [control]: ['@@none'] }),
      workspaces('vain', workloads, { '@@assign': ['T2'] }),
    ];
    const below = effective(smallOrganizationFile(locked), ...shop);
    expect(JSON.parse(below.stdout)).toEqual(allowed('T1'));
    expect(below.stderr).toContain('operator-forbidden-by-parent');
    expect(below.stderr).toContain('`@@assign` of `vain`');
    expect(effective(smallOrganizationFile(locked), '--account', '333333333333').stderr).toBe(current);
    expect(effective(smallOrganizationFile(locked), '--all').stderr).toContain('`vain`');
  });

  test('refuses an unknown account, a contradictory file, and one that is not JSON', () => {
    const nobody = effective(smallOrganizationFile(two), '--account', '222222222223');
    expect([nobody.status, nobody.stdout]).toEqual([2, '']);
    expect(nobody.stderr).toContain('did you mean `222222222222`?');
    const twice = effective(smallOrganizationFile(two, { managementAccountId: 'x' }), ...shop);
    expect([twice.status, twice.stdout]).toEqual([1, '']);
    expect(twice.stderr).toContain('organization.json:1:');
    expect(effective('{', ...shop).status).toBe(2);
  });
});

function lines(text: string): readonly JsonValue[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonValue);
}
