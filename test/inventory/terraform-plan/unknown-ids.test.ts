import fc from 'fast-check';
import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import { applyTerraformPlan } from '../../../modules/inventory/terraform-plan/apply-terraform-plan.js';
import { readTerraformPlan } from '../../../modules/inventory/terraform-plan/read-terraform-plan.js';
import {
  accountsOf,
  type Organization,
  unitPaths,
} from '../../../modules/policy/organization/organization.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { impactOf } from '../../../modules/simulator/impact/impact-of.js';
import { patience, runs, seed } from '../../support/effort.js';
import { organizationFileOf } from '../../support/organization-file.js';
import { randomOrganization, randomPolicy } from '../../support/random-organization.js';
import { prod, root, sandbox, smallOrganizationFile } from '../../support/small-organization.js';

const catalogue = loadActionCatalogue();
const fullAccess = {
  ...{ name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true },
  content: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

/** The organization of a file, with `FullAWSAccess` at every target. */
function withAccess(file: JsonObject): Organization {
  const attach = (node: JsonObject): JsonObject => ({
    ...node,
    policies: ['p-FullAWSAccess', ...(node['policies'] as readonly JsonValue[])],
    ...('accounts' in node && {
      accounts: (node['accounts'] as readonly JsonObject[]).map(attach),
      organizationalUnits: (node['organizationalUnits'] as readonly JsonObject[]).map(attach),
    }),
  });
  const { organization, findings } = readOrganization({
    ...file,
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
    root: attach(file['root'] as JsonObject),
    policies: { ...(file['policies'] as JsonObject), 'p-FullAWSAccess': fullAccess },
  });
  if (organization === undefined) throw new Error(JSON.stringify(findings));
  return organization;
}

interface Resource {
  readonly type: string;
  readonly name: string;
  /** Default: `create`. */
  readonly action?: 'create' | 'update' | 'delete';
  readonly before?: JsonObject;
  readonly after: JsonObject | null;
  readonly isDeferred?: boolean;
  /** References of arguments that are known only after apply. */
  readonly unknown?: Readonly<Record<string, readonly string[]>>;
}

function changeOf({ type, name, action = 'create', before = {}, after, unknown = {} }: Resource) {
  return {
    ...{ address: `${type}.${name}`, mode: 'managed', type, name },
    change: {
      actions: [action],
      before: action === 'create' ? null : before,
      after: after && Object.fromEntries(Object.entries(after).filter(([key]) => unknown[key] === undefined)),
      after_unknown: Object.fromEntries(Object.keys(unknown).map((key) => [key, true])),
    },
  };
}

/** A plan, as `terraform show -json` prints it. */
function planOf(resources: readonly Resource[]) {
  const deferred = resources.filter(({ isDeferred }) => isDeferred === true);
  const text = JSON.stringify({
    ...{ format_version: '1.2', planned_values: {} },
    resource_changes: resources.filter((resource) => !deferred.includes(resource)).map(changeOf),
    deferred_changes: deferred.map((resource) => ({ resource_change: changeOf(resource) })),
    configuration: {
      root_module: {
        resources: resources.map(({ type, name, unknown = {} }) => ({
          ...{ address: `${type}.${name}`, mode: 'managed', type, name },
          expressions: Object.fromEntries(
            Object.entries(unknown).map(([key, references]) => [key, { references }]),
          ),
        })),
      },
    },
  });
  const { plan, problems } = readTerraformPlan({ text });
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  return plan;
}

function impactOfPlan(organization: Organization, resources: readonly Resource[]) {
  const { organization: after, findings } = applyTerraformPlan(organization, planOf(resources));
  return { impact: impactOf(organization, after, catalogue), findings };
}

const deny = (action: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
});
const policy = (content: JsonObject, changes: Partial<Resource> = {}): Resource => ({
  ...{ type: 'aws_organizations_policy', name: 'stop' },
  after: { name: 'no-stops', type: 'SERVICE_CONTROL_POLICY', content: JSON.stringify(content) },
  unknown: { id: [] },
  ...changes,
});
const attachment = (unknown: Resource['unknown'], after: JsonObject): Resource => ({
  ...{ type: 'aws_organizations_policy_attachment', name: 'x', after },
  ...(unknown && { unknown }),
});
const own = 'aws_organizations_policy.stop';

