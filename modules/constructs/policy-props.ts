import type { IResolvable, TerraformProvider } from 'cdktf';

/** What chat policies and guardrails have in common. */
export interface PolicyProps {
  /**
   * Where the policy is attached: `root`, organizational units by their paths of names (`Workloads/Prod`), ids (`r-…`,
   * `ou-…`, twelve digits), tokens for ids, or one token for a list of ids. Paths and `root` are looked up when Terraform
   * plans; a path that is no unit fails the plan. Targets that one token stands for must be known when Terraform plans.
   */
  readonly targets: readonly string[];
  /** The policy's name in AWS, unique in the organization. Default: the construct's id. */
  readonly name?: string;
  /** Default: none. */
  readonly description?: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Leaves the policy and its attachments in the organization when Terraform destroys them. Default: false. */
  readonly skipDestroy?: boolean | IResolvable;
  /**
   * Lets Terraform refuse every plan that would destroy or replace the policy as long as this construct says so. Where the
   * construct itself is removed, the rule goes with it, and Terraform destroys the policy: take `skipDestroy` against
   * that. Attachments do not carry it. Terraform takes no token here. Default: false.
   */
  readonly preventDestroy?: boolean;
  /**
   * Whether Terraform checks, when it plans, that the organization has all features and the policy's type enabled. Turn
   * it off where the credentials cannot see that. Default: true.
   */
  readonly checkPrerequisites?: boolean;
  /** Default: the stack's AWS provider without an alias. */
  readonly provider?: TerraformProvider;
}
