const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
const team = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
/** A configuration without a problem, with `smallOrganizationFile` as `organization.json`. */
export const withoutMistake = `version: 1
organization: organization.json
chatPolicies:
  - name: company-chat
    description: Company workspaces only
    targets: root
    slack:
      client: enabled
      workspaces: [T0COMPANY1]
      channelTypes: private
      roleSettings: user_role
    microsoftTeams:
      client: enabled
      tenants:
        ${tenant}: [${team}]
    tags: { owner: platform }
guardrails:
  - name: no-drops
    description: No drops
    targets: [Workloads/Prod]
    deny:
      - rds:DeleteDBCluster
      - rds:DeleteDBInstance
    from:
      platforms: [slack]
      accounts: ["222222222222"]
    exceptFrom:
      configurations: [ops]
      reason: On call
      owner: sre
      until: 2027-06-01
  - name: no-terminations
    targets: Sandbox
    use: no-instance-termination
  - name: regions
    targets: Sandbox
    use: only-named-regions
    with:
      regions: [eu-central-1]
provider:
  region: us-east-1
  assumeRole:
    roleArn: arn:aws:iam::111111111111:role/deployer
    duration: 1h
backend:
  s3: { bucket: state, region: eu-central-1 }
`;

/** A mistake: its name, a part of the configuration, what is written instead, and the problem with its place. */
export type Mistake = readonly [name: string, right: string, wrong: string, problem: string];

