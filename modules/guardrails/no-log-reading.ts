import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'cloudtrail:GetEventDataStoreData',
  'cloudtrail:GetQueryResults',
  'cloudtrail:LookupEvents',
  'cloudtrail:StartQuery',
  'ec2:GetConsoleOutput',
  'elasticbeanstalk:RequestEnvironmentInfo',
  'elasticbeanstalk:RetrieveEnvironmentInfo',
  'logs:CreateExportTask',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetLogRecord',
  'logs:GetQueryResults',
  'logs:GetScheduledQueryHistory',
  'logs:StartLiveTail',
  'logs:StartQuery',
  'logs:Unmask',
  'rds:Download*LogFile*',
  'xray:BatchGetTraces',
  'xray:GetTraceGraph',
  'xray:GetTraceSummaries',
];

export const noLogReading: Guardrail = {
  id: 'no-log-reading',
  group: 'data',
  requirement: 'Denies reading log lines, audit events and traces from chat.',
  notes: ['It does not cover alarms and metrics. The button that shows the logs of an alarm stops working.'],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'read log lines',
    action: 'logs:FilterLogEvents',
    resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize',
  },
  doesNotDeny: { request: 'list the log groups', action: 'logs:DescribeLogGroups', resource: '*' },
};
