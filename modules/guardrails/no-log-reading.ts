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
  requirement: 'Nobody reads log lines, audit events or traces from chat.',
  notes: ['Alarms and metrics are left alone. The button that shows the logs of an alarm stops working.'],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'read log lines',
    action: 'logs:FilterLogEvents',
    resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize',
  },
  leavesAlone: { says: 'see which log groups there are', action: 'logs:DescribeLogGroups', resource: '*' },
};
