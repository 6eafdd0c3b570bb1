import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'batch:SubmitJob',
  'batch:SubmitServiceJob',
  'bedrock:CreateModelInvocationJob',
  'codebuild:RetryBuild*',
  'codebuild:StartBuild*',
  'databrew:StartJobRun',
  'datasync:StartTaskExecution',
  'dms:ReloadTables',
  'dms:StartDataMigration',
  'dms:StartReplication*',
  'ecs:RunTask',
  'ecs:StartTask',
  'elasticmapreduce:AddJobFlowSteps',
  'elasticmapreduce:RunJobFlow',
  'elasticmapreduce:StartNotebookExecution',
  'emr-containers:StartJobRun',
  'emr-serverless:StartJobRun',
  'glue:ResumeWorkflowRun',
  'glue:RunStatement',
  'glue:StartBlueprintRun',
  'glue:StartCrawler',
  'glue:StartJobRun',
  'glue:StartTrigger',
  'glue:StartWorkflowRun',
  'imagebuilder:StartImagePipelineExecution',
  'kinesisanalytics:StartApplication',
  'mediaconvert:CreateJob',
  'sagemaker:Create*Job',
  'sagemaker:CreateAutoMLJob*',
  'sagemaker:StartPipelineExecution',
];

export const noJobStarts: Guardrail = {
  id: 'no-job-starts',
  group: 'execution',
  requirement: 'Denies starting jobs, builds and tasks from chat.',
  notes: [],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'run a task',
    action: 'ecs:RunTask',
    resource: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/report:7',
  },
  doesNotDeny: {
    request: 'show its result',
    action: 'ecs:DescribeTasks',
    resource: 'arn:aws:ecs:eu-west-1:123456789012:task/shop/0123456789abcdef0123456789abcdef',
  },
};
