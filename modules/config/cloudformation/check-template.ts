import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { finding, type Problem } from '../../policy/problems/problem.js';
import { nodeAt } from '../../policy/text/node-at-path.js';
import { problemsIn } from '../../policy/text/position.js';
import type { SyntaxNode } from '../../policy/text/syntax-tree.js';
import { parseYaml } from '../text/parse-yaml.js';
import { placeFindings, type Source } from '../text/place-problems.js';
import { checkResource } from './check-resource.js';

/** Checks the policies of a CloudFormation template, JSON or YAML: its `AWS::Organizations::Policy` resources. */
export function checkTemplate(source: Source, catalogue?: ActionCatalogue): Problem[] {
  const { tree, tags, findings } = parseYaml(source.text);
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

const withoutResources = finding(
  'unknown-document',
  'error',
  { path: ['Resources'] },
  { rule: 'template-without-resources' },
);

const withoutPolicy = finding(
  'unknown-document',
  'note',
  { path: ['Resources'] },
  { rule: 'template-without-policy' },
);
