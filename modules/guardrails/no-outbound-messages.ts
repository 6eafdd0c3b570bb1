import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'chime:CreateSipMediaApplicationCall',
  'connect-campaigns:PutDialRequestBatch',
  'connect-campaigns:StartCampaign',
  'connect:StartChatContact',
  'connect:StartOutbound*',
  'connect:StartTaskContact',
  'mobiletargeting:Send*',
  'mobiletargeting:UpdateCampaign',
  'ses:Send*',
  'sms-voice:Send*',
  'sns:Publish',
  'social-messaging:Send*',
  'ssm-contacts:StartEngagement',
  'workmailmessageflow:PutRawMessageContent',
];

export const noOutboundMessages: Guardrail = {
  id: 'no-outbound-messages',
  group: 'data',
  requirement: 'Nobody sends mail, text messages or calls to people from chat.',
  notes: [],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'send a mail',
    action: 'ses:SendEmail',
    resource: 'arn:aws:ses:eu-west-1:123456789012:identity/shop.example',
  },
  leavesAlone: { says: 'see how much was sent', action: 'ses:GetSendQuota', resource: '*' },
};
