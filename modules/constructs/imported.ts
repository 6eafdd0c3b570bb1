import type { TerraformResource } from 'cdktf';

/**
 * Lets Terraform take over what exists instead of creating it: an `import` block, as `importFrom` writes it. That one
 * asks for a Terraform on the PATH at synth, and does so again for every resource.
 */
export function withImport<T extends TerraformResource>(resource: T, id: string | undefined): T {
  if (id === undefined) return resource;
  const toTerraform = resource.toTerraform.bind(resource);
  const toHclTerraform = resource.toHclTerraform.bind(resource);
  const address = (): string => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const provider = resource.provider?.fqn;
  resource.toTerraform = () => ({
    ...toTerraform(),
    import: [{ to: address(), id, ...(provider === undefined ? {} : { provider }) }],
  });
  resource.toHclTerraform = () => ({
    ...toHclTerraform(),
    import: [
      {
        to: reference(address()),
        id: { value: id, type: 'simple', storageClassType: 'string' },
        ...(provider === undefined ? {} : { provider: reference(provider) }),
      },
    ],
  });
  return resource;
}

function reference(value: string): object {
  return { value, type: 'simple', storageClassType: 'reference' };
}
