import { Lazy, TerraformLocal, type TerraformStack, TerraformVariable } from 'cdktf';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { Guardrail, type GuardrailProps } from '../../modules/constructs/guardrail.js';

import { planned } from '../support/planned-configuration.js';
import { refusalLines } from '../support/refusal.js';
import { named, synthesized, testStack } from '../support/synthesis.js';

function policyOf(
  props: Omit<GuardrailProps, 'targets'> | ((stack: TerraformStack) => Omit<GuardrailProps, 'targets'>),
) {
  const stack = testStack();
  new Guardrail(stack, 'no-drops', { targets: [], ...(typeof props === 'function' ? props(stack) : props) });
  const policy = named(synthesized(stack).resource['aws_organizations_policy'])['no-drops'];
  if (policy === undefined) throw new Error('no policy was synthesized');
  return policy;
}

const statementOf = (props: Omit<GuardrailProps, 'targets'>) =>
  JSON.parse(String(policyOf(props)['content'])).Statement[0];
const variable = (stack: TerraformStack, name: string) => new TerraformVariable(stack, name, {});

describe('a guardrail', () => {
  test('`deny` denies what it lists, from chat only', () => {
    expect(policyOf({ deny: ['rds:DeleteDBCluster'] })).toMatchObject({ type: 'SERVICE_CONTROL_POLICY' });
    expect(statementOf({ deny: ['rds:DeleteDBCluster'] })).toEqual({
      Sid: 'NoDrops',
      Effect: 'Deny',
      Action: 'rds:DeleteDBCluster',
      Resource: '*',
      Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
    });
  });

  test('`allowOnly` denies everything but what it lists', () => {
    expect(statementOf({ allowOnly: ['logs:Get*'] })).toMatchObject({
      Effect: 'Deny',
      NotAction: 'logs:Get*',
    });
  });

  test('resources, conditions, sessions and excepted accounts go into the statement', () => {
    const statement = statementOf({
      deny: ['s3:DeleteBucket'],
      resources: ['arn:aws:s3:::a'],
      conditions: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
      from: { platforms: ['slack'] },
      except: ['123456789012'],
    });
    expect(statement).toMatchObject({
      Resource: 'arn:aws:s3:::a',
      Condition: {
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
        ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:chat-configuration/slack-channel/*' },
        ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::123456789012:*' },
      },
    });
  });

  test('variables of IAM arrive at AWS, not at Terraform', () => {
    const { content } = policyOf({ deny: ['s3:*'], resources: ['arn:aws:s3:::x-${aws:username}/%{y}'] });
    expect(content).toContain('arn:aws:s3:::x-$${aws:username}/%%{y}');
  });

  test('may be called like what every object of JavaScript has', () => {
    const stack = testStack();
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      new Guardrail(stack, name, { targets: ['root'], deny: ['s3:*'] });
    }
    const policies = named(synthesized(stack).resource['aws_organizations_policy']);
    expect(policies['constructor']).toMatchObject({ name: 'constructor' });
    expect(Object.keys(policies).sort()).toEqual(Object.getOwnPropertyNames(Object.prototype).sort());
  });

  test('has no order in the state', () => {
    const stack = testStack();
    new Guardrail(stack, 'g', { targets: ['root'], deny: ['s3:*'] });
    expect(synthesized(stack).resource).not.toHaveProperty('terraform_data');
    expect(Guardrail.isGuardrail(stack)).toBe(false);
  });
});

describe('misuse', () => {
  test.each<[string, object]>([
    ['missing-key', {}],
    ['allowOnly conflicting-keys', { deny: ['s3:*'], allowOnly: ['logs:Get*'] }],
    ['use conflicting-keys', { deny: ['s3:*'], use: 'no-database-deletion' }],
    ['statements conflicting-keys', { deny: ['s3:*'], statements: [{ effect: 'deny', actions: 's3:*' }] }],
    ['resources conflicting-keys', { document: {}, resources: ['*'] }],
    ['deny invalid-value', { deny: [] }],
    ['exceptFrom missing-key', { deny: ['s3:*'], exceptFrom: { platforms: [] } }],
    ['exceptFrom missing-key', { deny: ['s3:*'], exceptFrom: { platforms: 'slack', reason: 'a migration' } }],
    ['exceptFrom.platform unknown-key', { deny: ['s3:*'], exceptFrom: { platform: ['slack'] } }],
    ['from.configuration unknown-key', { deny: ['s3:*'], from: { configuration: ['x'] } }],
    ['excpt unknown-key', { deny: ['s3:*'], excpt: ['111111111111'] }],
    ['partition invalid-value', { deny: ['s3:*'], partition: 'awss' }],
    ['use unknown-guardrail', { use: 'no-database-deletions' }],
    ['with.region unknown-parameter', { use: 'only-named-regions', with: { region: 'eu-west-1' } }],
    ['statements wrong-type', { statements: [] }],
    ['statements[0].effect invalid-value', { statements: [{ effect: 'Deny', actions: ['s3:*'] }] }],
    ['statements[0].effect missing-key', { statements: [{ actions: ['s3:*'] }] }],
  ])('%s', (expected, props) => {
    expect(refusalLines(() => policyOf(props))).toContain(expected);
    expect(() => policyOf(props)).toThrow('the guardrail `no-drops` cannot be deployed');
  });

  test('a misspelt action throws, in a list of statements at its place', () => {
    expect(refusalLines(() => policyOf({ deny: ['s3:*', 'ec2:TerminateInstance'] }))).toEqual([
      'deny[1] unknown-action',
    ]);
    const statements = [
      { effect: 'deny', actions: ['s3:*'] },
      { effect: 'allowOnly', actions: ['logs:Get*', 'rds:DeleteDBClusters'] },
    ] as const;
    expect(refusalLines(() => policyOf({ statements }))).toEqual(['statements[1].actions[1] unknown-action']);
  });

  test('a rule too long for one policy throws', () => {
    const deny =
      loadActionCatalogue()
        .actionsOf('ec2')
        ?.map((name) => `ec2:${name}`) ?? [];
    expect(refusalLines(() => policyOf({ deny }))).toContain('document-too-large');
  });

  test('an exemption past its last day throws, and one before it is accepted', () => {
    const exceptFrom = (until: string) => ({
      deny: ['s3:*'],
      exceptFrom: { configurations: 'on-call', reason: 'a migration', owner: 'platform', until },
    });
    expect(refusalLines(() => policyOf(exceptFrom('2020-01-31')))).toEqual([
      'exceptFrom.until exception-expired',
    ]);
    expect(() => policyOf(exceptFrom('2999-01-31'))).not.toThrow();
  });
});

describe('the shapes of a configuration file', () => {
  test.each<[string, Omit<GuardrailProps, 'targets'>]>([
    ['bare values', { deny: 's3:DeleteBucket', resources: 'arn:aws:s3:::a', from: { platforms: 'slack' } }],
    ['the catalogue', { use: 'only-named-regions', with: { regions: ['eu-west-1'] } }],
    ['Microsoft Teams in either spelling', { allowOnly: 'logs:Get*', from: { platforms: 'microsoftTeams' } }],
    ['no statement id', { deny: 's3:*', sid: false }],
    [
      'dated exemptions',
      {
        deny: 's3:*',
        except: [
          { account: '111111111111', reason: 'a migration', owner: 'platform', until: '2999-01-31' },
          '222222222222',
        ],
      },
    ],
    [
      'conditions with one value',
      { deny: 's3:*', conditions: { StringEquals: { 'aws:RequestedRegion': 'x' } } },
    ],
  ])('%s give the document that the file gives', (_, props) => {
    const text = JSON.stringify({ guardrails: [{ name: 'no-drops', targets: 'root', ...props }] });
    const { environments } = planned(text);
    expect(policyOf(props)['content']).toBe(environments[0]?.plan?.policies[0]?.text);
  });

  test('the statement ID comes from the construct ID, not from the name', () => {
    expect(statementOf({ name: 'another', deny: ['s3:*'] }).Sid).toBe('NoDrops');
  });

  test('statements become one policy', () => {
    const { content } = policyOf({
      statements: [
        { effect: 'deny', actions: 's3:DeleteBucket' },
        { effect: 'allowOnly', actions: ['logs:Get*'], exceptResources: 'arn:aws:logs:*:*:*' },
      ],
    });
    expect(JSON.parse(String(content)).Statement).toMatchObject([
      { Sid: 'NoDrops', Action: 's3:DeleteBucket', Resource: '*' },
      { Sid: 'NoDrops2', NotAction: 'logs:Get*', NotResource: 'arn:aws:logs:*:*:*' },
    ]);
  });
});

describe('a token where a word must be written out', () => {
  test.each<[string, (token: string, list: string[]) => object]>([
    ['from.platforms', (token) => ({ deny: 's3:*', from: { platforms: token } })],
    ['from.platforms[0]', (_, tokens) => ({ deny: 's3:*', from: { platforms: tokens } })],
    ['partition', (token) => ({ deny: 's3:*', partition: token })],
    ['use', (token) => ({ use: token })],
    ['statements[0].effect', (token) => ({ statements: [{ effect: token, actions: 's3:*' }] })],
    ['conditions', (token) => ({ deny: 's3:*', conditions: token })],
    ['from', (token) => ({ deny: 's3:*', from: token })],
  ])('`%s`', (path, props) => {
    const create = () =>
      policyOf((stack) => props(variable(stack, 'x').stringValue, variable(stack, 'y').listValue));
    expect(refusalLines(create)).toEqual([`${path} token-not-allowed`]);
  });
});

describe('values that AWS would refuse, or that hardly do what was meant', () => {
  const raw = (statement: object) => ({
    document: { Version: '2012-10-17', Statement: [statement] } as never,
  });

  test('a raw document that is not a service control policy throws with every problem', () => {
    const props = raw({ Effekt: 'Deny', Effect: 'Deny', Action: 'rds', Principal: '*', Resource: '*' });
    expect(() => policyOf(props)).toThrow(/`Effekt`[\s\S]*`rds`[\s\S]*`Principal`/);
  });

  test('props of a class that extends it are left alone', () => {
    const own = { ...inJavaScript({ team: 'databases' }), deny: ['rds:DeleteDBCluster'] };
    expect(() => policyOf(own)).not.toThrow();
  });

  test('an action of `deny` that is not one throws as well', () => {
    expect(refusalLines(() => policyOf({ deny: ['rds.DeleteDBCluster'] }))).toEqual([
      'deny[0] invalid-action',
    ]);
  });

  test('what may match nothing is an annotation, and deployed', () => {
    const stack = testStack();
    const guardrail = new Guardrail(stack, 'g', {
      targets: [],
      ...raw({
        Effect: 'Deny',
        Action: 'rds:DeleteDBCluster',
        Resource: '*',
        Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*' } },
      }),
    });
    expect(guardrail.node.metadata.map(({ data }) => String(data)).join()).toContain(
      'fewer than the six parts',
    );
  });

  test('the value of a token is not checked, however long the string around it', () => {
    const stack = testStack();
    const name = variable(stack, 'name').stringValue;
    const far = `arn:aws:chatbot::111111111111:chat-configuration/slack-channel/${'x'.repeat(90)}`;
    const guardrail = new Guardrail(stack, 'g', {
      targets: [],
      ...raw({
        Effect: 'Deny',
        Action: name,
        Resource: '*',
        Condition: { ArnLike: { 'aws:ChatbotSourceArn': `${far}${name}` } },
      }),
    });
    expect(guardrail.node.metadata).toEqual([]);
  });
});

describe('tokens', () => {
  test('within a text keep their place beside what must be escaped', () => {
    const { content } = policyOf((stack) => ({
      deny: ['s3:*'],
      resources: [`arn:aws:s3:::\${aws:username}-$${variable(stack, 'name').stringValue}/*`],
    }));
    expect(JSON.parse(String(content).replaceAll('${"$"}', 'DOLLAR')).Statement[0].Resource).toBe(
      'arn:aws:s3:::DOLLAR{aws:username}-DOLLAR${var.name}/*',
    );
  });

  test('for a list are accepted alone, among others and within patterns', () => {
    const { content } = policyOf((stack) => ({
      deny: variable(stack, 'actions').listValue,
      except: variable(stack, 'accounts').listValue,
      from: { accounts: ['111111111111'], configurations: variable(stack, 'channels').listValue },
    }));
    expect(content).toContain('"Action":${jsonencode(var.actions)}');
    expect(content).toContain(
      '"ArnNotLike":{"aws:ChatbotSourceArn":${jsonencode(flatten([for item0 in var.accounts : ["arn:aws:chatbot::${item0}:*"]]))}}',
    );
    expect(content).toContain(
      'flatten([for item0 in coalescelist(tolist(var.channels), ["*"]) : ["arn:aws:chatbot::111111111111:chat-configuration/*/${item0}"]])',
    );
  });

  test('for a list of `from` that is empty in Terraform restrict nothing', () => {
    const accounts = (pick: (stack: TerraformStack) => readonly string[]) =>
      String(policyOf((stack) => ({ deny: ['s3:*'], from: { accounts: pick(stack) } }))['content']);
    expect(accounts((stack) => variable(stack, 'a').listValue)).toContain(
      '"ArnLike":{"aws:ChatbotSourceArn":${jsonencode(flatten([for item0 in coalescelist(tolist(var.a), ["*"]) : ["arn:aws:chatbot::${item0}:*"]]))}}',
    );
    const two = (stack: TerraformStack) => [
      ...variable(stack, 'a').listValue,
      ...variable(stack, 'b').listValue,
    ];
    expect(accounts(two)).toContain('coalescelist(concat(tolist(var.a), tolist(var.b)), ["*"])');
    const some = (stack: TerraformStack) => ['111111111111', ...variable(stack, 'a').listValue];
    expect(accounts(some)).not.toContain('coalescelist');
    const late = () => Lazy.listValue({ produce: () => ['111111111111'] });
    expect(accounts(late)).toContain('coalescelist(tolist(["111111111111"]), ["*"])');
  });

  test('for parameters of the catalogue, in values and in keys', () => {
    const { content } = policyOf((stack) => ({
      use: 'only-named-accounts',
      with: { accounts: variable(stack, 'accounts').listValue },
    }));
    expect(content).toContain('var.accounts');
    const tagged = policyOf((stack) => ({
      use: 'no-changes-to-tagged-resources',
      with: { tags: { [variable(stack, 'key').stringValue]: variable(stack, 'value').stringValue } },
    }));
    expect(tagged['content']).toContain('"aws:ResourceTag/${var.key}":"${var.value}"');
  });

  test('for anything but text are encoded by Terraform', () => {
    const { content } = policyOf((stack) => ({
      document: {
        Version: '2012-10-17',
        Statement: new TerraformLocal(stack, 'statements', []).expression as never,
      },
    }));
    expect(content).toBe('{"Version":"2012-10-17","Statement":${jsonencode(local.statements)}}');
  });
});

/** Props that TypeScript would refuse. */
function inJavaScript(props: object): object {
  return props;
}
