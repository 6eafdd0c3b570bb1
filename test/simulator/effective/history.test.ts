import { isJsonObject, type JsonObject, type JsonValue } from '../../../modules/policy/text/json.js';
import { effectiveChatPolicy } from '../../../modules/simulator/effective/effective-policy.js';
import type { Origin } from '../../../modules/simulator/effective/history.js';
import { historyOf, type Ignored, type Source } from '../../../modules/simulator/effective/history.js';
import {
  prod,
  root,
  smallOrganization,
  smallOrganizationFile,
  workloads,
} from '../../support/small-organization.js';
import { type WorkspacesPolicy, workspacesPolicies } from '../../support/workspaces-policies.js';

const shop = '222222222222';
const control = '@@operators_allowed_for_child_policies';

/** What is told of the workspaces that Slack may have in the account `shop`, in words; policies by their names. */
function told(policies: readonly WorkspacesPolicy[], changes: JsonObject = {}) {
  const organization = smallOrganization(workspacesPolicies(policies), changes);
  const setting = effectiveChatPolicy(organization, shop)?.settings.find(
    ({ place }) => place.key === 'workspaces',
  );
  const { sources, ignored } = historyOf(setting);
  const origin = ({ policy, operator }: Origin): string =>
    `${organization.policies.get(policy)?.name} ${operator.replace(control, 'control')}`;
  const source = (each: Source): string => `${origin(each)} [${[each.value].flat().join()}]`;
  const inVain = (each: Ignored): string =>
    [
      source(each),
      each.why,
      ...each.by.map(origin),
      ...(each.attachmentOrderKnown === false ? ['?'] : []),
    ].join(', ');
  return { sources: sources.map(source), ignored: ignored.map(inVain) };
}

/** The tree of the policies, with an attachment order that is not known at one place. */
function orderUnknown(policies: readonly WorkspacesPolicy[], at: string = root): JsonObject {
  const text = JSON.stringify(smallOrganizationFile(workspacesPolicies(policies))['root']);
  const tree = JSON.parse(text, (_key, value: JsonValue) =>
    isJsonObject(value) && value['id'] === at ? { ...value, attachmentOrderKnown: false } : value,
  ) as JsonObject;
  return { root: tree };
}

