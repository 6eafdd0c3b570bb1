import { checkChatPolicyText } from '../../../modules/policy/chatbot/check.js';
import { expectPlace } from '../../support/expect-place.js';

const tenant = '11111111-2222-3333-4444-aaaaaaaaaaaa';
const other = '11111111-2222-3333-4444-bbbbbbbbbbbb';
const team = '11111111-2222-3333-4444-cccccccccccc';
const enabled = '"client":{"@@assign":"enabled"}';
const slack = (settings: string): string => `{"chatbot":{"platforms":{"slack":{${settings}}}}}`;
const teams = (settings: string): string => `{"chatbot":{"platforms":{"microsoft_teams":{${settings}}}}}`;
const roles = '{"supported_role_settings":{"@@assign":["user_role"]}}';
const none = '"@@operators_allowed_for_child_policies":["@@none"]';

/** The kinds and places of all findings, which are warnings. */
function said(text: string): readonly string[] {
  return checkChatPolicyText(text).map((finding) => {
    const { kind, severity, path } = finding;
    expect(severity).toBe('warning');
    expectPlace(text, finding);
    return `${kind} ${path.slice(1).join('.')}`;
  });
}

describe('an empty list', () => {
  const list = (operators: string) => said(slack(`"workspaces":{${operators}}`));

  it.each([
    ['is assigned', '"@@assign":[]', 'platforms.slack.workspaces.@@assign'],
    ['is appended', '"@@append":[]', 'platforms.slack.workspaces.@@append'],
    ['is what a remove leaves', '"@@assign":["T1"],"@@remove":["T1"]', 'platforms.slack.workspaces.@@remove'],
    [
      'is what a remove leaves of assigned and appended',
      '"@@assign":["T1"],"@@append":["T2"],"@@remove":["T2","T1"]',
      'platforms.slack.workspaces.@@remove',
    ],
  ])('%s', (_, operators, place) => {
    expect(list(operators)).toEqual([`empty-list ${place}`]);
  });

  it.each([
    ['is filled by an append', '"@@assign":[],"@@append":["T1"]'],
    ['is not what a remove of another value leaves', '"@@assign":["T1"],"@@remove":["T2"]'],
    ['is not what a remove of an inherited value leaves for sure', '"@@remove":["T1"]'],
    ['that is removed does nothing', '"@@assign":["T1"],"@@remove":[]'],
  ])('%s', (_, operators) => {
    expect(list(operators)).toEqual([]);
  });
});

describe('an enabled platform', () => {
  it.each([
    ['has no list of workspaces', slack(enabled), 'platforms.slack'],
    ['has workspaces without a value', slack(`${enabled},"workspaces":{}`), 'platforms.slack'],
    ['has nothing but a lock on workspaces', slack(`${enabled},"workspaces":{${none}}`), 'platforms.slack'],
    ['has no tenants', teams(`${enabled},"tenants":{}`), 'platforms.microsoft_teams'],
    [
      'has a tenant that says nothing',
      teams(`${enabled},"tenants":{"${tenant}":{}}`),
      'platforms.microsoft_teams',
    ],
  ])('%s', (_, text, place) => {
    expect(said(text)).toEqual([`enabled-without-list ${place}`]);
  });

  it.each([
    ['has workspaces', slack(`${enabled},"workspaces":{"@@append":["T1"]}`)],
    ['has a tenant', teams(`${enabled},"tenants":{"${tenant}":{"@@assign":["*"]}}`)],
    ['is not what a default enables', `{"chatbot":{"default":{${enabled}}}}`],
  ])('%s', (_, text) => {
    expect(said(text).filter((line) => line.startsWith('enabled-without-list'))).toEqual([]);
  });
});

