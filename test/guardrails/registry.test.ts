import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Guardrail, GuardrailExample } from '../../modules/guardrails/guardrail.js';
import { guardrailGroups } from '../../modules/guardrails/guardrail.js';
import { noValues } from '../../modules/guardrails/parameter.js';
import { readParameters } from '../../modules/guardrails/read-parameters.js';
import { findGuardrail, guardrails, packs } from '../../modules/guardrails/registry.js';
import { chatServiceDenies } from '../../modules/policy/chat-service-denies.js';
import type { GuardrailStatement } from '../../modules/policy/intent.js';
import { awsLimits } from '../../modules/policy/limits.js';
import { checkServiceControlPolicyText } from '../../modules/policy/scp/check.js';
import { decide } from '../../modules/simulator/decide/decide.js';
import { documentFor, guardedOrganization } from '../support/guardrail-organization.js';

const catalogue = loadActionCatalogue();
const root = join(__dirname, '..', '..');

/** The IDs of the catalogue: changing or removing one breaks configurations. */
const ids = [
  'no-alarm-silencing',
  'no-analytics-deletion',
  'no-audit-trail-changes',
  'no-backup-deletion',
  'no-backup-weakening',
  'no-billing-changes',
  'no-capacity-changes',
  'no-changes-to-tagged-resources',
  'no-container-deletion',
  'no-data-export',
  'no-data-reading',
  'no-data-sharing',
  'no-data-writing',
  'no-database-changes',
  'no-database-cluster-deletion',
  'no-database-deletion',
  'no-database-interruption',
  'no-deployments',
  'no-destruction',
  'no-dns-changes',
  'no-environment-reading',
  'no-firewall-weakening',
  'no-function-changes',
  'no-function-invocation',
  'no-identity-changes',
  'no-instance-interruption',
  'no-instance-termination',
  'no-job-starts',
  'no-key-destruction',
  'no-log-deletion',
  'no-log-reading',
  'no-model-invocation',
  'no-network-deletion',
  'no-network-exposure',
  'no-new-capacity',
  'no-organization-changes',
  'no-outbound-messages',
  'no-privilege-escalation',
  'no-purchases',
  'no-queue-deletion',
  'no-remote-shell',
  'no-resource-policy-changes',
  'no-role-passing',
  'no-runbook-starts',
  'no-secret-changes',
  'no-secret-reading',
  'no-serverless-deletion',
  'no-stack-changes',
  'no-storage-deletion',
  'no-storage-weakening',
  'no-threat-detection-changes',
  'no-workflow-starts',
  'notifications-only',
  'only-named-accounts',
  'only-named-functions',
  'only-named-regions',
  'only-named-runbooks',
  'only-named-workflows',
  'only-tagged-resources',
  'read-only',
  'runbooks-only',
];

test('the catalogue has exactly these IDs', () => {
  expect([...guardrails, ...packs].map(({ id }) => id).sort()).toEqual(ids);
  expect(guardrails.length).toBeGreaterThanOrEqual(30);
});

test('guardrails are sorted by group and ID', () => {
  const groups = Object.keys(guardrailGroups);
  const keys = guardrails.map(({ group, id }) => `${String(groups.indexOf(group)).padStart(2)} ${id}`);
  expect(keys).toEqual([...keys].sort());
  expect(packs.every(({ group }) => group === 'packs')).toBe(true);
  expect(new Set(guardrails.map(({ group }) => group)).size).toBe(groups.length - 1);
});

test('an unknown ID finds nothing', () => {
  expect(findGuardrail('no-such-thing')).toBeUndefined();
  expect(findGuardrail('constructor')).toBeUndefined();
});

