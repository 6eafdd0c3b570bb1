import { fromState } from '../../../../modules/inventory/import/terraform/from-state.js';
import { fromTerraform } from '../../../../modules/inventory/import/terraform/from-terraform.js';

const read = (text: string, known: readonly string[] = []) =>
  fromTerraform(
    { files: [{ text, file: 'main.tf' }], readFile: () => ({ reason: 'no such file' }) },
    new Set(known),
  );
const policy = (body: string): string =>
  `resource "aws_organizations_policy" "x" {\n  name = "slack-only"\n  type = "CHATBOT_POLICY"\n${body}\n}\n`;
const content = '  content = jsonencode({ chatbot = {} })';
const told = (text: string) =>
  read(text).problems.map(({ kind, line, column, message }) => [kind, line, column, message]);

test('everything that Terraform knows of a policy is taken', () => {
  const text = policy(`${content}
  description  = "by hand"
  skip_destroy = true
  tags         = { team = "security" }
  lifecycle {
    prevent_destroy = true
  }`);
  expect(read(text)).toMatchObject({
    problems: [],
    policies: [
      {
        ...{ name: 'slack-only', type: 'CHATBOT_POLICY', description: 'by hand', tags: { team: 'security' } },
        ...{ content: { chatbot: {} }, targets: [], skipDestroy: true, preventDestroy: true },
        place: { file: 'main.tf', line: 1, column: 1 },
      },
    ],
  });
});

test('a policy without a type is a service control policy, and its document may be one of Terraform', () => {
  const text = `data "aws_iam_policy_document" "d" {
  statement {
    sid       = "S"
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["arn:aws:iam::*:user/&{aws:username}"]
    condition {
      test     = "ArnLike"
      variable = "aws:ChatbotSourceArn"
      values   = ["arn:aws:chatbot::*:*"]
    }
  }
}
resource "aws_organizations_policy" "x" {
  name    = "no-iam"
  content = data.aws_iam_policy_document.d.json
}`;
  expect(read(text).policies).toMatchObject([
    {
      type: 'SERVICE_CONTROL_POLICY',
      content: {
        Version: '2012-10-17',
        Statement: [
          {
            ...{ Sid: 'S', Effect: 'Deny', Action: 'iam:*' },
            Resource: 'arn:aws:iam::*:user/${aws:username}',
            Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
          },
        ],
      },
    },
  ]);
});

test('attachments to the root, to units of the files and to ids are targets', () => {
  const text = `${policy(content)}
data "aws_organizations_organization" "this" {}
resource "aws_organizations_organizational_unit" "w" {
  name      = "Work/loads"
  parent_id = data.aws_organizations_organization.this.roots[0].id
}
resource "aws_organizations_organizational_unit" "p" {
  name      = "Prod"
  parent_id = aws_organizations_organizational_unit.w.id
}
resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.x.id
  target_id = data.aws_organizations_organization.this.roots[0].id
}
resource "aws_organizations_policy_attachment" "others" {
  for_each  = toset(["123456789012", aws_organizations_organizational_unit.p.id])
  policy_id = aws_organizations_policy.x.id
  target_id = each.value
}
`;
  const [found] = read(text).policies;
  expect(found?.targets?.map(({ written }) => written)).toEqual([
    'root',
    '123456789012',
    'Work\\/loads/Prod',
  ]);
});

test('the id in an `import` block is the policy’s', () => {
  const text = `${policy(content)}import {\n  to = aws_organizations_policy.x\n  id = "p-abcdefgh"\n}\n`;
  expect(read(text).policies).toMatchObject([{ id: 'p-abcdefgh' }]);
});

test.each([
  ['content = var.x', 'content', '`var.x` is not known'],
  ['content = jsonencode(local.gone)', 'content', '`local.gone` is not known'],
  ['content = templatefile("x.tftpl", {})', 'content', 'the function `templatefile` is not run here'],
])('a policy with `%s` is not imported, and the place is named', (line, key, why) => {
  expect(read(policy(`  ${line}`)).policies).toEqual([]);
  expect(told(policy(`  ${line}`))).toEqual([
    ['not-imported', 4, 3, `\`aws_organizations_policy.x\`: \`${key}\`: ${why}`],
  ]);
});

