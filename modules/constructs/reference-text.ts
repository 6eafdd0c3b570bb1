import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * What a token will stand for in the Terraform of this stack, as text: `${aws_organizations_organizational_unit.prod.id}`.
 * It names the same thing from run to run, which a token does not. Throws where a token is not known before synth.
 */
export function referenceText(scope: Construct, token: unknown): string {
  const resolved: unknown = Tokenization.resolve(token, {
    scope: TerraformStack.of(scope),
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  const text = typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  if (text === undefined) {
    throw new Error(
      'a token that is produced only at synth cannot name a resource; pass a reference instead',
    );
  }
  return text;
}
