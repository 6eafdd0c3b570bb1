// Stands in for GitHub's command line: `gh api [--paginate] [-X METHOD] PATH [-F body=@FILE]` at $GITHUB_API_URL.
const { readFileSync } = require('node:fs');

const [command, ...words] = process.argv.slice(2);
if (command !== 'api') throw new Error(`no stand-in for gh ${command}`);
const after = (flag) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
const field = after('-F');
const method = after('-X') ?? (field === undefined ? 'GET' : 'POST');
const path = words.find((word) => word.startsWith('repos/'));
const body = field && JSON.stringify({ body: readFileSync(field.replace('body=@', ''), 'utf8') });

fetch(`${process.env.GITHUB_API_URL}/${path}`, { method, body })
  .then((answer) => answer.text())
  .then((text) => process.stdout.write(`${text}\n`));
