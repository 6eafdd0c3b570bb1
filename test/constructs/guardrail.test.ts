import { Lazy, TerraformLocal, type TerraformStack, TerraformVariable } from 'cdktf';
import { Guardrail } from '../../modules/constructs/guardrail.js';
import type { GuardrailProps } from '../../modules/constructs/guardrail-props.js';
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
      new Guardrail(stack, name, { targets: ['root'], deny: ['a:b'] });
    }
    const policies = named(synthesized(stack).resource['aws_organizations_policy']);
    expect(policies['constructor']).toMatchObject({ name: 'constructor' });
    expect(Object.keys(policies).sort()).toEqual(Object.getOwnPropertyNames(Object.prototype).sort());
  });

  test('has no order in the state', () => {
    const stack = testStack();
    new Guardrail(stack, 'g', { targets: ['root'], deny: ['a:b'] });
    expect(synthesized(stack).resource).not.toHaveProperty('terraform_data');
    expect(Guardrail.isGuardrail(stack)).toBe(false);
  });
});

describe('misuse', () => {
  test.each<[string, Omit<GuardrailProps, 'targets'>]>([
    ['says nothing', {}],
    ['`deny` lists what chat may not run', { deny: ['a:b'], allowOnly: ['c:d'] }],
    ['belongs to `deny` or `allowOnly`', { document: {}, resources: ['*'] }],
    ['an empty list', { deny: [] }],
    ['spares all of chat', { deny: ['a:b'], exceptFrom: { platforms: [] } }],
    [
      'exceptFrom.platform: unknown key `platform`',
      { deny: ['a:b'], ...inJavaScript({ exceptFrom: { platform: ['slack'] } }) },
    ],
    [
      'from.configuration: unknown key `configuration`',
      { deny: ['a:b'], ...inJavaScript({ from: { configuration: ['x'] } }) },
    ],
    ['excpt: unknown key `excpt`', { deny: ['a:b'], ...inJavaScript({ excpt: ['111111111111'] }) }],
    ['deny: found `a:b`; expected a list', inJavaScript({ deny: 'a:b' })],
    [
      'except: found `111111111111`; expected a list',
      { deny: ['a:b'], ...inJavaScript({ except: '111111111111' }) },
    ],
    [
      'from.platforms: found `slack`; expected a list',
      { deny: ['a:b'], ...inJavaScript({ from: { platforms: 'slack' } }) },
    ],
  ])('%s', (words, props) => {
    expect(() => policyOf(props)).toThrow(words);
    expect(() => policyOf(props)).toThrow('the guardrail `no-drops` cannot be deployed');
  });
});

describe('what AWS would refuse or hardly does what was meant', () => {
  const raw = (statement: object) => ({
    document: { Version: '2012-10-17', Statement: [statement] } as never,
  });

  test('a raw document that is no service control policy throws with all that is wrong', () => {
    const props = raw({ Effekt: 'Deny', Effect: 'Deny', Action: 'rds', Principal: '*', Resource: '*' });
    expect(() => policyOf(props)).toThrow(/`Effekt`[\s\S]*`Principal`[\s\S]*`rds`/);
  });

  test('props of a class that extends it are left alone', () => {
    const own = { ...inJavaScript({ team: 'databases' }), deny: ['rds:DeleteDBCluster'] };
    expect(() => policyOf(own)).not.toThrow();
  });

  test('a misspelt action of `deny` throws as well', () => {
    expect(() => policyOf({ deny: ['rds.DeleteDBCluster'] })).toThrow('rds.DeleteDBCluster');
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

  test('a platform becomes its part of the ARN, an effect its element', () => {
    const { content } = policyOf((stack) => ({
      statements: [
        { effect: variable(stack, 'e').stringValue, actions: ['a:b'], resources: ['*'], conditions: {} },
      ],
      from: { platforms: ['slack', variable(stack, 'p').stringValue], accounts: ['111111111111'] },
    }));
    const types =
      '({"slack":"slack-channel","microsoft_teams":"microsoft-teams-channel","chime":"chime-webhook"})';
    expect(content).toContain('"${({"deny":"Action","allowOnly":"NotAction"})["${var.e}"]}":"a:b"');
    expect(content).toContain(
      `["arn:aws:chatbot::111111111111:chat-configuration/slack-channel/*","arn:aws:chatbot::111111111111:chat-configuration/\${${types}["\${var.p}"]}/*"]`,
    );
  });

  test('nothing is said about what a token stands for, however long the text around it', () => {
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

  test('for a list stand alone, among others and within patterns', () => {
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

  test('for a list of `from` that turns out empty restrict nothing, where no pattern would bind nobody', () => {
    const accounts = (pick: (stack: TerraformStack) => readonly string[]) =>
      String(policyOf((stack) => ({ deny: ['a:b'], from: { accounts: pick(stack) } }))['content']);
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
