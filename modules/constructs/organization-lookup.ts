import { DataAwsOrganizationsOrganization } from '@cdktf/provider-aws/lib/data-aws-organizations-organization/index.js';
import { DataAwsOrganizationsOrganizationalUnits } from '@cdktf/provider-aws/lib/data-aws-organizations-organizational-units/index.js';
import {
  type Postcondition,
  type TerraformDataSource,
  TerraformLocal,
  type TerraformProvider,
  TerraformStack,
} from 'cdktf';
import { Construct } from 'constructs';
import type { Organization } from '../policy/organization/organization.js';
import type { PolicyType } from '../policy/plan/plan.js';
import { quoted } from '../policy/text/quote.js';
import { pathId } from './construct-id.js';
import { withRepairedHcl } from './repair-hcl.js';
import { quotedInExpression, terraformText } from './terraform-text.js';

/**
 * The data sources of a stack about its organization: the root, OUs by their paths, and whether policies can be attached
 * at all. Each data source exists once in a stack. The organization itself is never managed.
 */
export class OrganizationLookup extends Construct {
  private readonly provider: TerraformProvider | undefined;
  private organization: DataAwsOrganizationsOrganization | undefined;
  private readonly conditions = new Set<string>();
  /** By the path of the parent. */
  private readonly children = new Map<string, DataAwsOrganizationsOrganizationalUnits>();
  /** By the path of the OU. */
  private readonly unitIds = new Map<string, string>();

  /** The lookup of the stack that `scope` is in: one for every provider that is asked. */
  static of(scope: Construct, provider?: TerraformProvider): OrganizationLookup {
    const stack = TerraformStack.of(scope);
    const id = ['chat-guardrails-organization', provider?.alias].filter(Boolean).join('-');
    const found = stack.node.tryFindChild(id);
    return found === undefined ? new OrganizationLookup(stack, id, provider) : (found as OrganizationLookup);
  }

  private constructor(stack: TerraformStack, id: string, provider: TerraformProvider | undefined) {
    super(stack, id);
    this.provider = provider;
  }

  /** The ID of the root, which Terraform knows when it plans. */
  rootId(): string {
    return `\${data.aws_organizations_organization.${this.theOrganization().friendlyUniqueId}.roots[0].id}`;
  }

  /** The ID of an OU, known when Terraform plans. An unknown path fails the plan. */
  unitId(names: readonly string[]): string {
    const path = pathId(names);
    const known = this.unitIds.get(path);
    if (known !== undefined) return known;
    const siblings = this.childrenOf(names.slice(0, -1));
    this.require(siblings, `unit ${path}`, unitExists(names));
    const all = `data.aws_organizations_organizational_units.${siblings.friendlyUniqueId}.children`;
    const name = quotedInExpression(names.at(-1) ?? '');
    const expression = `\${one([for unit in ${all} : unit.id if unit.name == "${name}"])}`;
    const id = new TerraformLocal(this.room('unit'), path, expression);
    const reference = `\${local.${id.friendlyUniqueId}}`;
    this.unitIds.set(path, reference);
    return reference;
  }

  /** Fails the plan, with what to do, where policies of this type cannot be attached. */
  requireType(type: PolicyType): void {
    this.require(this.theOrganization(), 'all features', allFeaturesOn());
    this.require(this.theOrganization(), type, typeEnabled(type));
  }

  /** Fails the plan where the credentials reach another organization. */
  requireOrganization(organization: Organization): void {
    this.require(this.theOrganization(), `root ${organization.root.id}`, organizationIs(organization));
  }

  private theOrganization(): DataAwsOrganizationsOrganization {
    this.organization ??= this.dataSource(
      (meta) => new DataAwsOrganizationsOrganization(this, 'Resource', meta),
    );
    this.require(this.organization, 'root', rootVisible());
    return this.organization;
  }

