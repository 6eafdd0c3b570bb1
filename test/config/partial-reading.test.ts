import { problemLines } from '../support/planned-configuration.js';

type Case = readonly [title: string, text: string, lines: readonly string[]];

const misspelt =
  'error unknown-action action=rds:DelteDBCluster service=rds date=2026-09-26 nearest=rds:DeleteDBCluster';
const noOperator = 'error unknown-operator found=StringEqls isNull=false nearest=StringEquals';
const noArn = 'error invalid-resource resource=x';

describe('policies', () => {
  test.each<Case>([
    [
      'an error in one policy hides nothing that is wrong with another one',
      `
guardrails:
  - { name: g, targets: root, deny: "rds:DelteDBCluster" }
chatPolicies:
  - { name: c, targets: root, slack: { client: enabled, workspaces: [T1, T1] } }
  - { name: d, targets: root, slack: { client: enabled } }
`,
      [
        `3:37 ${misspelt}`,
        '5:69 warning repeated-item found=T1',
        expect.stringMatching(/^6:25 error peers-assign-same-value/),
        expect.stringMatching(/^6:38 warning enabled-without-list/),
      ],
    ],
    [
      'an error of the whole organization hides nothing either',
      `
limits: { serviceControlPolicy: { policiesPerOrganization: 1 } }
guardrails:
  - { name: g, targets: root, deny: "rds:DelteDBCluster" }
  - { name: h, targets: root, deny: "rds:DeleteDBCluster" }
`,
      [expect.stringMatching(/^2:1 error too-many-policies/), `4:37 ${misspelt}`],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text)).toEqual(lines);
  });
});

describe('keys of one policy', () => {
  test.each<Case>([
    [
      'a misspelt key hides nothing at the others',
      `
guardrails:
  - { name: a, targts: root, deny: ["rds:DelteDBCluster"] }
`,
      [expect.stringMatching(/^3:16 error unknown-key/), `3:37 ${misspelt}`],
    ],
    [
      'a value of the wrong type hides nothing at other keys, and a wrong item nothing beside it',
      `
guardrails:
  - name: a
    targets: root
    description: 5
    deny: [5, "rds:DelteDBCluster"]
    resources: [x]
    conditions: { StringEqls: { "aws:RequestedRegion": x } }
`,
      [
        expect.stringMatching(/^5:18 error wrong-type/),
        expect.stringMatching(/^6:12 error wrong-type/),
        `6:15 ${misspelt}`,
        `7:16 ${noArn}`,
        `8:19 ${noOperator}`,
      ],
    ],
    [
      'what AWS would refuse at one key of a guardrail hides no misspelt action',
      `
guardrails:
  - { name: a, targets: root, deny: "rds:DelteDBCluster", conditions: { StringEqls: { "aws:RequestedRegion": x } } }
`,
      [`3:37 ${misspelt}`, `3:73 ${noOperator}`],
    ],
    [
      'an error in one platform of a chat policy hides nothing in another one',
      `
chatPolicies:
  - name: c
    targets: root
    slack: { client: enabled, workspaces: [T1, T1], channlTypes: [private] }
    microsoftTeams: { client: enabled }
`,
      [
        expect.stringMatching(/^5:43 warning repeated-item/),
        expect.stringMatching(/^5:53 error unknown-key/),
        expect.stringMatching(/^6:21 warning enabled-without-list/),
      ],
    ],
    [
      'what an unreadable key brings about is not told',
      `
chatPolicies:
  - { name: c, targets: Security, slack: { client: enabled, workspces: [T1], overrides: { T1: { channelTypes: [private] } } } }
  - { name: d, targets: Workloads, slack: { client: enabled, workspaces: [t1] } }
guardrails:
  - { name: e, targets: root, deny: "rds:DeleteDBCluster", form: { platforms: slack }, exceptFrom: { platforms: chime } }
`,
      [
        expect.stringMatching(/^3:61 error unknown-key/),
        expect.stringMatching(/^4:75 error invalid-workspace-id/),
        expect.stringMatching(/^6:60 error unknown-key/),
      ],
    ],
    [
      'a misspelt key counts as the one that was meant, so that a description hides nothing about the document',
      `
chatPolicies:
  - { name: c, targets: Security, slack: { client: enabled, workspaces: T1 } }
  - { name: d, targets: ou-ab12-security1, descripton: x, slack: { client: enabled, workspaces: T2 } }
`,
      [
        expect.stringMatching(/^4:25 warning peers-assign-same-value/),
        expect.stringMatching(/^4:44 error unknown-key .*nearest=description$/),
      ],
    ],
    [
      'a key that resembles none counts as an unread part: only what hangs on the whole document is not told',
      `
chatPolicies:
  - { name: c, targets: Security, slack: { client: enabled, workspaces: T1 } }
  - { name: d, targets: ou-ab12-security1, colour: x, slack: { client: enabled, workspaces: [T2, T2] } }
`,
      [
        expect.stringMatching(/^4:44 error unknown-key key=colour expected=/),
        expect.stringMatching(/^4:93 warning repeated-item/),
      ],
    ],
    [
      'an exception that spares everybody is told although the actions are missing',
      `
guardrails:
  - { name: e, targets: root, deny: 5.5, from: { platforms: slack }, exceptFrom: { platforms: slack } }
`,
      [
        expect.stringMatching(/^3:37 error wrong-type/),
        expect.stringMatching(/^3:82 error exempts-all-sessions/),
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text)).toEqual(lines);
  });
});
