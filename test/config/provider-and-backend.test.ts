import { planned, problemLines } from '../support/planned-configuration.js';

const errors = (text: string) =>
  problemLines(text).map((line) => line.replace(/^\d+:\d+ error /, '').replace(/ \| .*$/, ''));

describe('what Terraform or AWS would refuse is refused', () => {
  test.each([
    ['version: banana', 'found `banana`; expected a version constraint of Terraform'],
    ['version: ""', 'found an empty text; expected a version constraint of Terraform'],
    ['version: "5.*"', 'found `5.*`; expected a version constraint of Terraform'],
    ['version: "=> 5"', 'found `=> 5`; expected a version constraint of Terraform'],
    ['version: ">= 5 < 6"', 'found `>= 5 < 6`; expected a version constraint of Terraform'],
    ['version: ">= 5,"', 'found `>= 5,`; expected a version constraint of Terraform'],
    ['version: 1.2.3.4', 'found `1.2.3.4`; expected a version constraint of Terraform'],
    ['region: ""', 'found an empty text; expected the name of a Region'],
    ['region: us east 1', 'found `us east 1`; expected the name of a Region'],
    ['assumeRole: { roleArn: not an arn }', 'found `not an arn`; expected the ARN of a role'],
    [
      'assumeRole: { roleArn: "arn:aws:iam::1:role/x" }',
      'found `arn:aws:iam::1:role/x`; expected the ARN of a role',
    ],
    ['endpoints: { sts: no url }', 'found `no url`; expected a URL'],
    ['endpoints: { sts: "localhost:4566" }', 'found `localhost:4566`; expected a URL'],
  ])('provider: { %s }', (written, message) => {
    expect(errors(`provider: { ${written} }`)).toEqual([`invalid-value: ${message}`]);
  });

  test.each([
    ['duration: 1 hour', 'found `1 hour`; expected a duration from 15 minutes to 12 hours'],
    ['duration: 14m59s', 'found `14m59s`; expected a duration from 15 minutes to 12 hours'],
    ['duration: 12h1s', 'found `12h1s`; expected a duration from 15 minutes to 12 hours'],
    ['duration: "3600"', 'found `3600`; expected a duration from 15 minutes to 12 hours'],
    ['sessionName: s', 'found `s`; expected two to 64 letters, digits and `_+=,.@-`'],
    ['sessionName: my session', 'found `my session`; expected two to 64 letters, digits and `_+=,.@-`'],
    ['externalId: x', 'found `x`; expected two to 1224 letters, digits and `_+=,.@:/-`'],
  ])('provider.assumeRole: { %s }', (written, message) => {
    const role = `roleArn: "arn:aws:iam::123456789012:role/x", ${written}`;
    expect(errors(`provider: { assumeRole: { ${role} } }`)).toEqual([`invalid-value: ${message}`]);
  });

  test.each([
    ['{ s3: { bucket: "", region: us-east-1 } }', 'found an empty text; expected the name of a bucket'],
    ['{ s3: { bucket: b, region: "" } }', 'found an empty text; expected the name of a Region'],
    ['{ s3: { bucket: b, region: r, key: /a } }', 'found `/a`; expected a key without a slash at either end'],
    ['{ s3: { bucket: b, region: r, key: a/ } }', 'found `a/`; expected a key without a slash at either end'],
    [
      '{ cloud: { organization: "", workspace: w } }',
      'found an empty text; expected the name of an organization',
    ],
    [
      '{ cloud: { organization: o, workspace: "" } }',
      'found an empty text; expected the name of a workspace',
    ],
    ['{ cloud: { organization: o, tags: [""] } }', 'found an empty text; expected a tag'],
    [
      '{ cloud: { organization: o, workspace: w, hostname: "https://h" } }',
      'found `https://h`; expected the name of a host',
    ],
    ['{ local: { path: "" } }', 'found an empty text; expected the path of a file'],
    ['{ local: { path: / } }', 'found `/`; expected the path of a file'],
    ['{ local: { path: states/.. } }', 'found `states/..`; expected the path of a file'],
    ['{ remote: { organization: o, prefix: "" } }', 'found an empty text; expected the beginning of names'],
  ])('backend: %s', (written, message) => {
    expect(errors(`backend: ${written}`)).toEqual([`invalid-value: ${message}`]);
  });

  test('more retries than a computer counts', () => {
    expect(problemLines('provider: { maxRetries: 99999999999999 }')).toEqual([
      '1:25 error wrong-type: found the number `99999999999999`; expected a number of at most 2147483647',
    ]);
  });

  test('default tags that policies could not have themselves', () => {
    expect(problemLines('provider: { defaultTags: { "": "", "aws:x": "1", owner: "" } }')).toEqual([
      '1:32 error invalid-tag: a tag without a key | name it',
      '1:45 error invalid-tag: `aws:x` begins with `aws:`, which AWS keeps for itself | rename it',
    ]);
  });
});

test('a message says what to write instead', () => {
  expect(problemLines('provider: { assumeRole: { roleArn: x } }')).toEqual([
    '1:36 error invalid-value: found `x`; expected the ARN of a role | it looks like `arn:aws:iam::123456789012:role/deploy`',
  ]);
});

describe('what Terraform takes is taken', () => {
  test.each([
    '">= 5.69.0, < 7.0.0"',
    '"~> 6.0"',
    '"= 5.1.0"',
    '"!= 5.1"',
    '~>5',
    '"5"',
    '" >= 5 "',
    '5.0.0-beta1',
    '5.0-beta.1+m',
  ])('the version %s', (version) => {
    expect(problemLines(`provider: { version: ${version} }`)).toEqual([]);
  });

  test.each(['15m', '12h', '1h30m', '0.5h', '3600s', '900000ms', '+1h'])('the duration %s', (duration) => {
    const role = `{ roleArn: "arn:aws-us-gov:iam::123456789012:role/path/x", duration: ${duration} }`;
    expect(problemLines(`provider: { assumeRole: ${role} }`)).toEqual([]);
  });

  test.each([
    '{ local: { path: ../states/a b.tfstate } }',
    "{ local: { path: 'C:\\states\\.tfstate' } }",
    '{ s3: { bucket: b, region: r, key: a//b.tfstate } }',
    '{ s3: { bucket: "arn:aws:s3:eu-west-1:123456789012:accesspoint/a", region: r } }',
    '{ cloud: { organization: o, workspace: w, hostname: "tfe.example.com:8443" } }',
  ])('the backend %s', (backend) => {
    expect(problemLines(`backend: ${backend}`)).toEqual([]);
  });

  test('the endpoints of an emulator', () => {
    const text =
      'provider: { region: local, endpoints: { sts: "http://127.0.0.1:5000", organizations: "https://[::1]/" } }';
    expect(problemLines(text)).toEqual([]);
    expect(planned(text).environments[0]?.environment.provider.endpoints).toEqual({
      sts: 'http://127.0.0.1:5000',
      organizations: 'https://[::1]/',
    });
  });
});