  private childrenOf(names: readonly string[]): DataAwsOrganizationsOrganizationalUnits {
    const path = pathId(names);
    const known = this.children.get(path);
    if (known !== undefined) return known;
    const parentId = names.length === 0 ? this.rootId() : this.unitId(names);
    const id = names.length === 0 ? 'root' : path;
    const children = this.dataSource(
      (meta) => new DataAwsOrganizationsOrganizationalUnits(this.room('below'), id, { parentId, ...meta }),
    );
    this.children.set(path, children);
    return children;
  }

  private dataSource<T extends TerraformDataSource>(
    create: (meta: { provider?: TerraformProvider }) => T,
  ): T {
    return withRepairedHcl(create(this.provider === undefined ? {} : { provider: this.provider }));
  }

  /** Adds a condition once. Conditions are sorted by their messages. */
  private require(source: TerraformDataSource, id: string, condition: Postcondition): void {
    if (this.conditions.has(id)) return;
    this.conditions.add(id);
    const postcondition = [...(source.lifecycle?.postcondition ?? []), condition];
    postcondition.sort((a, b) => (a.errorMessage < b.errorMessage ? -1 : 1));
    source.lifecycle = { ...source.lifecycle, postcondition };
  }

  /** Keeps what users named apart from what we named. */
  private room(id: string): Construct {
    return (this.node.tryFindChild(id) as Construct | undefined) ?? new Construct(this, id);
  }
}

/** The credentials of Terraform can see the root of the organization. */
function rootVisible(): Postcondition {
  return {
    condition: '${length(self.roots) > 0}',
    errorMessage:
      'these credentials cannot see the root of the organization; use those of the management account or of a delegated administrator for AWS Organizations',
  };
}

/** On the organization: its root is that of the IDs in the plan. No condition if the plan has no such ID. */
function organizationIs({ id, root }: Organization): Postcondition {
  return {
    condition: `\${length(self.roots) == 0 || try(self.roots[0].id, "") == "${quotedInExpression(root.id)}"}`,
    errorMessage: `the organization file is that of ${readable([id])} with the root ${readable([root.id])}, and these credentials reach \`\${self.id}\` with the root \`\${try(self.roots[0].id, "")}\`; collect the organization that is meant with \`chat-guardrails collect\`, or use its credentials`,
  };
}

/** Checks that the organization has all features, which policies need. */
function allFeaturesOn(): Postcondition {
  return {
    condition: '${self.feature_set == "ALL"}',
    errorMessage:
      'the organization has consolidated billing only, and policies need all features; enable them in the console of AWS Organizations under Settings, or with `aws organizations enable-all-features`',
  };
}

/** Checks that a policy type is enabled; passes if the credentials cannot see the root. */
function typeEnabled(type: PolicyType): Postcondition {
  const enabled = `[for type in self.roots[0].policy_types : type.type if type.status == "ENABLED"]`;
  return {
    condition: `\${length(self.roots) == 0 || contains(try(${enabled}, []), "${type}")}`,
    errorMessage: `policy type ${type} is not enabled in the organization; enable it once, in the management account: aws organizations enable-policy-type --policy-type ${type} --root-id \${try(self.roots[0].id, "ROOT-ID")}`,
  };
}

/** Checks that the OUs below a parent include the last name of a path. */
function unitExists(names: readonly string[]): Postcondition {
  const name = names.at(-1) ?? '';
  const parent = names.length === 1 ? 'the root' : readable(names.slice(0, -1));
  return {
    condition: `\${contains(self.children[*].name, "${quotedInExpression(name)}")}`,
    errorMessage: `no organizational unit ${readable([name])} below ${parent}; OUs there: \${length(self.children) == 0 ? "none" : join(", ", sort(self.children[*].name))}`,
  };
}

/** A path inside a message, which holds no quotes and backslashes of its own. */
function readable(names: readonly string[]): string {
  return terraformText(quoted(names.join('/')).replace(/["\\]/g, "'"));
}
