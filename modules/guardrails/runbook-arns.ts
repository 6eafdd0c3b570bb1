/**
 * All ARNs that Systems Manager authorizes to start these runbooks: the document or the `automation-definition`, and
 * the new execution.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function runbookArns(resources: readonly string[]): readonly string[] {
  const both = resources.flatMap((resource) => {
    const [, before, kind, name] =
      /^(.*:)(document|automation-definition)\/([^:]+)(?::.*)?$/.exec(resource) ?? [];
    if (before === undefined || kind === undefined || name === undefined) return [resource];
    return [`${before}document/${name}`, `${before}automation-definition/${name}:*`];
  });
  return [...both, 'arn:*:ssm:*:*:automation-execution/*'];
}
