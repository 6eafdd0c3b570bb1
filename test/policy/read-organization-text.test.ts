import fc from 'fast-check';
import {
  readOrganization,
  readOrganizationText,
} from '../../modules/policy/organization/read-organization.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { maxWrittenKeys, surveyJson } from '../../modules/policy/text/parse-json.js';
import { runs, seed } from '../support/effort.js';
import { organizationFileOf } from '../support/organization-file.js';

const unit = { accounts: [{}, {}], units: [{ accounts: [{}] }] };
const text = JSON.stringify(organizationFileOf(unit), null, 2);

function problemsOf(changed: string): readonly string[] {
  return readOrganizationText({ text: changed }).problems.map(
    ({ kind, line, path }) => `${kind} in line ${line}: ${path.join('.')}`,
  );
}

/** The line, counted from 1, in which a part of the text begins. */
function lineOf(part: string, changed: string): number {
  return changed.slice(0, changed.lastIndexOf(part)).split('\n').length;
}

describe('the text of an organization file', () => {
  it('that is valid has no problems', () => {
    expect(problemsOf(text)).toEqual([]);
    expect(readOrganizationText({ text }).organization?.root.accounts).toHaveLength(2);
  });

  it('can contain strings that look like keys', () => {
    const changed = text.replace('"account 1"', JSON.stringify('": "a": {"b":'));
    expect(problemsOf(changed)).toEqual([]);
    expect(readOrganizationText({ text: changed }).organization).toBeDefined();
  });

  it('with a duplicate key in one object is rejected at the second one', () => {
    const changed = text.replace('"name": "account 1"', '"name": "a",\n"name": "b"');
    expect(problemsOf(changed)).toEqual([
      `duplicate-key in line ${lineOf('"name": "b"', changed)}: root.accounts.0.name`,
    ]);
    expect(readOrganizationText({ text: changed }).organization).toBeUndefined();
  });

  it('with a duplicate key is rejected even if strings look like keys', () => {
    const changed = text.replace('"name": "account 1"', '"name": "\\": :",\n"name": "b"');
    expect(problemsOf(changed)).toHaveLength(1);
  });

  it.each([
    ['two accounts of a unit', '000000000002', '000000000001', 'root.accounts.1.id'],
    ['accounts of two units', '000000000003', '000000000001', 'root.organizationalUnits.0.accounts.0.id'],
    ['a unit and an account', 'ou-ab12-00000002', '000000000001', 'root.accounts.0.id'],
  ])('with one id for %s is refused', (_what, id, other, path) => {
    const problems = problemsOf(text.replace(id, other));
    expect(problems.filter((problem) => problem.startsWith('duplicate-id'))).toEqual([
      expect.stringContaining(path.replace('.accounts.0.id', '')),
    ]);
  });

  it('reports each invalid account ID once', () => {
    const changed = text.replace('000000000002', 'x').replace('000000000003', 'y');
    expect(problemsOf(changed).map((problem) => problem.split(' ')[0])).toEqual([
      'invalid-organization',
      'invalid-organization',
    ]);
  });

  it('that is nested too deep is rejected and does not crash', () => {
    const changed = text.replace(
      '"version": 1',
      `"version": 1, "deep": ${'['.repeat(5e4)}${']'.repeat(5e4)}`,
    );
    expect(problemsOf(changed)).toEqual([expect.stringContaining('json-too-deep')]);
  });

  it.each(['version', 'id', 'enabledPolicyTypes', 'root', 'policies', 'channels', 'missing'])(
    'with a `%s` that is nested deeper than a stack is refused, not a crash',
    (key) => {
      const value = JSON.stringify({ ...JSON.parse(text), [key]: '@' });
      const changed = value.replace('"@"', `${'['.repeat(2e5)}${']'.repeat(2e5)}`);
      expect(problemsOf(changed)).toEqual([expect.stringContaining('json-too-deep')]);
    },
  );

  it('with more problems than a function accepts arguments is rejected and does not crash', () => {
    const workspaces = { '@@assign': Array.from({ length: 150_000 }, () => 'no id') };
    const content = { chatbot: { platforms: { slack: { workspaces } } } };
    const policies = { 'p-chat000000': { name: 'long', type: 'CHATBOT_POLICY', content } };
    const changed = JSON.stringify({ ...JSON.parse(text), policies });
    const { problems } = readOrganizationText({ text: changed });
    expect(problems.map(({ kind }) => kind).slice(-1)).toEqual(['more-problems']);
    expect(problems).toHaveLength(1_001);
  });
});

describe('a reader of an organization file', () => {
  const everyField: JsonObject = {
    ...organizationFileOf({ ...unit, policies: [{}], orderUnknown: true }),
    policies: {
      'p-chat000000': {
        name: 'tagged',
        type: 'CHATBOT_POLICY',
        awsManaged: false,
        description: 'everything that a file may say',
        tags: { team: 'chat', stage: 'prod' },
        content: { chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' } } } } },
      },
    },
    channels: [
      {
        accountId: '000000000001',
        platform: 'slack',
        name: 'operations',
        workspaceId: 'T0001',
        channelType: 'public',
        userRoleRequired: true,
        guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        roleArn: 'arn:aws:iam::000000000001:role/chat',
      },
    ],
    missing: [{ what: 'tags', id: 'p-chat000000', reason: 'access denied' }],
  };

  it('accepts every field that it knows, and ignores others', () => {
    expect(readOrganization(everyField).findings).toEqual([]);
    expect(readOrganization({ ...everyField, comment: 'kept' }).findings).toEqual([]);
  });

  it('refuses a document that is nested too deep, and reads no further into it', () => {
    const deep = JSON.parse(`${'['.repeat(5e4)}${']'.repeat(5e4)}`);
    const policies = {
      'p-chat000000': { name: 'deep', type: 'CHATBOT_POLICY', awsManaged: false, content: deep },
    };
    const { findings } = readOrganization({ ...everyField, policies, missing: [] });
    expect(findings.map(({ kind, path }) => `${kind} ${path.join('.')}`)).toEqual([
      'json-too-deep policies.p-chat000000.content',
    ]);
  });
});

describe(`a survey of JSON (TEST_SEED=${seed})`, () => {
  it('finds as many keys in a value as its text writes, or more where a text looks like one', () => {
    const property = fc.property(fc.jsonValue(), fc.nat({ max: 4 }), (value, indent) => {
      const { keys } = surveyJson(value as JsonValue, 1_000);
      const written = maxWrittenKeys(JSON.stringify(value, null, indent));
      expect(written).toBeGreaterThanOrEqual(keys);
      if (!hasColons(value as JsonValue)) expect(written).toBe(keys);
    });
    fc.assert(property, { seed, numRuns: runs(25_000) });
  });
});

function hasColons(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes(':');
  if (Array.isArray(value)) return value.some(hasColons);
  return (
    isJsonObject(value) &&
    Object.entries(value as JsonObject).some(([key, item]) => key.includes(':') || hasColons(item))
  );
}
