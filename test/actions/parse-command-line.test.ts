import fc from 'fast-check';
import { parseCommandLine } from '../../modules/actions/parse-command-line';

function read(message: string) {
  const line = parseCommandLine(message);
  return 'service' in line ? { ...line, options: Object.fromEntries(line.options) } : line;
}

const listQueues = { service: 'sqs', command: 'list-queues', arguments: [], options: {} };

test.each([
  'sqs list-queues',
  'aws sqs list-queues',
  '@aws sqs list-queues',
  '@AWS   sqs\tlist-queues ',
  '@Amazon Q sqs list-queues',
  '@amazon\u00a0q\nsqs list-queues',
  '@AmazonQ sqs list-queues',
  '@Amazon Q Developer sqs list-queues',
  '@Q sqs list-queues',
  '@q aws sqs list-queues',
  '<@U024BE7LH> sqs list-queues',
  '<at>Amazon Q</at> sqs list-queues',
  '`@aws sqs list-queues`',
  '```\naws sqs list-queues\n```',
  '@aws SQS List-Queues',
  'sqs\u200b list\u2011queues\ufeff',
])('%j lists queues', (message) => {
  expect(read(message)).toEqual(listQueues);
});

test.each([
  '--region eu-west-1',
  '-region eu-west-1',
  '\u2014region eu-west-1',
  '\u2013region eu-west-1',
  '\u2014\u2014region eu-west-1',
  '-\u2013region eu-west-1',
  '--region=eu-west-1',
  '--REGION eu-west-1',
  '--region "eu-west-1"',
  '--region \u201ceu-west-1\u201d',
  "--region 'eu-west-1'",
  '--region \u2018eu-west-1\u2019',
  '\\\n  --region eu-west-1',
])('%j names the Region', (option) => {
  expect(read(`sqs list-queues ${option}`)).toEqual({
    ...listQueues,
    options: { '--region': ['eu-west-1'] },
  });
});

test.each([
  ['--payload {"ip": "192.0.2.0/24"}', '{"ip": "192.0.2.0/24"}'],
  ['--payload {\u201cip\u201d: \u201c192.0.2.0/24\u201d}', '{"ip": "192.0.2.0/24"}'],
  ['--payload { "a": ["x -y", "}"] }', '{ "a": ["x -y", "}"] }'],
  [`--payload '{"a": "b c"}'`, '{"a": "b c"}'],
  ['--payload "{\\"a\\": 1}"', '{"a": 1}'],
  ['--payload a\\ b', 'a b'],
])('%s is one word', (option, value) => {
  expect(read(`lambda invoke ${option}`)).toMatchObject({ options: { '--payload': [value] } });
});

test('an option has every word up to the next option', () => {
  expect(read('ec2 stop-instances --instance-ids i-1 i-2 --force --cli-read-timeout -1')).toMatchObject({
    options: { '--instance-ids': ['i-1', 'i-2'], '--force': [], '--cli-read-timeout': ['-1'] },
  });
});

test('an option given twice has the words of both', () => {
  expect(read('s3 sync . s3://b --exclude a --exclude b')).toMatchObject({
    arguments: ['.', 's3://b'],
    options: { '--exclude': ['a', 'b'] },
  });
});

test.each([
  'aws --region eu-west-1 sqs list-queues',
  'aws --no-paginate --region eu-west-1 sqs list-queues',
  'aws sqs --region eu-west-1 list-queues',
])('%s has its global options before the command', (line) => {
  expect(read(line)).toMatchObject({
    service: 'sqs',
    command: 'list-queues',
    options: { '--region': ['eu-west-1'] },
  });
});

test("an argument after global options is the command's own", () => {
  expect(read('aws --region eu-west-1 s3 ls s3://b')).toMatchObject({
    arguments: ['s3://b'],
    options: { '--region': ['eu-west-1'] },
  });
});

test.each([
  ['sqs list-queues | head', /for a shell/],
  ['sqs list-queues; sqs list-queues', /for a shell/],
  ['sqs list-queues > queues.json', /for a shell/],
  ['sqs get-queue-url --queue-name $(cat name)', /for a shell/],
  ['lambda invoke --payload "open', /never closed/],
  ['lambda invoke --payload {"a": [1}', /never closed/],
])('%s is not read', (line, reason) => {
  expect(read(line)).toMatchObject({ reason: expect.stringMatching(reason) });
});

test('an operator inside quotes is text', () => {
  expect(read('logs filter-log-events --filter-pattern "a | b"')).toMatchObject({
    options: { '--filter-pattern': ['a | b'] },
  });
});

test('any text is read or refused with a reason, and reading it twice is the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'aws @-\u2014"\'{}[]\\|; \n`=:$'), maxLength: 40 }),
      (text) => {
        const line = read(text);
        expect(line).toEqual(read(text));
        if ('reason' in line) expect(line.reason.length).toBeGreaterThan(0);
      },
    ),
  );
});
