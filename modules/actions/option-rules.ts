import { needs, type OptionRule, optionText } from './needed-action.js';
import { s3ObjectRules } from './s3-object-rules.js';
import { s3TransferRules } from './s3-transfer-rules.js';

/**
 * The commands of `dynamodb` whose text decides which actions they need.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
 */
const dynamodbRules: Readonly<Record<string, OptionRule>> = {
  'batch-execute-statement': partiql('--statements'),
  'execute-statement': partiql('--statement'),
  'execute-transaction': partiql('--transact-statements'),
  'transact-write-items': (line) => {
    const items = optionText(line, '--transact-items') ?? '';
    const kinds = Object.keys(actionOfItem).filter((kind) =>
      new RegExp(`(?:^|[[{,\\s])(?:"${kind}"\\s*:|${kind}=)\\s*\\{`).test(items),
    );
    return kinds.length > 0
      ? needs(...kinds.map((kind) => actionOfItem[kind] ?? ''))
      : {
          reason: 'needs an action for each kind of item, and the line does not name the kinds',
          help: 'give the items in `--transact-items`',
        };
  },
};

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

const actionOfItem: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

const actionOfVerb: Readonly<Record<string, string>> = {
  delete: 'dynamodb:PartiQLDelete',
  exists: 'dynamodb:PartiQLSelect',
  insert: 'dynamodb:PartiQLInsert',
  select: 'dynamodb:PartiQLSelect',
  update: 'dynamodb:PartiQLUpdate',
};

/** Each statement needs the action of its verb; a list of statements is JSON, or `Statement=…`. */
function partiql(option: string): OptionRule {
  return (line) => {
    const text = optionText(line, option) ?? '';
    const statements = option === '--statement' ? [text] : text.split(/"?\bStatement"?\s*[:=]\s*/).slice(1);
    const actions = statements.map((statement) => {
      const verb = /^[\s"'\\]*([a-z]+)/i.exec(statement)?.[1]?.toLowerCase() ?? '';
      return Object.hasOwn(actionOfVerb, verb) ? actionOfVerb[verb] : undefined;
    });
    const known = actions.filter((action) => action !== undefined);
    return known.length > 0 && known.length === actions.length
      ? needs(...[...new Set(known)].sort())
      : {
          reason: 'needs the action of its statement: reading, inserting, updating or deleting',
          help: `give the statement in \`${option}\``,
        };
  };
}