test.each(['count', 'for_each'])('a policy with `%s` is not imported', (key) => {
  expect(told(policy(`${content}\n  ${key} = 2`))).toMatchObject([
    ['not-imported', 5, 3, expect.any(String)],
  ]);
});

test('what a module makes, and an attachment to what is not known, are told', () => {
  const text = `${policy(content)}module "m" {\n  source = "./m"\n}
resource "aws_organizations_policy_attachment" "a" {
  policy_id = aws_organizations_policy.x.id
  target_id = aws_organizations_account.a.id
}`;
  expect(told(text)).toEqual([
    ['not-imported', 6, 1, 'the module `m` is not followed: what it makes is not known from here'],
    [
      'import-gap',
      11,
      3,
      '`aws_organizations_policy_attachment.a` is left out: `aws_organizations_account.a.id` is not known',
    ],
  ]);
});

test('locals that refer to each other end in a reason', () => {
  const text = `locals {\n  a = local.b\n  b = local.a\n}\n${policy('  content = local.a')}`;
  expect(told(text)).toMatchObject([['not-imported', 8, 3, expect.stringContaining('refers to itself')]]);
});

test('a document that AWS would refuse is refused at its attribute', () => {
  expect(told(policy('  content = jsonencode({ chatbot = { platform = {} } })'))).toMatchObject([
    ['unknown-key', 4, 3, expect.any(String)],
  ]);
});

test('text that is no HCL is refused with its place', () => {
  expect(read('resource "x" {\n  a = [\n').problems).toMatchObject([
    { kind: 'not-imported', severity: 'error', file: 'main.tf', line: expect.any(Number) },
  ]);
});

test('resources of the state are not read a second time', () => {
  expect(read(policy('  content = var.x'), ['aws_organizations_policy.x'])).toEqual({
    policies: [],
    problems: [],
  });
});

const attributes = {
  ...{ id: 'p-abcdefgh', name: 'slack-only', type: 'CHATBOT_POLICY', content: '{"chatbot":{}}' },
  ...{ description: '', tags: { team: 'security' }, skip_destroy: null },
};
const attached = {
  id: 'r-ab12:p-abcdefgh',
  policy_id: 'p-abcdefgh',
  target_id: 'r-ab12',
  skip_destroy: true,
};
const resource = (type: string, values: object) => ({
  ...{ mode: 'managed', type, name: 'x', module: 'module.chat' },
  instances: [{ index_key: 'a', attributes: values }],
});

test('a state knows ids and attachments, and the file that `show -json` prints says the same', () => {
  const filed = {
    ...{ version: 4, terraform_version: '1.11.4', serial: 3 },
    resources: [
      resource('aws_organizations_policy', attributes),
      resource('aws_organizations_policy_attachment', attached),
    ],
  };
  const shown = {
    values: {
      root_module: {
        child_modules: [
          {
            resources: [
              { mode: 'managed', type: 'aws_organizations_policy', address: 'a', values: attributes },
              {
                mode: 'managed',
                type: 'aws_organizations_policy_attachment',
                address: 'b',
                values: attached,
              },
            ],
          },
        ],
      },
    },
  };
  for (const state of [filed, shown]) {
    expect(fromState({ text: JSON.stringify(state), file: 'terraform.tfstate' })).toMatchObject({
      policies: [
        {
          ...{ id: 'p-abcdefgh', name: 'slack-only', tags: { team: 'security' }, skipDestroy: false },
          targets: [{ written: 'r-ab12', attachedTo: 'r-ab12' }],
        },
      ],
      problems: [{ kind: 'import-gap', message: expect.stringContaining('differ in `skip_destroy`') }],
    });
  }
});

test('a state of another version is refused', () => {
  const text = JSON.stringify({ version: 3, terraform_version: '0.11.0', serial: 1, modules: [] });
  expect(fromState({ text, file: 'terraform.tfstate' }).problems).toMatchObject([
    { severity: 'error', message: 'a state of another version than 4' },
  ]);
});
