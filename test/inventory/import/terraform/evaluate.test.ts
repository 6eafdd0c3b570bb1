import { parseHcl } from '../../../../modules/inventory/import/hcl/parse-hcl.js';
import { evaluate } from '../../../../modules/inventory/import/terraform/evaluate.js';

const files: Readonly<Record<string, string>> = { './policy.json': '{"a":1}' };

/** What the attribute `v` of a text comes to, or why that is not known. */
function valueIn(text: string): unknown {
  const value = parseHcl(text).attributes.get('v')?.value;
  if (value === undefined) throw new Error('no v');
  const evaluated = evaluate(value, {
    lookUp: (reference) =>
      reference === 'local.name'
        ? { value: 'corp' }
        : reference === 'path.module'
          ? { value: '.' }
          : undefined,
    readFile: (path) => (files[path] === undefined ? { reason: 'no such file' } : { text: files[path] }),
  });
  return evaluated.unknown === undefined ? evaluated.value : { unknown: evaluated.unknown };
}

test.each([
  ['a text', 'v = "x"', 'x'],
  ['escapes', 'v = "a\\n\\"b\\" \\\\ \\u00e9"', 'a\n"b" \\ é'],
  ['a doubled dollar is one', 'v = "$${aws:username} %%{ 100% $5"', '${aws:username} %{ 100% $5'],
  ['an interpolation', 'v = "${local.name}-chat"', 'corp-chat'],
  ['an interpolation alone keeps its type', 'v = "${[1, true, null]}"', [1, true, null]],
  ['a brace in a text in an interpolation', 'v = "${jsonencode("}")}!"', '"}"!'],
  ['a list over lines with comments', 'v = [\n  "a", # one\n  /* two */ "b",\n]', ['a', 'b']],
  ['an object with any kind of key', 'v = { a = 1, "b c" : 2\n  d-e = 3 }', { a: 1, 'b c': 2, 'd-e': 3 }],
  ['a heredoc', 'v = <<EOT\n  {"a": "$${b}"}\nEOT\n', '  {"a": "${b}"}\n'],
  ['an indented heredoc', 'v = <<-EOT\n    a\n      b\n\n    EOT\n', 'a\n  b\n\n'],
  ['a heredoc has no escapes', 'v = <<EOT\n"a\\n"\nEOT', '"a\\n"\n'],
  ['a heredoc with an interpolation', 'v = <<EOT\n${local.name}!\nEOT\n', 'corp!\n'],
  ['jsonencode', 'v = jsonencode({ a = ["b"] })', '{"a":["b"]}'],
  ['a file', 'v = file("${path.module}/policy.json")', '{"a":1}'],
  ['a file decoded and encoded', 'v = jsonencode(jsondecode(file("./policy.json")))', '{"a":1}'],
  ['toset', 'v = toset(["b", "a", "b"])', ['a', 'b']],
  ['Windows line ends', 'v = [\r\n "a"\r\n]\r\nw = 1\r\n', ['a']],
])('%s', (_, text, expected) => {
  expect(valueIn(text)).toEqual(expected);
});

test.each([
  ['a variable', 'v = var.x', '`var.x` is not known'],
  ['a variable deep inside', 'v = jsonencode({ a = ["${var.x}"] })', '`var.x` is not known'],
  ['a condition', 'v = local.a ? "x" : "y"', '`local.a ? "x" : "y"` is not evaluated'],
  ['an operator', 'v = 1 + 2', '`1 + 2` is not evaluated'],
  ['a `for`', 'v = [for x in var.y : { a = x }]', '`[for x in var.y : { a = x }]` is not evaluated'],
  [
    'a `for` of an object',
    'v = { for k, x in var.y : k => x }',
    '`{ for k, x in var.y : k => x }` is not evaluated',
  ],
  ['a splat', 'v = aws_x.y[*].id', '`aws_x.y[*].id` is not evaluated'],
  ['a key that is computed', 'v = { (local.name) = 1 }', '`{ (local.name) = 1 }` is not evaluated'],
  ['another function', 'v = templatefile("x.json", {})', 'the function `templatefile` is not run here'],
  ['a directive', 'v = "%{ if local.x }a%{ endif }"', '`%{ if local.x }` is not evaluated'],
  ['a stripped interpolation', 'v = "a ${~ local.name ~} b"', '`${~ local.name ~}` is not evaluated'],
  ['a file that is not there', 'v = file("x.json")', 'cannot read `x.json`: no such file'],
  ['a value over several lines in parentheses', 'v = (\n  "a"\n)', '`( "a" )` is not evaluated'],
])('%s is not known, and said so', (_, text, unknown) => {
  const found = valueIn(text) as { readonly unknown: string };
  expect({ unknown: found.unknown.replace(/\s+/g, ' ').replace(/\\u\{a\}\s*/g, ' ') }).toEqual({ unknown });
});

test.each(['v = "a', 'v = [1', 'v = <<EOT\nx', '} ', 'block "x" {', 'v =', 'v = 1\nv = 2', '/* x', 'x y z'])(
  '%j is no HCL',
  (text) => {
    expect(() => parseHcl(text)).toThrow(
      expect.objectContaining({ name: 'HclError', offset: expect.any(Number) }),
    );
  },
);

test('thousands of brackets end in a problem and not in the end of the stack', () => {
  expect(() => parseHcl(`v = ${'['.repeat(100_000)}`)).toThrow(/nested/);
  expect(() => parseHcl('a {\n'.repeat(100_000))).toThrow(/nested/);
  expect(() => parseHcl(`v = ${'"${'.repeat(100_000)}`)).toThrow(/nested/);
});
