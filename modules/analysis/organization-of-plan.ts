import { isAccountId, isRootId } from '../policy/identifiers.js';
import type { Target } from '../policy/intent.js';
import type {
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
} from '../policy/organization/organization.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';

/**
 * The part of an organization that a plan's own targets imply: the root is above everything, an OU above those whose
 * path goes through it; what is named by its ID is somewhere below the root. Only the plan's chat policies are in
 * it. What a policy forbids in it, it forbids in the real one too, for levels in between can only narrow.
 */
export function organizationOfPlan(plan: Plan): Organization {
  const chatPolicies = plan.policies.filter(({ type }) => type === 'CHATBOT_POLICY');
  const attached = attachedBy(chatPolicies);
  const at = (id: string): AttachmentTarget => ({ id, name: id, policies: attached.get(id) ?? [] });
  const targets = chatPolicies.flatMap((policy) => policy.targets);
  const ids = [...new Set(targets.flatMap((target) => (target.kind === 'id' ? [target.id] : [])))];
  const units = ids.filter((id) => !isAccountId(id) && !isRootId(id));
  const paths = new Forest();
  for (const target of targets) if (target.kind === 'unit') paths.add(target.names);
  const below = ({ trees }: Forest, names: readonly string[]): readonly OrganizationalUnit[] =>
    [...trees].map(([name, forest]): OrganizationalUnit => {
      const path = [...names, name];
      const place = at(renderTarget({ kind: 'unit', names: path }));
      return { ...place, accounts: [], organizationalUnits: below(forest, path) };
    });
  return {
    id: '',
    managementAccountId: '',
    enabledPolicyTypes: ['CHATBOT_POLICY'],
    root: {
      ...at('root'),
      accounts: ids.filter(isAccountId).map(at),
      organizationalUnits: [
        ...below(paths, []),
        ...units.map((id): OrganizationalUnit => ({ ...at(id), accounts: [], organizationalUnits: [] })),
      ],
    },
    policies: new Map(
      chatPolicies.map(({ name, type, content }) => [
        name,
        { id: name, name, type, awsManaged: false, content },
      ]),
    ),
    channels: [],
    missing: [],
  };
}

/** Paths of names, joined where they begin alike. */
class Forest {
  readonly trees = new Map<string, Forest>();

  add([name, ...names]: readonly string[]): void {
    if (name === undefined) return;
    const tree = this.trees.get(name) ?? new Forest();
    this.trees.set(name, tree);
    tree.add(names);
  }
}

/** The names of the policies by where they are attached. */
function attachedBy(policies: readonly PlannedPolicy[]): ReadonlyMap<string, readonly string[]> {
  const attached = new Map<string, string[]>();
  for (const { name, targets } of policies) {
    for (const target of targets) {
      const here = attached.get(keyOf(target));
      if (here === undefined) attached.set(keyOf(target), [name]);
      else here.push(name);
    }
  }
  return attached;
}

function keyOf(target: Target): string {
  return target.kind === 'id' && isRootId(target.id) ? 'root' : renderTarget(target);
}
