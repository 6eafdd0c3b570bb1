import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { Finding, Problem } from '../../policy/problems/problem.js';
import { problemsIn } from '../../policy/text/position.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { nodeAt, placeFindings, type Source } from '../text/node-at-path.js';
import { parseYaml } from '../text/parse-yaml.js';
import { checkResource } from './check-resource.js';

/** Checks the policies of a CloudFormation template, JSON or YAML: its `AWS::Organizations::Policy` resources. */
export function checkTemplate(source: Source, catalogue?: ActionCatalogue): Problem[] {
  const { tree, findings } = parseYaml(source.text);
  const tags = findings.filter(({ kind }) => kind === 'yaml-not-supported');
  const broken = findings.filter(({ kind }) => kind !== 'yaml-not-supported');
  if (broken.length > 0) return problemsIn(source, broken);
  const resources = tree && nodeAt(tree, ['Resources']);
  if (tree === undefined || resources?.kind !== 'object' || resources.members.length === 0) {
    return problemsIn(source, placeFindings(tree, [withoutResources]));
  }
  const policies = resources.members.filter(({ value }) => isPolicy(value));
  const found = policies.flatMap(({ key }) => checkResource(tree, key, tags, catalogue));
  return problemsIn(source, placeFindings(tree, policies.length === 0 ? [withoutPolicy] : found));
}

function isPolicy(resource: SyntaxNode): boolean {
  const type = nodeAt(resource, ['Type']);
  return type?.kind === 'string' && type.value === 'AWS::Organizations::Policy';
}

const withoutResources: Finding = {
  kind: 'unknown-document',
  severity: 'error',
  path: ['Resources'],
  message: 'no resources; CloudFormation takes no template without them',
  help: 'a template has an object `Resources` with at least one resource',
};

const withoutPolicy: Finding = {
  kind: 'unknown-document',
  severity: 'note',
  path: ['Resources'],
  message: 'the template has no `AWS::Organizations::Policy`, so that there was nothing to check',
};
