import { dynamodbRules } from './dynamodb-rules.js';
import { needs, type OptionRule } from './needed-action.js';
import { s3ObjectRules } from './s3-object-rules.js';
import { s3TransferRules } from './s3-transfer-rules.js';

/** Commands whose options decide which actions they need, by service and command. */
export const optionRules: Readonly<Record<string, Readonly<Record<string, OptionRule>>>> = {
  cloudformation: {
    deploy: ({ options }) =>
      needs(
        'cloudformation:CreateChangeSet',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DescribeStacks',
        ...(options.has('--no-execute-changeset') ? [] : ['cloudformation:ExecuteChangeSet']),
        ...(options.has('--s3-bucket') ? ['s3:PutObject'] : []),
      ),
  },
  cloudtrail: {
    'list-insights-metric-data': ({ options }) =>
      needs(
        ...(options.has('--trail-name') ? ['cloudtrail:ListInsightsData'] : []),
        'cloudtrail:LookupEvents',
      ),
  },
  dynamodb: dynamodbRules,
  elasticbeanstalk: {
    'update-tags-for-resource': byOption({
      '--tags-to-add': 'elasticbeanstalk:AddTags',
      '--tags-to-remove': 'elasticbeanstalk:RemoveTags',
    }),
  },
  emr: {
    'modify-cluster-attributes': byOption({
      '--auto-terminate': 'elasticmapreduce:SetKeepJobFlowAliveWhenNoSteps',
      '--no-auto-terminate': 'elasticmapreduce:SetKeepJobFlowAliveWhenNoSteps',
      '--no-termination-protected': 'elasticmapreduce:SetTerminationProtection',
      '--no-unhealthy-node-replacement': 'elasticmapreduce:SetUnhealthyNodeReplacement',
      '--no-visible-to-all-users': 'elasticmapreduce:SetVisibleToAllUsers',
      '--termination-protected': 'elasticmapreduce:SetTerminationProtection',
      '--unhealthy-node-replacement': 'elasticmapreduce:SetUnhealthyNodeReplacement',
      '--visible-to-all-users': 'elasticmapreduce:SetVisibleToAllUsers',
    }),
  },
  s3: s3TransferRules,
  s3api: s3ObjectRules,
};

/** One action for each of these options. */
function byOption(actions: Readonly<Record<string, string>>): OptionRule {
  return (line) => {
    const given = Object.keys(actions).filter((option) => line.options.has(option));
    return given.length > 0
      ? needs(...new Set(given.map((option) => actions[option] ?? '')))
      : {
          reason: 'does something only with one of its options',
          help: `give one of ${Object.keys(actions).join(', ')}`,
        };
  };
}
