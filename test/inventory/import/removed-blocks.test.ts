import { removedBlocks } from '../../../modules/inventory/import/build-configuration.js';

const policy = 'aws_organizations_policy';
const textOf = (imported: readonly string[], all = imported): string =>
  removedBlocks(imported, all)[0]?.text ?? '';

test('a block covers all instances of a resource, without the keys of resources and modules', () => {
  const text = textOf([
    `module.a["x"].${policy}.p["k]"]`,
    `module.a["y"].${policy}.p["k"]`,
    `${policy}.q[0]`,
  ]);
  expect(text.match(/from = .*/g)).toEqual([`from = ${policy}.q`, `from = module.a.${policy}.p`]);
  expect(text).not.toContain("state rm '");
});

test('a resource of which some instances stay in the old state gets a command for each imported instance', () => {
  const text = textOf([`${policy}.p["chat"]`], [`${policy}.p["chat"]`, `${policy}.p["tags"]`]);
  expect(text).not.toContain('removed {');
  expect(text).toContain(`terraform state rm '${policy}.p["chat"]'\n`);
});

test('without Terraform no file is written', () => {
  expect(removedBlocks([], [])).toEqual([]);
});

test('an address that Terraform does not accept becomes no block and no command of its own', () => {
  const text = textOf([`${policy}.x\n}\nresource "null_resource" "y" {`, `${policy}.p["'; rm -rf /; '"]`]);
  for (const line of text.split('\n'))
    expect(line).toMatch(/^(?:#.*|removed \{|\s+(?:from = [\w.-]+|lifecycle \{|destroy = false|\})|\}|)$/);
});