describe.each(ids)('%s', (id) => {
  const guardrail = get(id);
  const statements = valuesIn(guardrail, guardrail.denies);

  test('is in the file with its name', () => {
    expect(existsSync(join(root, 'modules', 'guardrails', `${id}.ts`))).toBe(true);
  });

  test('has a requirement of one sentence that names what it denies', () => {
    expect(guardrail.requirement).toMatch(/^Denies [^.]*\bchat\b[^.]*\.$/);
    for (const note of guardrail.notes) expect(note).toMatch(/^[A-Z`].*\.$/);
    for (const { description } of guardrail.parameters) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  test('has only patterns that match actions of AWS', () => {
    const unknown = patternsOf(statements).filter((pattern) => expand(pattern).length === 0);
    expect(unknown).toEqual([]);
  });

  test('spells actions as AWS does', () => {
    const whole = patternsOf(statements).filter((pattern) => !/[*?]/.test(pattern));
    expect(whole.flatMap((pattern) => expand(pattern))).toEqual(whole);
  });

  test('denies at least one action that chat can run', () => {
    const possible = deniedActions(statements).filter((action) => !neverFromChat(action));
    expect(possible).not.toEqual([]);
    expect(neverFromChat(guardrail.denies.action)).toBe(false);
    expect(neverFromChat(guardrail.doesNotDeny.action)).toBe(false);
  });

  test('denies its example', () => {
    expect(answerTo(guardrail, guardrail.denies)).toBe('denied');
  });

  test('does not deny its near miss', () => {
    expect(answerTo(guardrail, guardrail.doesNotDeny)).toBe('allowed');
  });

  test('does not apply outside chat', () => {
    expect(answerTo(guardrail, guardrail.denies, 'console')).toBe('allowed');
  });

  test('has examples whose actions apply to their resources', () => {
    for (const { action, resource } of [guardrail.denies, guardrail.doesNotDeny]) {
      const types = catalogueAction(action).resourceTypes;
      if (resource === '*') expect(types.filter(({ required }) => required)).toEqual([]);
      else expect(arnsOf(action).filter((arn) => arn.test(resource))).not.toEqual([]);
    }
  });

  for (const { name } of guardrail.parameters.filter(({ required }) => required)) {
    test(`cannot be used without ${name}`, () => {
      const { findings } = readParameters(guardrail, {});
      expect(findings).toContainEqual(expect.objectContaining({ kind: 'missing-parameter' }));
      expect(findings.map(({ message }) => message).join()).toContain(`\`${name}\``);
    });
  }

  test('fits in one policy', () => {
    const size = JSON.stringify(documentFor(statements)).length;
    expect(size).toBeLessThanOrEqual(awsLimits.serviceControlPolicy.documentCharacters);
  });

  test('has a policy that the checker accepts without warnings', () => {
    const found = checkServiceControlPolicyText(JSON.stringify(documentFor(statements)), catalogue);
    const meant = statements.some(({ effect }) => effect === 'allowOnly') ? ['inverted-action-list'] : [];
    const doubts = found.filter(({ severity }) => severity !== 'note').map(({ kind }) => kind);
    expect(doubts).toEqual(meant);
  });
});

test('a guardrail with the parameter `resources` denies only actions on resources', () => {
  const narrowed = guardrails.filter(({ parameters }) => parameters.some(({ name }) => name === 'resources'));
  expect(narrowed.length).toBeGreaterThanOrEqual(6);
  for (const guardrail of narrowed) {
    const without = deniedActions(valuesIn(guardrail, guardrail.denies)).filter(
      (action) => catalogueAction(action).resourceTypes.length === 0,
    );
    expect({ [guardrail.id]: without }).toEqual({ [guardrail.id]: [] });
  }
});