describe('an override', () => {
  it.each([
    [
      'for a workspace that is removed',
      slack(`"workspaces":{"@@assign":["T1","T2"],"@@remove":["T1"]},"overrides":{"T1":${roles}}`),
      'platforms.slack.overrides.T1',
    ],
    [
      'for a tenant that is not named here',
      teams(`"tenants":{"${tenant}":{"@@assign":["*"]}},"overrides":{"${other}":{"${team}":${roles}}}`),
      `platforms.microsoft_teams.overrides.${other}`,
    ],
    [
      'for a team that is not allowed',
      teams(
        `"tenants":{"${tenant}":{"@@assign":["${other}"]}},"overrides":{"${tenant}":{"${team}":${roles}}}`,
      ),
      `platforms.microsoft_teams.overrides.${tenant}.${team}`,
    ],
  ])('%s is warned about', (_, text, place) => {
    expect(said(text)).toEqual([`override-not-allowed ${place}`]);
  });

  it.each([
    [
      'for a workspace that is allowed',
      slack(`"workspaces":{"@@assign":["T1"]},"overrides":{"T1":${roles}}`),
    ],
    [
      'for a workspace that a policy above may allow',
      slack(`"workspaces":{"@@append":["T2"]},"overrides":{"T1":${roles}}`),
    ],
    ['where all are allowed', slack(`"workspaces":{"@@assign":["*"]},"overrides":{"T1":${roles}}`)],
    [
      'for a tenant in a policy without tenants',
      teams(`"tenants":{${none}},"overrides":{"${other}":{"${team}":${roles}}}`),
    ],
    [
      'for a team of a tenant that is open',
      teams(`"tenants":{"${tenant}":{"@@assign":["*"]}},"overrides":{"${tenant}":{"${team}":${roles}}}`),
    ],
  ])('%s is not', (_, text) => {
    expect(said(text).filter((line) => line.startsWith('override-not-allowed'))).toEqual([]);
  });
});

it('a lock at the root of the document leaves the settings open', () => {
  expect(said(`{"chatbot":{"default":{${enabled}}},${none}}`)).toEqual(['child-control-leaves-open ']);
});

describe('a lock on a list under `default`', () => {
  const locked = (control: string) =>
    `"default":{"supported_role_settings":{"@@operators_allowed_for_child_policies":${control}}}`;
  const place = 'default.supported_role_settings.@@operators_allowed_for_child_policies';

  it.each([
    ['lets overrides take its place', locked('["@@none"]')],
    ['that leaves appending lets overrides take its place', locked('["@@Append"]')],
    ['lets overrides that are named take its place', `${locked('["@@none"]')},"overrides":{}`],
  ])('%s', (_, settings) => {
    expect(said(slack(settings))).toEqual([`child-control-leaves-open platforms.slack.${place}`]);
    expect(said(teams(settings))).toEqual([`child-control-leaves-open platforms.microsoft_teams.${place}`]);
  });

  it.each([
    ['and on overrides is whole', `${locked('["@@none"]')},"overrides":{${none}}`],
    [
      'beside overrides that say what policies below may do is taken as meant',
      `${locked('["@@none"]')},"overrides":{"@@OPERATORS_allowed_for_child_policies":["@@all"]}`,
    ],
    ['that leaves assigning locks nothing', locked('["@@assign"]')],
    ['that leaves everything locks nothing', locked('["@@All"]')],
  ])('%s', (_, settings) => {
    expect(said(slack(settings))).toEqual([]);
    expect(said(teams(settings))).toEqual([]);
  });
});

it('two numbers that round to the same one are two items', () => {
  const list = '"workspaces":{"@@assign":[12345678901234567890,12345678901234567891]}';
  expect(said(slack(list))).toEqual([]);
});

it('a number of many digits is the workspace of these digits', () => {
  const digits = '12345678901234567891';
  const overrides = (key: string) => `"workspaces":{"@@assign":[${digits}]},"overrides":{"${key}":${roles}}`;
  expect(said(slack(overrides(digits)))).toEqual([]);
  expect(said(slack(overrides(String(Number(digits)))))).toEqual([
    `override-not-allowed platforms.slack.overrides.${Number(digits)}`,
  ]);
});

