import { planned, problemLines } from '../support/planned-configuration.js';

const errors = (text: string) => problemLines(text).map((line) => line.replace(/^\d+:\d+ error /, ''));

describe('what Terraform or AWS would refuse is refused', () => {
  test.each([
    ['version: banana', 'rule=form found=banana expected=version-constraint'],
    ['version: ""', 'rule=form found= expected=version-constraint'],
    ['version: "5.*"', 'rule=form found=5.* expected=version-constraint'],
    ['version: "=> 5"', 'rule=form found==> 5 expected=version-constraint'],
    ['version: ">= 5 < 6"', 'rule=form found=>= 5 < 6 expected=version-constraint'],
    ['version: ">= 5,"', 'rule=form found=>= 5, expected=version-constraint'],
    ['version: 1.2.3.4', 'rule=form found=1.2.3.4 expected=version-constraint'],
    ['region: ""', 'rule=form found= expected=region'],
    ['region: us east 1', 'rule=form found=us east 1 expected=region'],
    ['assumeRole: { roleArn: not an arn }', 'rule=form found=not an arn expected=role-arn'],
    [
      'assumeRole: { roleArn: "arn:aws:iam::1:role/x" }',
      'rule=form found=arn:aws:iam::1:role/x expected=role-arn',
    ],
    ['endpoints: { sts: no url }', 'rule=form found=no url expected=url'],
    ['endpoints: { sts: "localhost:4566" }', 'rule=form found=localhost:4566 expected=url'],
  ])('provider: { %s }', (written, facts) => {
    expect(errors(`provider: { ${written} }`)).toEqual([`invalid-value ${facts}`]);
  });

  test.each([
    ['duration: 1 hour', 'rule=form found=1 hour expected=duration'],
    ['duration: 14m59s', 'rule=form found=14m59s expected=duration'],
    ['duration: 12h1s', 'rule=form found=12h1s expected=duration'],
    ['duration: "3600"', 'rule=form found=3600 expected=duration'],
    ['sessionName: s', 'rule=form found=s expected=role-session-name'],
    ['sessionName: my session', 'rule=form found=my session expected=role-session-name'],
    ['externalId: x', 'rule=form found=x expected=external-id'],
  ])('provider.assumeRole: { %s }', (written, facts) => {
    const role = `roleArn: "arn:aws:iam::123456789012:role/x", ${written}`;
    expect(errors(`provider: { assumeRole: { ${role} } }`)).toEqual([`invalid-value ${facts}`]);
  });

  test.each([
    ['{ s3: { bucket: "", region: us-east-1 } }', 'rule=form found= expected=s3-bucket'],
    [
      '{ s3: { bucket: "s3://states", region: us-east-1 } }',
      'rule=form found=s3://states expected=s3-bucket',
    ],
    ['{ s3: { bucket: my bucket, region: us-east-1 } }', 'rule=form found=my bucket expected=s3-bucket'],
    ['{ s3: { bucket: b, region: "" } }', 'rule=form found= expected=region'],
    ['{ s3: { bucket: b, region: r, key: /a } }', 'rule=form found=/a expected=s3-key'],
    ['{ s3: { bucket: b, region: r, key: a/ } }', 'rule=form found=a/ expected=s3-key'],
    ['{ cloud: { organization: "", workspace: w } }', 'rule=form found= expected=terraform-organization'],
    ['{ cloud: { organization: o, workspace: "" } }', 'rule=form found= expected=terraform-workspace'],
    ['{ cloud: { organization: o, tags: [""] } }', 'rule=form found= expected=terraform-workspace-tag'],
    [
      '{ cloud: { organization: o, workspace: w, hostname: "https://h" } }',
      'rule=form found=https://h expected=host',
    ],
    ['{ local: { path: "" } }', 'rule=form found= expected=state-file'],
    ['{ local: { path: / } }', 'rule=form found=/ expected=state-file'],
    ['{ local: { path: states/.. } }', 'rule=form found=states/.. expected=state-file'],
    ['{ remote: { organization: o, prefix: "" } }', 'rule=form found= expected=terraform-workspace-prefix'],
  ])('backend: %s', (written, facts) => {
    expect(errors(`backend: ${written}`)).toEqual([`invalid-value ${facts}`]);
  });

  test('more retries than a computer counts', () => {
    expect(problemLines('provider: { maxRetries: 99999999999999 }')).toEqual([
      '1:25 error wrong-type rule=schema-type foundType=number found=99999999999999 expected=["maximum"] words=[] limit=2147483647',
    ]);
  });

  test('default tags that policies could not have themselves', () => {
    expect(problemLines('provider: { defaultTags: { "": "", "aws:x": "1", owner: "" } }')).toEqual([
      '1:32 error invalid-tag rule=tag-key key=',
      '1:45 error invalid-tag rule=tag-key key=aws:x',
    ]);
  });
});

test('a value of another form is located at its key', () => {
  expect(problemLines('provider: { assumeRole: { roleArn: x } }')).toEqual([
    '1:36 error invalid-value rule=form found=x expected=role-arn',
  ]);
});

describe('values that Terraform accepts are accepted', () => {
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

describe('a misspelt Region of the provider or of the state', () => {
  test.each([
    ['provider: { region: us-eest-1 }', 'us-east-1'],
    ['backend: { s3: { bucket: b, region: eu-wst-1 } }', 'eu-west-1'],
  ])('is a warning with the nearest Region: %s', (text, nearest) => {
    const [line = ''] = problemLines(`${text}\nguardrails: []\n`).filter((each) =>
      each.includes('unknown-region'),
    );
    expect(line).toContain(' warning unknown-region ');
    expect(line).toContain(`nearest=${nearest}`);
  });

  test.each([
    ['provider: { region: us-west-2 }'],
    ['provider: { region: laboratory }'],
    ['provider: { region: us-eest-1, endpoints: { organizations: "http://localhost:4566" } }'],
    ['backend: { s3: { bucket: Old_Bucket.x, region: eu-west-1 } }'],
  ])('is not suspected in %s', (text) => {
    expect(problemLines(`${text}\nguardrails: []\n`).filter((each) => !each.includes('empty'))).toEqual([]);
  });
});