/** Mistakes that people make in the configuration above. */
export const mistakes: readonly Mistake[] = [
  ['tab', '    slack:\n      client', '\tslack:\n\t  client', '7:1 yaml-syntax'],
  ['tab deep', '      workspaces: [', '\t\tworkspaces: [', '9:1 yaml-syntax'],
  ['tab before key', '    targets: root', '  \ttargets: root', '6:3 yaml-syntax'],
  ['tab seq', '      - rds:DeleteDBCluster', '\t- rds:DeleteDBCluster', '22:1 yaml-syntax'],
  ['missing dash policy', '  - name: company-chat', '    name: company-chat', '4:5 wrong-type'],
  ['missing dash guardrail', '  - name: no-terminations', '    name: no-terminations', '32:5 duplicate-key'],
  [
    'missing dash item',
    '      - rds:DeleteDBInstance',
    '        rds:DeleteDBInstance',
    '22:9 invalid-action',
  ],
  ['dash without space', '  - name: no-drops', '  -name: no-drops', '18:3 yaml-syntax'],
  [
    'dash without space item',
    '      - rds:DeleteDBInstance',
    '      -rds:DeleteDBInstance',
    '23:7 yaml-syntax',
  ],
  ['too deep key', '    description: Company', '      description: Company', '5:7 yaml-syntax'],
  ['too shallow key', '    description: Company', '   description: Company', '5:1 yaml-syntax'],
  [
    'shallow child',
    '      client: enabled\n      workspaces',
    '    client: enabled\n      workspaces',
    '8:5 yaml-syntax',
  ],
  ['child not indented', '      channelTypes: private', '    channelTypes: private', '10:5 yaml-syntax'],
  ['missing colon', '    targets: root', '    targets root', '6:5 yaml-syntax'],
  ['missing space after colon', '    targets: root', '    targets:root', '6:5 yaml-syntax'],
  ['equals sign', '    targets: root', '    targets = root', '6:5 yaml-syntax'],
  ['missing colon container', '    slack:\n', '    slack\n', '7:5 yaml-syntax'],
  ['missing quote', '"222222222222"', '"222222222222', '26:18 yaml-syntax'],
  ['missing bracket', '[T0COMPANY1]', '[T0COMPANY1', '9:19 yaml-syntax'],
  ['missing brace', '{ owner: platform }', '{ owner: platform', '16:11 yaml-syntax'],
  ['colon in text', 'Company workspaces only', 'Company: workspaces only', '5:18 yaml-syntax'],
  ['hash in text', 'Company workspaces only', '#1 company', '5:18 wrong-type'],
  ['starts with star', '[T0COMPANY1]', '*', '9:19 yaml-syntax'],
  ['starts with at', 'Company workspaces only', '@company only', '5:18 yaml-syntax'],
  ['starts with percent', 'Company workspaces only', '%company only', '5:18 yaml-syntax'],
  ['starts with backtick', 'Company workspaces only', '`company` only', '5:18 yaml-syntax'],
  ['curly quotes', '"222222222222"', '“222222222222”', '26:18 invalid-value'],
  [
    'client on',
    '      client: enabled\n      workspaces',
    '      client: on\n      workspaces',
    '8:15 invalid-value',
  ],
  [
    'client off',
    '      client: enabled\n      workspaces',
    '      client: off\n      workspaces',
    '8:15 invalid-value',
  ],
  [
    'client true',
    '      client: enabled\n      workspaces',
    '      client: true\n      workspaces',
    '8:15 wrong-type',
  ],
  [
    'client yes',
    '      client: enabled\n      workspaces',
    '      client: yes\n      workspaces',
    '8:15 invalid-value',
  ],
  [
    'client enable',
    '      client: enabled\n      workspaces',
    '      client: enable\n      workspaces',
    '8:15 invalid-value',
  ],
  [
    'client Enabled',
    '      client: enabled\n      workspaces',
    '      client: Enabled\n      workspaces',
    '8:15 invalid-value',
  ],
  [
    'client null',
    '      client: enabled\n      workspaces',
    '      client:\n      workspaces',
    '8:14 wrong-type',
  ],
  ['octal account', '["222222222222"]', '[022222222222]', '26:18 wrong-type'],
  ['octal account bare', '["222222222222"]', '[222222222222]', '26:18 wrong-type'],
  ['octal-looking', '["222222222222"]', '[012345671234]', '26:18 wrong-type'],
  ['account 0o', '["222222222222"]', '[0o22222222222]', '26:18 wrong-type'],
  ['account hyphens', '["222222222222"]', '["2222-2222-2222"]', '26:18 invalid-value'],
  ['account short', '["222222222222"]', '["22222222222"]', '26:18 invalid-value'],
  ['account underscore', '["222222222222"]', '[222_222_222_222]', '26:18 invalid-value'],
  ['unquoted number key', '{ owner: platform }', '{ owner: 12 }', '16:20 wrong-type'],
  ['tag null', '{ owner: platform }', '{ owner: }', '16:20 wrong-type'],
  ['duration number', 'duration: 1h', 'duration: 3600', '44:15 invalid-value'],
  ['duration quoted number', 'duration: 1h', 'duration: "3600"', '44:15 invalid-value'],
  ['duration minutes', 'duration: 1h', 'duration: 60min', '44:15 invalid-value'],
  ['duration words', 'duration: 1h', 'duration: 1 hour', '44:15 invalid-value'],
  ['duration days', 'duration: 1h', 'duration: 1d', '44:15 invalid-value'],
  ['duration long', 'duration: 1h', 'duration: 24h', '44:15 invalid-value'],
  ['until datetime', 'until: 2027-06-01', 'until: 2027-06-01T00:00:00Z', '31:14 invalid-value'],
  ['until us', 'until: 2027-06-01', 'until: 06/01/2027', '31:14 invalid-value'],
  ['until german', 'until: 2027-06-01', 'until: 1.6.2027', '31:14 invalid-value'],
  ['until german quoted', 'until: 2027-06-01', 'until: 31.12.2027', '31:14 invalid-value'],
  ['until words', 'until: 2027-06-01', "until: 'Dec 31 2027'", '31:14 invalid-value'],
  ['until words, day first', 'until: 2027-06-01', 'until: 31st December 2027', '31:14 invalid-value'],
  ['until no such', 'until: 2027-06-01', 'until: 2027-06-31', '31:14 invalid-value'],
  ['until short', 'until: 2027-06-01', 'until: 2027-6-1', '31:14 invalid-value'],
  ['until number', 'until: 2027-06-01', 'until: 20270601', '31:14 invalid-value'],
  ['target key', '    targets: root', '    target: root', '6:5 unknown-key'],
  ['name key', '  - name: no-drops', '  - names: no-drops', '18:5 unknown-key'],
  ['policies key', 'guardrails:\n', 'guardRails:\n', '17:1 unknown-key'],
  ['chat_policies key', 'chatPolicies:', 'chat_policies:', '3:1 unknown-key'],
  ['chatPolicy key', 'chatPolicies:', 'chatpolicy:', '3:1 unknown-key'],
  ['workspace key', '      workspaces: [T', '      workspace: [T', '9:7 unknown-key'],
  ['channel_types', '      channelTypes:', '      channel_types:', '10:7 unknown-key'],
  ['roleSetting', '      roleSettings:', '      roleSetting:', '11:7 unknown-key'],
  ['teams key', '    microsoftTeams:', '    teams:', '12:5 unknown-key'],
  ['msteams key', '    microsoftTeams:', '    microsoft_teams:', '12:5 unknown-key'],
  ['tenant key', '      tenants:\n', '      tenant:\n', '14:7 unknown-key'],
  ['denies', '    deny:\n', '    denied:\n', '21:5 unknown-key'],
  ['except', '    exceptFrom:\n', '    except_from:\n', '27:5 unknown-key'],
  ['exceptFor', '    exceptFrom:\n', '    exceptFor:\n', '27:5 unknown-key'],
  ['reasons', '      reason: On call', '      because: On call', '29:7 unknown-key'],
  ['expires', '      until: 2027', '      expires: 2027', '31:7 unknown-key'],
  ['region key', '      regions: [eu', '      region: [eu', '39:15 unknown-parameter'],
  ['uses', '    use: only-named-regions', '    uses: only-named-regions', '37:5 unknown-key'],
  [
    'wrong guardrail',
    'use: no-instance-termination',
    'use: no-instances-termination',
    '34:10 unknown-guardrail',
  ],
  ['platforms teams', 'platforms: [slack]', 'platforms: teams', '25:18 invalid-value'],
  ['platforms Slack', 'platforms: [slack]', 'platforms: Slack', '25:18 invalid-value'],
  ['platforms msteams', 'platforms: [slack]', 'platforms: [slack, msteams]', '25:26 invalid-value'],
  ['channel type', 'channelTypes: private', 'channelTypes: privat', '10:21 invalid-value'],
  ['channel type DM', 'channelTypes: private', 'channelTypes: [private, dm]', '10:31 invalid-value'],
  ['role', 'roleSettings: user_role', 'roleSettings: user-role', '11:21 invalid-value'],
  ['role user', 'roleSettings: user_role', 'roleSettings: user', '11:21 invalid-value'],
  ['workspace lower', '[T0COMPANY1]', '[t0company1]', '9:20 invalid-workspace-id'],
  ['workspace name', '[T0COMPANY1]', '[acme.slack.com]', '9:20 invalid-workspace-id'],
  ['workspace channel', '[T0COMPANY1]', '[C0COMPANY1]', '9:19 other-slack-id'],
  [
    'workspace url',
    '[T0COMPANY1]',
    '["https://app.slack.com/client/T0COMPANY1"]',
    '9:20 invalid-workspace-id',
  ],
  ['workspace list in string', '[T0COMPANY1]', '"T0COMPANY1, T0PARTNERS"', '9:7 invalid-workspace-id'],
  [
    'tenant short',
    '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b',
    '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6',
    '15:9 invalid-tenant-id',
  ],
  [
    'tenant braces',
    '        2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b:',
    '        "{2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b}":',
    '15:9 invalid-tenant-id',
  ],
  [
    'tenant name',
    '        2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b:',
    '        company.onmicrosoft.com:',
    '15:9 invalid-tenant-id',
  ],
  ['team id', '[0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e]', '["19:abc@thread.tacv2"]', '15:48 invalid-team-id'],
  ['action typo', 'rds:DeleteDBCluster\n', 'rds:DeleteDbClusters\n', '22:9 unknown-action'],
  ['action space', 'rds:DeleteDBCluster\n', 'rds: DeleteDBCluster\n', '22:9 wrong-type'],
  ['action cli', 'rds:DeleteDBCluster\n', 'rds delete-db-cluster\n', '22:9 invalid-action'],
  ['service typo', 'rds:DeleteDBCluster\n', 'rdss:DeleteDBCluster\n', '22:9 unknown-service'],
  [
    'action list in text',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny: rds:DeleteDBCluster, rds:DeleteDBInstance\n',
    '21:11 invalid-action',
  ],
  ['target typo', '[Workloads/Prod]', '[Workloads/Prd]', '20:15 unknown-target'],
  ['target account name', '[Workloads/Prod]', '[shop]', '20:15 unknown-target'],
  ['targets in a text', '[Workloads/Prod]', 'Workloads/Prod, Sandbox', '20:14 unknown-target'],
  ['target nested', '[Workloads/Prod]', '[Prod]', '20:15 unknown-target'],
  ['target Root', '    targets: root', '    targets: Root', '6:14 unknown-target'],
  ['target slash', '[Workloads/Prod]', '[/Workloads/Prod]', '20:15 invalid-target'],
  ['target root/', '[Workloads/Prod]', '[root/Workloads/Prod]', '20:15 unknown-target'],
  ['target account typo', '[Workloads/Prod]', '["222222222223"]', '20:15 unknown-target'],
  ['target number', '[Workloads/Prod]', '[222222222222]', '20:15 wrong-type'],
  ['target policy', '[Workloads/Prod]', '[p-policy0000]', '20:15 unknown-target'],
  ['region typo', '[eu-central-1]', '[eu-centrl-1]', '39:16 unknown-region'],
  ['region name', '[eu-central-1]', '[Frankfurt]', '39:17 invalid-parameter'],
  ['role arn', 'arn:aws:iam::111111111111:role/deployer', 'deployer', '43:14 invalid-value'],
  [
    'role arn user',
    'arn:aws:iam::111111111111:role/deployer',
    'arn:aws:iam::111111111111:user/deployer',
    '43:14 invalid-value',
  ],
  [
    'role arn account',
    'arn:aws:iam::111111111111:role/deployer',
    'arn:aws:iam::11111111111:role/deployer',
    '43:14 invalid-value',
  ],
  ['dup name', 'name: no-terminations', 'name: no-drops', '32:11 duplicate-policy-name'],
  ['dup key', '    targets: root\n', '    targets: root\n    targets: root\n', '7:5 duplicate-key'],
  ['version', 'version: 1', 'version: 2', '1:10 wrong-type'],
  ['version string', 'version: 1', 'version: "1"', '1:10 wrong-type'],
  ['name number', 'name: company-chat', 'name: 2024', '4:11 wrong-type'],
  ['no name', '  - name: company-chat\n    description', '  - description', '4:5 missing-key'],
  ['no targets', '    targets: root\n', '', '4:5 missing-key'],
  [
    'backend two',
    '  s3: { bucket: state, region: eu-central-1 }',
    '  s3: { bucket: state, region: eu-central-1 }\n  local: {}',
    '46:3 conflicting-keys',
  ],
  ['backend no bucket', '{ bucket: state, region', '{ region', '46:7 missing-key'],
  ['second doc', 'guardrails:\n', '---\nguardrails:\n', '17:1 yaml-not-supported'],
  ['json trailing text', 'backend:\n', '}\nbackend:\n', '45:1 yaml-syntax'],
  ['configurations', 'configurations: [ops]', 'configurations: ["#ops"]', '28:24 invalid-value'],
  [
    'deny and use',
    '    use: no-instance-termination',
    '    use: no-instance-termination\n    deny: "ec2:*"',
    '34:5 conflicting-keys',
  ],
  ['with missing', '    with:\n      regions: [eu-central-1]\n', '', '35:5 missing-parameter'],
  [
    'list of policies as map',
    '  - name: company-chat\n    desc',
    '  company-chat:\n    desc',
    '4:3 wrong-type',
  ],
  [
    'an anchor that is not defined',
    'description: No drops',
    'description: *drops',
    '19:18 yaml-not-supported',
  ],
  ['a wildcard in braces', '{ owner: platform }', '{ owner: *, team: x }', '16:20 yaml-syntax'],
  ['a wildcard as value', 'configurations: [ops]', 'configurations: *', '28:23 yaml-syntax'],
  ['a wildcard in a list', 'configurations: [ops]', 'configurations: [ops, *]', '28:29 yaml-syntax'],
  [
    'a wildcard at the start of a name',
    'configurations: [ops]',
    'configurations: *-dba',
    '28:23 yaml-not-supported',
  ],
  ['a list that is an undefined anchor', '[T0COMPANY1]', '*workspaces', '9:19 yaml-not-supported'],
  ['a misspelt Region of the provider', 'region: us-east-1', 'region: us-eest-1', '41:11 unknown-region'],
  ['a URL of a bucket', 'bucket: state', 'bucket: "s3://state"', '46:17 invalid-value'],
  ['an OU ID with the letter O', '[Workloads/Prod]', '[ou-ab12-prodOO01]', '20:15 invalid-target'],
  ['an OU ID with small letters o', '[Workloads/Prod]', '[ou-ab12-prodooo1]', '20:15 unknown-target'],
  ['an OU ID that is too short', '[Workloads/Prod]', '[ou-ab12-prod001]', '20:15 invalid-target'],
  ['an OU ID in upper case', '[Workloads/Prod]', '[OU-ab12-prod0001]', '20:15 invalid-target'],
  [
    'a setting directly below overrides',
    '      roleSettings: user_role\n',
    '      roleSettings: user_role\n      overrides:\n        channelTypes: private\n',
    '13:9 invalid-workspace-id',
  ],
  [
    'overrides as a list of IDs',
    '      roleSettings: user_role\n',
    '      roleSettings: user_role\n      overrides:\n        - T0COMPANY1\n',
    '13:9 wrong-type',
  ],
  [
    'overrides as a list of mappings',
    '      roleSettings: user_role\n',
    '      roleSettings: user_role\n      overrides:\n        - workspace: T0COMPANY1\n          channelTypes: private\n',
    '13:9 wrong-type',
  ],
  [
    'curly quotes around a description',
    'Company workspaces only',
    '\u201cCompany workspaces only\u201d',
    '5:18 invalid-value',
  ],
  ['single curly quotes', 'name: no-drops', 'name: \u2018no-drops\u2019', '18:11 invalid-value'],
  ['German quotes', '[T0COMPANY1]', '[\u201eT0COMPANY1\u201c]', '9:20 invalid-value'],
  [
    'curly quotes around several values',
    '[T0COMPANY1]',
    '[\u201cT0COMPANY1\u201d, \u201cT0PARTNER1\u201d]',
    '9:20 invalid-value',
  ],
  [
    'curly quotes around an action',
    '- rds:DeleteDBCluster\n',
    '- \u201crds:DeleteDBCluster\u201d\n',
    '22:9 invalid-value',
  ],
  ['a no-break space as indentation', '    targets: root', '  \u00a0\u00a0targets: root', '6:3 yaml-syntax'],
  ['a no-break space after a colon', '    targets: root', '    targets:\u00a0root', '6:13 yaml-syntax'],
  ['a no-break space after a dash', '  - name: no-drops', '  -\u00a0name: no-drops', '18:4 yaml-syntax'],
  [
    'a no-break space after an action',
    '- rds:DeleteDBCluster\n',
    '- rds:DeleteDBCluster\u00a0\n',
    '22:9 invalid-value',
  ],
  ['a zero-width space after a target', 'targets: root\n', 'targets: root\u200b\n', '6:14 invalid-value'],
  ['tags as a list', '{ owner: platform }', '[owner]', '16:11 wrong-type'],
  [
    'tags as CloudFormation has them',
    'tags: { owner: platform }',
    'tags:\n      - Key: owner\n        Value: platform',
    '17:7 wrong-type',
  ],
  ['tags as a string', '{ owner: platform }', 'owner=platform', '16:11 wrong-type'],
  [
    'a dash before a key of slack',
    '    slack:\n      client: enabled\n',
    '    slack:\n      - client: enabled\n',
    '8:7 yaml-syntax',
  ],
  [
    'a key again in another case',
    '      - rds:DeleteDBInstance\n',
    '    Deny:\n      - rds:DeleteDBInstance\n',
    '23:5 duplicate-key',
  ],
  ['a key in another case', '    deny:\n', '    Deny:\n', '21:5 unknown-key'],
  [
    'a misspelt target beside an exempt account',
    '    targets: Sandbox\n    use: no',
    '    targets: Sandbx\n    except: "333333333333"\n    use: no',
    '33:14 unknown-target',
  ],
  [
    'the name of an exempt account',
    '    targets: Sandbox\n    use: no',
    '    targets: root\n    except: [play]\n    use: no',
    '34:14 invalid-value',
  ],
  ['the name of an account in from', '["222222222222"]', '[shop]', '26:18 invalid-value'],
  [
    'an exempt account without quotes',
    '    targets: Sandbox\n    use: no',
    '    targets: root\n    except: 333333333333\n    use: no',
    '34:13 wrong-type',
  ],
  ['an effect', '    deny:\n', '    effect: Deny\n    deny:\n', '21:5 unknown-key'],
  ['a mode', '    deny:\n', '    mode: enforce\n    deny:\n', '21:5 unknown-key'],
  ['units instead of targets', '    targets: root', '    units: root', '6:5 unknown-key'],
  ['an OU instead of targets', '    targets: [Workloads/Prod]', '    ou: Workloads/Prod', '20:5 unknown-key'],
  [
    'enabled instead of client',
    '      client: enabled\n      workspaces',
    '      enabled: true\n      workspaces',
    '8:7 unknown-key',
  ],
  ['a duration with a colon', 'duration: 1h', 'duration: 1:30', '44:15 invalid-value'],
  ['yes as a boolean', '    tags: {', '    preventDestroy: yes\n    tags: {', '16:21 wrong-type'],
  ['off as a boolean', '    tags: {', '    preventDestroy: off\n    tags: {', '16:21 wrong-type'],
  ['a boolean in quotes', '    tags: {', '    preventDestroy: "true"\n    tags: {', '16:21 wrong-type'],
  [
    'one action in a block of lines',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny: |\n      rds:DeleteDBCluster\n',
    '21:11 unknown-action',
  ],
  [
    'a list in a block of lines',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny: |\n      - rds:DeleteDBCluster\n',
    '21:11 unknown-action',
  ],
  [
    'actions below a key',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny:\n      actions: [rds:DeleteDBCluster]\n',
    '22:7 wrong-type',
  ],
  [
    'true for every action',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny: true\n',
    '21:11 wrong-type',
  ],
  [
    'all actions',
    '    deny:\n      - rds:DeleteDBCluster\n      - rds:DeleteDBInstance\n',
    '    deny: all\n',
    '21:11 invalid-action',
  ],
  ['an action with a dot', '- rds:DeleteDBCluster\n', '- rds.DeleteDBCluster\n', '22:9 invalid-action'],
  ['an action without its service', '- rds:DeleteDBCluster\n', '- DeleteDBCluster\n', '22:9 invalid-action'],
  ['an action with two colons', '- rds:DeleteDBCluster\n', '- rds::DeleteDBCluster\n', '22:9 unknown-action'],
  ['an action as a key', '- rds:DeleteDBCluster\n', '- action: rds:DeleteDBCluster\n', '22:9 wrong-type'],
  ['a channel without quotes', '[T0COMPANY1]', '[#general]', '9:20 yaml-syntax'],
  ['workspaces as a mapping', '[T0COMPANY1]', '{ T0COMPANY1: company }', '9:21 unknown-key'],
  [
    'platforms in one string',
    'platforms: [slack]',
    'platforms: "slack, microsoftTeams"',
    '25:18 invalid-value',
  ],
  ['all platforms', 'platforms: [slack]', 'platforms: all', '25:18 invalid-value'],
  ['every account', 'accounts: ["222222222222"]', 'accounts: "*"', '26:17 invalid-value'],
  [
    'two guardrails in one string',
    'use: no-instance-termination',
    'use: no-instance-termination, read-only',
    '34:10 unknown-guardrail',
  ],
  [
    'a list of guardrails',
    'use: no-instance-termination',
    'use: [no-instance-termination]',
    '34:10 wrong-type',
  ],
  [
    'with as a list',
    '    with:\n      regions: [eu-central-1]\n',
    '    with:\n      - regions: [eu-central-1]\n',
    '39:7 wrong-type',
  ],
  [
    'Regions in one string',
    'regions: [eu-central-1]',
    'regions: eu-central-1, eu-west-1',
    '39:16 invalid-parameter',
  ],
  ['a Region in upper case', '[eu-central-1]', '[EU-CENTRAL-1]', '39:17 invalid-parameter'],
  ['an availability zone', '[eu-central-1]', '[eu-central-1a]', '39:17 invalid-parameter'],
  [
    'a backend without its name',
    '  s3: { bucket: state, region: eu-central-1 }',
    '  bucket: state\n  region: eu-central-1',
    '46:3 unknown-key',
  ],
  [
    'the name of a backend alone',
    'backend:\n  s3: { bucket: state, region: eu-central-1 }',
    'backend: s3',
    '45:10 invalid-value',
  ],
  ['a fence of Markdown', 'version: 1', '```yaml\nversion: 1', '1:1 yaml-syntax'],
  ['a first line that is indented', 'version: 1', ' version: 1', '1:2 yaml-syntax'],
  ['an environment variable', '[T0COMPANY1]', '[${WORKSPACE}]', '9:20 yaml-syntax'],
  ['a template', '[T0COMPANY1]', '{{ workspace }}', '9:19 yaml-not-supported'],
  ['a path with dots', '[Workloads/Prod]', '[Workloads.Prod]', '20:15 unknown-target'],
  ['targets by kind', '[Workloads/Prod]', '{ ou: Workloads/Prod }', '20:20 unknown-wave'],
  [
    'conditions without an operator',
    '    from:\n',
    '    conditions:\n      aws:RequestedRegion: eu-west-1\n    from:\n',
    '25:28 wrong-type',
  ],
  [
    'conditions as a list',
    '    from:\n',
    '    conditions:\n      - StringEquals: { aws:RequestedRegion: eu-west-1 }\n    from:\n',
    '25:7 wrong-type',
  ],
  [
    'conditions that contradict each other',
    '    from:\n',
    '    conditions:\n      StringEquals: { aws:RequestedRegion: eu-west-1 }\n      StringLike: { aws:RequestedRegion: us-* }\n    from:\n',
    '26:42 condition-never-holds',
  ],
  [
    'a condition on users',
    '    from:\n',
    '    conditions:\n      StringEquals: { aws:PrincipalType: User }\n    from:\n',
    '25:42 condition-never-holds',
  ],
  [
    'a resource of another type',
    '    from:\n',
    '    resources: arn:aws:rds:*:*:snapshot:*\n    from:\n',
    '22:9 resource-never-matches',
  ],
  [
    'an exemption as a list',
    '    exceptFrom:\n      configurations: [ops]\n      reason: On call\n      owner: sre\n      until: 2027-06-01\n',
    '    exceptFrom: [ops]\n',
    '27:17 wrong-type',
  ],
  [
    'from as a string',
    '    from:\n      platforms: [slack]\n      accounts: ["222222222222"]\n',
    '    from: slack\n',
    '24:11 wrong-type',
  ],
  [
    'an account of from that is elsewhere',
    'accounts: ["222222222222"]',
    'accounts: ["222222222222", "333333333333"]',
    '26:34 from-outside-targets',
  ],
  [
    'every account exempt',
    '    targets: Sandbox\n    use: no',
    '    targets: Sandbox\n    except: ["333333333333"]\n    use: no',
    '34:13 except-leaves-nothing',
  ],
];