describe('the history of a setting', () => {
  it('names the policy that removed an item', () => {
    const history = told([
      ['a', root, { '@@assign': ['T1'] }],
      ['b', workloads, { '@@append': ['T1', 'T2'] }],
      ['c', shop, { '@@remove': ['T2', 'T8'] }],
    ]);
    expect(history).toEqual({
      sources: ['a @@assign [T1]'],
      ignored: [
        'b @@append [T1], already-there, a @@assign',
        'b @@append [T2], removed, c @@remove',
        'c @@remove [T8], nothing-to-remove',
      ],
    });
  });

  it('names the policy that assigned again', () => {
    const { ignored } = told([
      ['a', root, { '@@assign': ['T1'] }],
      ['b', workloads, { '@@assign': ['T2'] }],
    ]);
    expect(ignored).toEqual(['a @@assign [T1], overridden, b @@assign']);
  });

  it('names the peer that assigned first, and whether only the file has the order', () => {
    const peers: readonly WorkspacesPolicy[] = [
      ['a', root, { '@@assign': ['T1'] }],
      ['b', root, { '@@assign': ['T2'] }],
    ];
    expect(told(peers).ignored).toEqual(['b @@assign [T2], assigned-by-earlier-peer, a @@assign']);
    expect(told(peers, orderUnknown(peers)).ignored).toEqual([
      'b @@assign [T2], assigned-by-earlier-peer, a @@assign, ?',
    ]);
  });

  it('marks an addition that a peer makes too if only the file has the order', () => {
    const peers: readonly WorkspacesPolicy[] = [
      ['a', root, { '@@append': ['T1'] }],
      ['b', root, { '@@append': ['T1', 'T2'] }],
      ['c', root, { '@@remove': ['T2'] }],
    ];
    expect(told(peers, orderUnknown(peers)).ignored).toEqual([
      'b @@append [T1], already-there, a @@append, ?',
      'b @@append [T2], removed, c @@remove',
    ]);
  });

  it('marks the order of other levels as known', () => {
    const levels: readonly WorkspacesPolicy[] = [
      ['a', root, { '@@append': ['T1'] }],
      ['b', prod, { '@@append': ['T1'] }],
      ['c', prod, { '@@append': ['T2'] }],
    ];
    expect(told(levels, orderUnknown(levels, prod)).ignored).toEqual([
      'b @@append [T1], already-there, a @@append',
    ]);
    const anew: readonly WorkspacesPolicy[] = [
      ['a', root, { '@@assign': ['T1'] }],
      ['b', prod, { '@@assign': ['T2'] }],
      ['c', prod, { '@@assign': ['T3'] }],
    ];
    expect(told(anew, orderUnknown(anew, prod)).ignored).toEqual([
      'a @@assign [T1], overridden, b @@assign',
      'c @@assign [T3], assigned-by-earlier-peer, b @@assign, ?',
    ]);
  });

  it('forgets who emptied a list as soon as something is in it again', () => {
    const emptied: readonly WorkspacesPolicy[] = [
      ['a', root, { '@@assign': ['T1', 'T2'] }],
      ['b', workloads, { '@@remove': ['T1', 'T2'] }],
    ];
    expect(told(emptied).sources).toEqual(['b @@remove []']);
    expect(told([...emptied, ['c', prod, { '@@append': ['T3'] }]])).toEqual({
      sources: ['c @@append [T3]'],
      ignored: ['a @@assign [T1,T2], removed, b @@remove'],
    });
  });

  it('reports a removal once if the emptied list is assigned again', () => {
    const { ignored } = told([
      ['a', root, { '@@assign': ['T1'] }],
      ['b', workloads, { '@@remove': ['T1'] }],
      ['c', prod, { '@@assign': ['T2'] }],
    ]);
    expect(ignored).toEqual(['a @@assign [T1], removed, b @@remove']);
  });

  it('keeps an empty list that was assigned as what others append to', () => {
    const history = told([
      ['a', root, { '@@assign': [] }],
      ['b', workloads, { '@@append': ['T1', 'T2'], '@@remove': ['T2'] }],
    ]);
    expect(history.sources).toEqual(['a @@assign []', 'b @@append [T1]']);
  });

  it('marks operators that name nothing', () => {
    const { ignored } = told([
      ['a', root, { '@@assign': ['T1'] }],
      ['b', workloads, { '@@append': [], '@@remove': [] }],
    ]);
    expect(ignored).toEqual(['b @@append [], names-nothing', 'b @@remove [], names-nothing']);
    const started = told([
      ['a', root, { '@@append': [] }],
      ['b', workloads, { '@@append': ['T1'] }],
    ]);
    expect(started).toEqual({ sources: ['b @@append [T1]'], ignored: ['a @@append [], names-nothing'] });
  });
});

describe('a control that forbids an operator', () => {
  it('is named, and so is every other one that does', () => {
    const { ignored } = told([
      ['append', root, { '@@assign': ['T1'], [control]: ['@@append'] }],
      ['assign', root, { [control]: ['@@assign', '@@append'] }],
      ['none', workloads, { [control]: ['@@none'] }],
      ['c', prod, { '@@assign': ['T2'], '@@append': ['T3'] }],
      ['own', prod, { [control]: ['@@none'] }],
    ]);
    expect(ignored).toEqual([
      'c @@assign [T2], forbidden-by-parent, append control, none control',
      'c @@append [T3], forbidden-by-parent, none control',
    ]);
  });

  it('is named where it stands on a container and forbids new keys', () => {
    const container = (name: string, on: string, ...allowed: readonly string[]) => ({
      name,
      on: [on],
      content: { Chatbot: { Platforms: { SLACK: { [control.toUpperCase()]: allowed } } } },
    });
    const forbiddersOf = (...above: readonly ReturnType<typeof container>[]) => {
      const own = workspacesPolicies([['c', prod, { '@@assign': ['T1'] }]]);
      const organization = smallOrganization([...above, ...own]);
      const [setting] = effectiveChatPolicy(organization, shop)?.settings ?? [];
      return historyOf(setting).ignored.map(({ why, by }) => [
        why,
        ...by.map(({ policy, level }) => `${organization.policies.get(policy)?.name} at ${level}`),
      ]);
    };
    const why = 'new-key-forbidden-by-parent';
    expect(forbiddersOf(container('lock', root, '@@none'), container('half', workloads, '@@append'))).toEqual(
      [[why, `lock at ${root}`]],
    );
    expect(
      forbiddersOf(container('one', root, '@@append'), container('other', workloads, '@@assign')),
    ).toEqual([[why, `one at ${root}`, `other at ${workloads}`]]);
    expect(
      forbiddersOf(
        container('one', root, '@@append'),
        container('open', root, '@@assign', '@@append'),
        container('other', workloads, '@@assign'),
        container('all', workloads, '@@all'),
      ),
    ).toEqual([[why, `one at ${root}`, `other at ${workloads}`]]);
  });
});