describe('a list longer than the documented limit', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `T${index}`);
  const uuids = (count: number) =>
    Array.from({ length: count }, (_, index) => `11111111-2222-3333-4444-${String(index).padStart(12, '0')}`);
  const keyed = (keys: readonly string[], value: string) => keys.map((key) => `"${key}":${value}`).join();
  const all = `{"@@assign":["*"]}`;
  const list = (words: readonly string[]) => JSON.stringify({ '@@assign': words });

  it.each<readonly [string, number, string, (count: number) => string]>([
    ['workspaces', 255, 'slack.workspaces', (count) => slack(`"workspaces":${list(ids(count))}`)],
    [
      'overrides of workspaces',
      255,
      'slack.overrides',
      (count) => slack(`"workspaces":${all},"overrides":{${keyed(ids(count), '{}')}}`),
    ],
    ['tenants', 36, 'microsoft_teams.tenants', (count) => teams(`"tenants":{${keyed(uuids(count), all)}}`)],
    [
      'teams of a tenant',
      36,
      `microsoft_teams.tenants.${tenant}`,
      (count) => teams(`"tenants":{"${tenant}":${list(uuids(count))}}`),
    ],
    [
      'tenants with overrides',
      36,
      'microsoft_teams.overrides',
      (count) => teams(`"tenants":{"*":${all}},"overrides":{${keyed(uuids(count), `{"${team}":${roles}}`)}}`),
    ],
    [
      'overrides of the teams of a tenant',
      36,
      `microsoft_teams.overrides.${tenant}`,
      (count) => teams(`"tenants":{"*":${all}},"overrides":{"${tenant}":{${keyed(uuids(count), roles)}}}`),
    ],
  ])('%s: %i are taken, one more is told', (_, limit, place, document) => {
    expect(said(document(limit))).toEqual([]);
    expect(said(document(limit + 1))).toEqual([`long-list platforms.${place}`]);
    expect(checkChatPolicyText(document(limit + 1))[0]?.message).toContain(`${limit + 1} entries`);
  });

  it('counts what is assigned and appended together, and a word that stands twice once', () => {
    const [assigned, appended] = [ids(255), ['T254', 'T255']];
    const both = (append: readonly string[]) =>
      said(
        slack(`"workspaces":{"@@assign":${JSON.stringify(assigned)},"@@append":${JSON.stringify(append)}}`),
      );
    expect(both(appended)).toContain('long-list platforms.slack.workspaces');
    expect(both(['T254'])).not.toContain('long-list platforms.slack.workspaces');
  });

  it('counts no workspace or team that is removed, and no control of a container', () => {
    const removed = (words: readonly string[]) => JSON.stringify({ '@@remove': words });
    expect(said(slack(`"workspaces":${removed(ids(256))}`))).toEqual([]);
    expect(said(teams(`"tenants":{"${tenant}":${removed(uuids(37))}}`))).toEqual([]);
    const overrides = keyed(ids(255), '{}');
    expect(said(slack(`"workspaces":${all},"overrides":{${overrides},${none}}`))).toEqual([
      'child-control-leaves-open platforms.slack.overrides.@@operators_allowed_for_child_policies',
    ]);
    expect(said(teams(`"tenants":{${keyed(uuids(36), `{"@@assign":["*"],${none}}`)},${none}}`))).toEqual([]);
    const perTenant = `{${keyed(uuids(36), `{"supported_role_settings":{"@@assign":["user_role"],${none}}}`)},${none}}`;
    expect(said(teams(`"tenants":{"*":${all}},"overrides":{"${tenant}":${perTenant}}`))).toEqual([]);
    const perTeam = `{"${team}":{"supported_role_settings":{"@@assign":["user_role"],${none}}}}`;
    const tenants = keyed(uuids(36), perTeam);
    expect(said(teams(`"tenants":{"*":${all}},"overrides":{${tenants},${none}}`))).toEqual([
      'child-control-leaves-open platforms.microsoft_teams.overrides.@@operators_allowed_for_child_policies',
    ]);
  });

  it('counts the teams of a tenant and its overrides apart from those of another', () => {
    const [first, second] = [uuids(37).slice(0, 20), uuids(37).slice(20)];
    const tenants = `"tenants":{"${tenant}":${list(first)},"${other}":${list(second)}}`;
    const overridesOf = (words: readonly string[]) => `{${keyed(words, roles)}}`;
    const overrides = `"overrides":{"${tenant}":${overridesOf(first)},"${other}":${overridesOf(second)}}`;
    expect(said(teams(`${tenants},${overrides}`))).toEqual([]);
  });

  it('is found in keys of another case', () => {
    const list = JSON.stringify({ '@@Assign': ids(200), '@@APPEND': ids(256).slice(200) });
    expect(said(`{"chatbot":{"Platforms":{"Slack":{"WorkSpaces":${list}}}}}`)).toEqual([
      'long-list Platforms.Slack.WorkSpaces',
    ]);
  });
});
