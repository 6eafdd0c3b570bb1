import type { JsonObject } from '../../../modules/policy/text/json.js';
import { pageAnswers } from '../../../modules/report/page/page-answers.js';
import { organizationOf } from '../../support/organization-file.js';

const says = (slack: JsonObject): JsonObject => ({ chatbot: { platforms: { slack } } });

describe('the page of an organization whose attachment order is not known', () => {
  const peers = [
    says({ workspaces: { '@@assign': ['T1'] }, client: { '@@assign': 'enabled' } }),
    says({ workspaces: { '@@assign': ['T2'] }, client: { '@@assign': 'enabled' } }),
    { chatbot: { platforms: { microsoft_teams: { client: { '@@assign': 'disabled' } } } } },
  ];

  test('shows a platform as unknown if the order decides, with every possible value', () => {
    const { all } = pageAnswers(organizationOf({ policies: peers, orderUnknown: true, accounts: [{}] }));
    expect(all).toHaveLength(1);
    expect(all[0]?.slack.state).toBe('unknown');
    expect(all[0]?.teams.state).toBe('disabled');
    const values = all[0]?.reasons.map(([setting, value]) => `${setting} ${value}`);
    expect(values).toEqual([
      'slack.client enabled',
      'slack.workspaces T1, or T2: depends on an unknown attachment order',
      'microsoft_teams.client disabled',
    ]);
  });

  test('knows what the order does not change, and everything where it is known', () => {
    const { all } = pageAnswers(organizationOf({ policies: peers, accounts: [{}] }));
    expect(all[0]?.slack).toMatchObject({
      state: 'limited',
      places: [{ id: 'T1', channelTypes: null, roles: null }],
    });
  });
});