describe('what a plan knows only after apply', () => {
  const organization = withAccess(smallOrganizationFile([]) as JsonObject);
  const changed = (resources: readonly Resource[]) => {
    const { impact, findings } = impactOfPlan(organization, resources);
    return {
      accounts: impact.groups.flatMap(({ accounts }) => accounts).sort(),
      actions: impact.groups.flatMap(({ changes }) =>
        changes.flatMap((change) => (change.kind === 'action' ? [[change.after, change.causes]] : [])),
      ),
      facts: findings.map(({ kind, facts }) => ({ kind, ...facts })),
    };
  };
  const below = (unit: string): readonly string[] =>
    [...accountsOf(organization)]
      .filter(({ units }) => units.some(({ id }) => id === unit))
      .map(({ account }) => account.id)
      .sort();

  it.each([
    ['a local value', ['local.chosen']],
    ['a local value beside a resource', [`${own}.id`, own, 'local.other']],
    ['an index that is not known', ['aws_organizations_policy.all', 'local.key']],
    ['an output with an index', ['module.chosen', 'each.key']],
    ['a data source', ['data.terraform_remote_state.other.outputs.id', 'data.terraform_remote_state.other']],
    ['a variable', ['var.policy']],
    ['another attribute', [`${own}.arn`, own]],
  ])('a policy through %s makes the accounts below its target unknown', (_, references) => {
    const plan = [
      policy(deny('ec2:StopInstances')),
      attachment({ policy_id: references }, { target_id: prod }),
    ];
    expect(changed(plan)).toMatchObject({
      accounts: below(prod),
      actions: [['unknown', [{ policy: 'aws_organizations_policy_attachment.x', level: prod }]]],
      facts: [
        {
          kind: 'unknown-until-apply',
          rule: 'attached-policy',
          resource: 'aws_organizations_policy_attachment.x',
        },
      ],
    });
  });

  it('a policy that is referred to directly is known', () => {
    const plan = [
      policy(deny('ec2:StopInstances')),
      attachment({ policy_id: [`${own}.id`, own] }, { target_id: prod }),
    ];
    expect(changed(plan)).toMatchObject({
      accounts: below(prod),
      actions: [['denied', [{ policy: 'no-stops', level: prod }]]],
      facts: [],
    });
  });

  it('a target that is unknown may be any: the policy names itself at the root', () => {
    const unknown = { policy_id: [`${own}.id`], target_id: ['local.somewhere'] };
    const { management } = { management: organization.managementAccountId };
    const all = below(root).filter((id) => id !== management);
    expect(changed([policy(deny('ec2:StopInstances')), attachment(unknown, {})])).toMatchObject({
      accounts: all,
      actions: [['unknown', [{ policy: 'no-stops', level: root }]]],
      facts: [{ rule: 'attachment-target' }],
    });
  });

  it('a document that is unknown names itself as the cause', () => {
    const unread = policy(deny('ec2:StopInstances'), { unknown: { id: [], content: ['aws_vpc.a.id'] } });
    expect(changed([unread, attachment({ policy_id: [`${own}.id`] }, { target_id: sandbox })])).toMatchObject(
      {
        accounts: below(sandbox),
        actions: [['unknown', [{ policy: 'no-stops', level: sandbox }]]],
        facts: [{ rule: 'document', resource: own }],
      },
    );
  });

  it('a policy that the organization file lacks makes the accounts below unknown', () => {
    expect(changed([attachment(undefined, { policy_id: 'p-elsewhere1', target_id: sandbox })])).toMatchObject(
      {
        accounts: below(sandbox),
        facts: [{ kind: 'plan-of-another-organization', rule: 'policy', policy: 'p-elsewhere1' }],
      },
    );
  });
});

const scp = fc.constantFrom('rds:Delete*', 'lambda:*', 's3:GetObject', '*').chain((action) =>
  fc.constantFrom('Deny', 'Allow').map(
    (effect): JsonObject => ({
      Version: '2012-10-17',
      Statement: [{ Effect: effect, Action: action, Resource: '*' }],
    }),
  ),
);
const newPolicy = fc.record({
  content: fc.oneof(
    scp.map((content) => ({ type: 'SERVICE_CONTROL_POLICY', content })),
    randomPolicy.map((content) => ({ type: 'CHATBOT_POLICY', content })),
  ),
  hidden: fc.boolean(),
});
const newAttachment = fc.record({
  policy: fc.nat(),
  target: fc.nat(),
  isDeferred: fc.boolean(),
  policyReference: fc.constantFrom('known', 'direct', 'local', 'mixed'),
  hidesTarget: fc.boolean(),
});

/** An account or an OU that moves, and where it moves. */
const newMove = fc.record({ moved: fc.nat(), parent: fc.nat(), isDeferred: fc.boolean() });
/** An attachment of `FullAWSAccess` or of a chat policy that goes. */
const detachment = fc.record({ target: fc.nat(), policy: fc.nat(), isDeferred: fc.boolean() });
const enabledTypes = fc.record({
  types: fc.subarray(['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY']),
  isDeferred: fc.boolean(),
});

