import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const tenant = '11111111-2222-3333-4444-aaaaaaaaaaaa';
const team = '11111111-2222-3333-4444-cccccccccccc';

/** Warnings as `kind policy`, of a configuration in which `above` stands on `root` and `own` on a unit. */
function told(above: string, own: string, targets = 'Workloads'): readonly string[] {
  const configuration = `version: 1
chatPolicies:
  - { name: above, targets: root, ${above} }
  - { name: own, targets: ${targets}, ${own} }
`;
  writeFileSync(join(folder(), 'chat-guardrails.yaml'), configuration);
  const { stdout } = commandLine(folder(), 'check', 'chat-guardrails.yaml', '--format', 'json');
  return warningsIn(stdout).map(({ kind, path }) => `${kind} ${path.slice(1).join('.')}`);
}

interface FoundProblem {
  readonly kind: string;
  readonly path: readonly (string | number)[];
}

/** The problems that `check` printed, without the note that there is no organization file here. */
function warningsIn(stdout: string): readonly FoundProblem[] {
  const { problems }: { readonly problems: readonly FoundProblem[] } = JSON.parse(stdout);
  return problems.filter(({ kind }) => kind !== 'references-not-checked');
}

const nothing = 'default: enabled';

describe('a platform enabled without a list', () => {
  const enables = 'slack: enabled';

  it.each([
    ['a policy above sets the list', 'slack: { workspaces: T1 }', enables],
    ['a policy above sets tenants', `microsoftTeams: { tenants: all }`, 'microsoftTeams: enabled'],
  ])('is fine where %s', (_, above, own) => {
    expect(told(above, own)).toEqual([]);
  });

  it('is reported if the policy above sets another platform', () => {
    expect(told(nothing, enables)).toEqual(['enabled-without-list 1.slack']);
    expect(told('microsoftTeams: { tenants: all }', enables)).toEqual(['enabled-without-list 1.slack']);
  });

  it('is reported if the list is set below it, and where it is missing at one of its targets', () => {
    const below = told(enables, 'slack: { workspaces: T1 }');
    expect(below).toEqual(['enabled-without-list 0.slack']);
    const somewhere = `version: 1
chatPolicies:
  - { name: list, targets: A, slack: { workspaces: T1 } }
  - { name: own, targets: [A/B, C], slack: enabled }
`;
    writeFileSync(join(folder(), 'somewhere.yaml'), somewhere);
    const { stdout } = commandLine(folder(), 'check', 'somewhere.yaml', '--format', 'json');
    expect(warningsIn(stdout)).toMatchObject([{ kind: 'enabled-without-list', line: 4 }]);
  });
});

describe('a policy that disables everything', () => {
  const off = 'default: disabled';

  it.each([
    ['a policy below enables a platform', 'slack: { client: enabled, workspaces: T1 }'],
    ['a policy below enables what has no setting of its own', 'default: enabled'],
  ])('is fine where %s', (_, own) => {
    expect(told(off, own)).toEqual([]);
  });

  it('is reported if one of its targets has nothing below it that enables anything', () => {
    const targets = `version: 1
chatPolicies:
  - { name: off, targets: [A, B], default: disabled }
  - { name: own, targets: A/C, slack: { client: enabled, workspaces: T1 } }
`;
    writeFileSync(join(folder(), 'targets.yaml'), targets);
    const { stdout } = commandLine(folder(), 'check', 'targets.yaml', '--format', 'json');
    expect(warningsIn(stdout)).toMatchObject([{ kind: 'all-chat-disabled', line: 3 }]);
  });

  it('is reported if nothing below enables anything', () => {
    expect(told(off, 'slack: disabled')).toEqual(['all-chat-disabled 0']);
    expect(told(off, 'chime: disabled')).toEqual(['all-chat-disabled 0']);
    expect(told('default: { assign: disabled, children: none }', 'default: enabled')).toEqual(
      expect.arrayContaining(['all-chat-disabled 0']),
    );
  });
});

describe('an override', () => {
  const slack = 'slack: { workspaces: T1, overrides: { T2: { channelTypes: private } } }';
  const teams = `microsoftTeams: { tenants: { "${team}": all }, overrides: { "${tenant}": { "${team}": { roleSettings: user_role } } } }`;

  it('for a workspace that a lock above keeps in the list is fine', () => {
    const locked = 'slack: { workspaces: { assign: [T1, T2], children: none } }';
    expect(told(locked, slack).filter((line) => line.startsWith('override'))).toEqual([]);
    expect(told(nothing, slack)).toEqual(['override-not-allowed 1.slack.overrides.T2']);
  });

  it('for a workspace that a policy below allows is fine', () => {
    const above = 'slack: { workspaces: T1, overrides: { T2: { channelTypes: private } } }';
    expect(told(above, 'slack: { workspaces: { append: T2 } }')).toEqual([]);
    expect(told(above, 'slack: { workspaces: { append: T3 } }')).toEqual([
      'override-not-allowed 0.slack.overrides.T2',
    ]);
  });

  it('for a tenant that a policy above allows is fine', () => {
    expect(told(`microsoftTeams: { tenants: { "${tenant}": all } }`, teams)).toEqual([]);
    expect(told(`microsoftTeams: { tenants: { "*": all } }`, teams)).toEqual([]);
    expect(told(nothing, teams)).toEqual([`override-not-allowed 1.microsoftTeams.overrides.${tenant}`]);
  });
});

describe('a policy with a lock on a unit and on one below it', () => {
  const locks = 'slack: { client: { assign: enabled, children: none }, workspaces: T1 }';

  it('forbids itself nothing that has not come down already', () => {
    expect(told(nothing, locks, '[A, A/B]')).toEqual([]);
  });

  it('is reported if it would change what a policy between them made', () => {
    const between = `version: 1
chatPolicies:
  - { name: own, targets: [A, A/B/C], slack: { client: enabled, workspaces: { assign: T1, children: [append] } } }
  - { name: between, targets: A/B, slack: { workspaces: { append: T2 } } }
`;
    writeFileSync(join(folder(), 'between.yaml'), between);
    const { stdout } = commandLine(folder(), 'check', 'between.yaml', '--format', 'json');
    expect(warningsIn(stdout)).toMatchObject([{ kind: 'operator-forbidden-by-parent', line: 3 }]);
  });
});
