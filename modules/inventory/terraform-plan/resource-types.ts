/** How Terraform's AWS provider calls the resources of AWS Organizations. */
export const policyType = 'aws_organizations_policy';
export const attachmentType = 'aws_organizations_policy_attachment';
export const unitType = 'aws_organizations_organizational_unit';
export const accountType = 'aws_organizations_account';
export const organizationType = 'aws_organizations_organization';