/** The resources of a plan that change what an organization has; masked: they are unknown or deferred. */
function changesOfExisting(
  organization: Organization,
  { moves, detachments, enabled }: RandomChanges,
  masked: boolean,
): readonly Resource[] {
  const units = [...unitPaths(organization)].flatMap((path) => path.at(-1) ?? []);
  const accounts = [...accountsOf(organization)].map(({ account }) => account);
  const parents = new Map(
    units.flatMap((unit) =>
      [...unit.accounts, ...unit.organizationalUnits].map(({ id }) => [id, unit.id] as const),
    ),
  );
  const isMoved = new Set<string>();
  return [
    ...moves.flatMap(({ moved, parent, isDeferred }, index): readonly Resource[] => {
      const { id = '' } = accounts[moved % accounts.length] ?? {};
      if (id === '' || isMoved.has(id)) return [];
      isMoved.add(id);
      return [
        {
          ...{ type: 'aws_organizations_account', name: `m${index}`, action: 'update' },
          before: { id, parent_id: parents.get(id) ?? '' },
          after: { id, parent_id: units[parent % units.length]?.id ?? '' },
          ...(masked && (isDeferred ? { isDeferred } : { unknown: { parent_id: ['local.parent'] } })),
        },
      ];
    }),
    ...detachments.map(({ target, policy, isDeferred }, index): Resource => {
      const targets = [...units, ...accounts];
      const { id = '', policies = [] } = targets[target % targets.length] ?? {};
      return {
        ...{ type: 'aws_organizations_policy_attachment', name: `d${index}`, action: 'delete', after: null },
        before: { target_id: id, policy_id: policies[policy % policies.length] ?? '' },
        isDeferred: masked && isDeferred,
      };
    }),
    ...(enabled === undefined
      ? []
      : [
          {
            ...{ type: 'aws_organizations_organization', name: 'o', action: 'update' as const },
            before: { enabled_policy_types: organization.enabledPolicyTypes },
            after: { enabled_policy_types: enabled.types },
            ...(masked &&
              (enabled.isDeferred
                ? { isDeferred: true }
                : { unknown: { enabled_policy_types: ['local.t'] } })),
          },
        ]),
  ];
}

interface RandomChanges {
  readonly moves: readonly {
    readonly moved: number;
    readonly parent: number;
    readonly isDeferred: boolean;
  }[];
  readonly detachments: readonly {
    readonly target: number;
    readonly policy: number;
    readonly isDeferred: boolean;
  }[];
  readonly enabled: { readonly types: readonly string[]; readonly isDeferred: boolean } | undefined;
}

test(
  `impact on a plan with unknown ids is never smaller than with the ids filled in (seed ${seed})`,
  () => {
    const arbitrary = fc.record({
      short: randomOrganization,
      policies: fc.array(newPolicy, { minLength: 1, maxLength: 3 }),
      attachments: fc.array(newAttachment, { maxLength: 4 }),
      moves: fc.array(newMove, { maxLength: 2 }),
      detachments: fc.array(detachment, { maxLength: 2 }),
      enabled: fc.option(enabledTypes, { nil: undefined, freq: 3 }),
    });
    const property = fc.property(arbitrary, ({ short, policies, attachments, ...existing }) => {
      const organization = withAccess(organizationFileOf(short));
      const targets = [organization.root.id].concat(
        ...[...accountsOf(organization)].map(({ account, units }) => [
          account.id,
          ...units.map(({ id }) => id),
        ]),
      );
      const resources = (masked: boolean): readonly Resource[] => [
        ...changesOfExisting(organization, existing, masked),
        ...policies.map(
          ({ content: { type, content }, hidden }, index): Resource => ({
            ...{ type: 'aws_organizations_policy', name: `n${index}` },
            after: { id: `p-new0000${index}`, name: `new-${index}`, type, content: JSON.stringify(content) },
            ...(masked && { unknown: { id: [], ...(hidden && { content: ['local.x'] }) } }),
          }),
        ),
        ...attachments.map(
          ({ policy: at, target, policyReference, hidesTarget, isDeferred }, index): Resource => {
            const chosen = at % policies.length;
            const address = `aws_organizations_policy.n${chosen}`;
            const references = {
              known: [],
              direct: [`${address}.id`, address],
              local: ['local.x'],
              mixed: [address, 'local.x'],
            };
            return {
              ...{ type: 'aws_organizations_policy_attachment', name: `a${index}` },
              after: { policy_id: `p-new0000${chosen}`, target_id: targets[target % targets.length] ?? '' },
              ...(masked && {
                isDeferred,
                unknown: {
                  policy_id: policyReference === 'known' ? [`${address}.id`] : references[policyReference],
                  ...(hidesTarget && { target_id: ['local.y'] }),
                },
              }),
            };
          },
        ),
      ];
      const accounts = (masked: boolean) =>
        new Set(
          impactOfPlan(organization, resources(masked)).impact.groups.flatMap((group) => group.accounts),
        );
      const unknown = accounts(true);
      expect([...accounts(false)].filter((id) => !unknown.has(id))).toEqual([]);
    });
    fc.assert(property, { seed, numRuns: runs(2_000) });
  },
  patience,
);
