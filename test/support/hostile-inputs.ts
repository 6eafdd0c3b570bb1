import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';

/** The word after every line break of the hostile text: no line of output begins with it. */
const injected = 'INJECTED';

/** A text with everything that a terminal, a log or a code host could take for more than a text. */
export const hostileText =
  `x\u001b[31m\u0007\u009b\u202e\u2066\u200f\n::error::${injected}\r\n${injected}\u2028${injected}` +
  '\n/close ##[error]a ##vso[task.setvariable variable=a]b <img src=x onerror=alert(1)> ' +
  '</script><script>alert(1)</script> [x](javascript:alert(1)) | a | ``` @team &#64;team #123 !12 ' +
  '%milestone ~label ${a} %{if true} ]]> --> \'"';

/** What is wrong with a printed text that contains the hostile text. */
export function unsafeParts(text: string): readonly string[] {
  const found = [
    /[^\P{C}\n]|[\u2028\u2029]/u,
    new RegExp(`^${injected}.*`, 'm'),
    /^\/close.*/m,
    /^\s*::\w.*/m,
    /##(?:vso)?\[.*/,
  ];
  return found.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}

/** What of a Markdown text would be markup, a mention, a reference or a quick action. */
export function activeMarkdown(text: string): readonly string[] {
  const shown = text
    .replace(/<code>[^<]*<\/code>/g, '')
    .replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  const found = [
    /<img.*/,
    /<\/?script.*/,
    /@team.*/,
    /&#64;team.*/,
    /\]\(.*/,
    /(?<!&)#123.*/,
    /!12.*/,
    /%mile.*/,
    /~label.*/,
  ];
  return found.flatMap((pattern) => pattern.exec(shown)?.[0] ?? []);
}

/** The value with the hostile text in place of one of its strings or keys, or after it. */
export function poisoned(value: JsonValue, nth: number, replace: boolean): JsonValue {
  let count = -1;
  const change = (text: string): string => {
    count++;
    return count === nth ? (replace ? hostileText : text + hostileText) : text;
  };
  const walk = (each: JsonValue): JsonValue => {
    if (typeof each === 'string') return change(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, below]) => [change(key), walk(below)]));
  };
  return walk(value);
}

/** How many strings and keys a value has. */
export function stringCount(value: JsonValue): number {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  const keys = Array.isArray(value) ? 0 : Object.keys(value).length;
  return keys + Object.values(value).reduce<number>((sum, each) => sum + stringCount(each), 0);
}

const scp = (sid: string, action: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Sid: sid, Effect: 'Deny', Action: action, Resource: '*' },
      Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
    },
  ],
});

/** An organization file in which every free text is the given one. */
export function organizationWith(text: string): JsonObject {
  const account = (id: string): JsonObject => ({ id, name: `${id}${text}`, policies: ['p-full0000'] });
  const unit = (id: string): JsonObject => ({
    ...{ id: `ou-ab12-${id}`, name: `${id}${text}`, policies: ['p-full0000'], organizationalUnits: [] },
  });
  const chat = { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0COMPANY1'] } } } } };
  return {
    version: 1,
    id: 'o-hostile0000',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: {
      ...{
        id: 'r-ab12',
        name: `Root${text}`,
        policies: ['p-full0000', 'p-chat0000', 'p-deny0000', 'p-gone0000'],
      },
      accounts: [account('111111111111')],
      organizationalUnits: [
        { ...unit('prod0001'), accounts: [account('222222222222')] },
        { ...unit('test0001'), accounts: [] },
      ],
    },
    policies: {
      'p-full0000': {
        ...{ name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true },
        content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
      'p-chat0000': {
        ...{
          name: `chat${text}`,
          type: 'CHATBOT_POLICY',
          description: text,
          tags: { owner: text },
          content: chat,
        },
      },
      'p-deny0000': {
        ...{ name: `deny${text}`, type: 'SERVICE_CONTROL_POLICY', description: text, tags: { [text]: text } },
        content: scp('NoStops', 'rds:StopDBInstance'),
      },
      'p-gone0000': { name: `gone${text}`, type: 'CHATBOT_POLICY' },
    },
    channels: [
      {
        ...{ accountId: '222222222222', platform: 'slack', name: `ops${text}`, workspaceId: 'T0COMPANY1' },
        ...{
          workspaceName: text,
          channelId: 'C1',
          channelName: text,
          userRoleRequired: true,
          state: 'DISABLED',
        },
        ...{
          stateReason: text,
          guardrailPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          users: [],
        },
        roleArn: 'arn:aws:iam::222222222222:role/ops',
      },
    ],
    customActions: [
      { accountId: '222222222222', name: `run${text}`, alias: text, command: `aws rds ${text}` },
    ],
    missing: [
      { what: 'policy', id: 'p-gone0000', reason: `AccessDenied: ${text}` },
      { what: 'channels', id: '111111111111', reason: text },
    ],
  };
}

/** A configuration of that organization in which every free text is the given one. */
export function configurationWith(text: string): JsonObject {
  const why = { reason: text, owner: text, until: '2027-12-31' };
  return {
    version: 1,
    organization: 'organization.json',
    chatPolicies: [
      {
        ...{ name: 'chat', description: text, attachAfter: `chat${text}`, targets: 'root' },
        slack: { client: 'enabled', workspaces: { append: 'T0OTHER' } },
      },
    ],
    guardrails: [
      {
        ...{
          name: 'no-stops',
          description: text,
          targets: 'root',
          deny: ['rds:StopDBInstance', 'rds:DeleteDBCluster'],
        },
        exceptFrom: { platforms: 'slack', configurations: 'on-call-*', ...why },
      },
      { name: 'looks', targets: ['222222222222'], allowOnly: 'rds:Describe*' },
    ],
    acknowledged: [{ problem: 'default-guardrail-policy', about: text, ...why }],
  };
}

/** Expectations in which every free text is the given one. */
export function expectationsWith(text: string): JsonObject {
  const from = { platform: 'slack', workspace: 'T0COMPANY1', channelType: 'private', role: 'user_role' };
  return {
    expectations: [
      { name: `a${text}`, accounts: '222222222222', from, region: 'eu-west-1', may: 'rds:StopDBInstance' },
      {
        ...{ name: `b${text}`, accounts: '222222222222', from, region: 'eu-west-1' },
        ...{ mayNot: ['rds:DeleteDBCluster', `@aws rds stop-db-instance --db-instance-identifier ${text}`] },
      },
    ],
  };
}

/** Records of CloudTrail in which every free text is the given one. */
export function recordsWith(text: string): JsonObject {
  const record = (eventName: string, more: JsonObject): JsonObject => ({
    ...{ eventID: text, eventTime: '2026-06-01T10:00:00Z', eventSource: 'rds.amazonaws.com', eventName },
    ...{ awsRegion: 'eu-west-1', recipientAccountId: '222222222222' },
    userIdentity: {
      ...{
        type: 'AssumedRole',
        accountId: '222222222222',
        principalId: 'AROAEXAMPLE:chatbot-session',
        userName: text,
      },
      arn: `arn:aws:sts::222222222222:assumed-role/ops/chatbot-session`,
      sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::222222222222:role/ops' } },
    },
    ...more,
  });
  return {
    Records: [
      record('StopDBInstance', { requestParameters: { dBInstanceIdentifier: text } }),
      record(`Describe${text}`, { errorCode: text, errorMessage: text }),
      record('DeleteDBCluster', {
        resources: [{ ARN: `arn:aws:rds:eu-west-1:222222222222:cluster:${text}` }],
      }),
    ],
  };
}
