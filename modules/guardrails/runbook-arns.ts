/**
 * Every ARN by which Systems Manager asks for permission to start these runbooks. A start names the document,
 * some callers name an `automation-definition` instead, and all of them name the execution that comes to be.
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