test('a guardrail with the parameter `tags` denies only actions for which AWS evaluates `aws:ResourceTag`', () => {
  const tagged = guardrails.filter(({ parameters }) => parameters.some(({ name }) => name === 'tags'));
  expect(tagged.length).toBeGreaterThanOrEqual(4);
  for (const guardrail of tagged) {
    const blind = deniedActions(valuesIn(guardrail, guardrail.denies)).filter(
      (action) => !catalogueAction(action).conditionKeys.some((key) => /^aws:ResourceTag\//i.test(key)),
    );
    expect({ [guardrail.id]: blind }).toEqual({ [guardrail.id]: [] });
  }
});

test('only-tagged-resources denies only actions on one type of resource', () => {
  const { statements } = get('only-tagged-resources');
  const several = deniedActions(statements({ ...noValues, tags: { ChatOps: ['allowed'] } })).filter(
    (action) => catalogueAction(action).resourceTypes.length !== 1,
  );
  expect(several).toEqual([]);
});

test('a wildcard in a deny-list matches no reading action, unless the guardrail is about reading', () => {
  const aboutReading = ['data', 'secrets', 'cost', 'scope'];
  const reading = guardrails
    .filter(({ group }) => !aboutReading.includes(group))
    .flatMap((guardrail) => patternsOf(valuesIn(guardrail, guardrail.denies)))
    .filter((pattern) => pattern.includes('*'))
    .flatMap((pattern) => expand(pattern))
    .filter((action) => ['Read', 'List'].includes(catalogueAction(action).accessLevel));
  expect(reading).toEqual([]);
});

describe('read-only', () => {
  const allowed =
    get('read-only')
      .statements(noValues)[0]
      ?.actions.flatMap((pattern) => expand(pattern)) ?? [];
  const talking = /^(chatbot|q):/;

  test('allows only reading actions, the chat app and conversations with Amazon Q', () => {
    const running = ['logs:StartQuery', 'logs:StopQuery'];
    const changing = allowed.filter(
      (action) => !talking.test(action) && !['Read', 'List'].includes(catalogueAction(action).accessLevel),
    );
    expect(changing.filter((action) => !running.includes(action))).toEqual([]);
  });

  test('does not allow reading secrets or the contents of data stores, or actions that chat can never run', () => {
    // AWS names all of `cloudwatch:Get*` as what the chat app needs for charts.
    const forCharts = /^cloudwatch:GetSpaceCredentials/;
    const forbidden = ['no-secret-reading', 'no-data-reading']
      .flatMap((id) => deniedActions(get(id).statements(noValues)))
      .filter((action) => !forCharts.test(action));
    expect(allowed.filter((action) => forbidden.includes(action))).toEqual([]);
    expect(allowed.filter((action) => neverFromChat(action) && !action.startsWith('chatbot:'))).toEqual([]);
  });

  test('allows the actions that `with` adds', () => {
    const [statement] = get('read-only').statements({ ...noValues, actions: ['apigateway:GET'] });
    expect(statement?.actions).toContain('apigateway:GET');
  });
});

test.each([
  ['no-destruction', /:Delete/],
  ['no-privilege-escalation', /^$/],
])('%s denies everything that its guardrails deny and little else', (id, more) => {
  const pack = get(id);
  const members = (pack.includes ?? []).map((member) => get(member));
  expect(members.length).toBeGreaterThan(5);
  const together = new Set(members.flatMap((member) => deniedActions(member.statements(noValues))));
  const denied = deniedActions(pack.statements(noValues));
  expect([...together].filter((action) => !denied.includes(action))).toEqual([]);
  expect(denied.filter((action) => !together.has(action) && !more.test(action))).toEqual([]);
});

test('no-database-cluster-deletion covers the clusters of all engines', () => {
  const drops = ['rds:DeleteDBCluster', 'rds:DeleteGlobalCluster', 'redshift:DeleteCluster']
    .concat([
      'docdb-elastic:DeleteCluster',
      'memorydb:DeleteCluster',
      'dax:DeleteCluster',
      'dsql:DeleteCluster',
    ])
    .concat(['elasticache:DeleteReplicationGroup', 'timestream-influxdb:DeleteDbCluster']);
  expect(deniedActions(get('no-database-cluster-deletion').statements(noValues))).toEqual(
    expect.arrayContaining(drops),
  );
});

test('every action that deletes in a database service is in no-database-deletion', () => {
  const services = 'cassandra dax docdb-elastic dsql elasticache memorydb neptune-graph odb rds redshift';
  const more = 'redshift-serverless timestream timestream-influxdb';
  const all = `${services} ${more}`.split(' ').flatMap((service) => expand(`${service}:*`));
  const deleting = all.filter((action) => /:(Delete|Drop|BatchDelete)/.test(action) && !/Item$/.test(action));
  const denied = deniedActions(get('no-database-deletion').statements(noValues));
  expect(deleting.filter((action) => !denied.includes(action))).toEqual([]);
  expect(deleting.length).toBeGreaterThan(80);
});

test('every file of the catalogue that exports a guardrail is registered', () => {
  const folder = join(root, 'modules', 'guardrails');
  const files = readdirSync(folder).filter((file) => {
    return /: Guardrail = \{/.test(readFileSync(join(folder, file), 'utf8'));
  });
  expect(files.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual(ids);
});

function get(id: string): Guardrail {
  const guardrail = findGuardrail(id);
  if (guardrail === undefined) throw new Error(`no guardrail ${id}`);
  return guardrail;
}

function valuesIn(guardrail: Guardrail, example: GuardrailExample): readonly GuardrailStatement[] {
  return guardrail.statements({ ...noValues, ...example.with });
}

function answerTo(guardrail: Guardrail, example: GuardrailExample, from: 'chat' | 'console' = 'chat') {
  const { action, resource, context } = example;
  const origin = { platform: 'slack', configuration: 'operations' } as const;
  const answer = decide(guardedOrganization([documentFor(valuesIn(guardrail, example))]), {
    accountId: '123456789012',
    from: from === 'chat' ? origin : 'console',
    action,
    resource,
    ...(context === undefined ? {} : { context }),
  });
  return answer?.decision;
}

function patternsOf(statements: readonly GuardrailStatement[]): readonly string[] {
  return statements.flatMap(({ actions }) => actions).filter((pattern) => pattern !== '*');
}

/** All actions that the deny-lists contain; for allow-lists, one action as an example. */
function deniedActions(statements: readonly GuardrailStatement[]): readonly string[] {
  const denied = statements.flatMap(({ effect, actions }) => (effect === 'deny' ? actions : ['*']));
  const patterns = denied.includes('*') ? ['ec2:RebootInstances'] : denied;
  return [...new Set(patterns.flatMap((pattern) => expand(pattern)))].sort();
}

function expand(pattern: string): readonly string[] {
  const [service = '', name = ''] = pattern.split(':');
  const source = name.replace(/\*/g, '.*').replace(/\?/g, '.');
  const actions = catalogue.actionsOf(service) ?? [];
  return actions
    .filter((action) => new RegExp(`^${source}$`, 'i').test(action))
    .map((action) => `${service}:${action}`);
}

function catalogueAction(action: string) {
  const [service = '', name = ''] = action.split(':');
  const found = catalogue.action(service, name);
  if (found === undefined) throw new Error(`no action ${action}`);
  return found;
}

/** The shapes of the resources that an action works on. */
function arnsOf(action: string): readonly RegExp[] {
  const { service, resourceTypes } = catalogueAction(action);
  const names = resourceTypes.map(({ name }) => name);
  const types = (catalogue.resourceTypesOf(service) ?? []).filter(({ name }) => names.includes(name));
  return types.map(
    ({ arn }) => new RegExp(`^${arn.replace(/\$\{[^}]*\}/g, '[^:]*').replace(/[*]{2}/g, '*')}$`),
  );
}

function neverFromChat(action: string): boolean {
  return chatServiceDenies.actions.some((pattern) =>
    pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
  );
}
