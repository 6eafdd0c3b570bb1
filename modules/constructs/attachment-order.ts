import type { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The attachments that are made before those of one chat policy, kept in the state as a `terraform_data`. When one of
 * them is new, an attribute appears that `replace_triggered_by` names, and Terraform replaces the attachment of this
 * policy, which moves it behind the new one. The resource exists from the first deployment on, even without attributes:
 * Terraform replaces for what changes, not for what is created.
 *
 * (cdktf's own `DataResource` needs Terraform on the PATH at synth.)
 */
export class AttachmentOrder extends TerraformResource {
  private readonly before: Record<string, string> = {};

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      terraformGeneratorMetadata: { providerName: 'terraform' },
    });
  }

  /** Records an attachment that is made before; returns a reference to the attribute that appears when it is new. */
  after(attachment: OrganizationsPolicyAttachment): string {
    const attribute = `after-${attachment.friendlyUniqueId}`;
    this.before[attribute] = idOf(attachment);
    return `terraform_data.${this.friendlyUniqueId}.input.${attribute}`;
  }

  protected override synthesizeAttributes(): { readonly [name: string]: unknown } {
    return this.isEmpty() ? {} : { input: this.before };
  }

  protected override synthesizeHclAttributes(): { readonly [name: string]: unknown } {
    return this.isEmpty() ? {} : { input: { value: this.before, type: 'any', isBlock: false } };
  }

  private isEmpty(): boolean {
    return Object.keys(this.before).length === 0;
  }
}

/** The id of an attachment, of all of them where there is one for each element of a list. */
function idOf(attachment: OrganizationsPolicyAttachment): string {
  const address = `${attachment.terraformResourceType}.${attachment.friendlyUniqueId}`;
  return attachment.forEach === undefined ? `\${${address}.id}` : `\${values(${address})[*].id}`;
}
