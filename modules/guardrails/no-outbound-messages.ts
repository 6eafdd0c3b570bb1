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
  requirement: 'Denies sending emails, text messages and calls from chat.',
  notes: [],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'send an email',
    action: 'ses:SendEmail',
    resource: 'arn:aws:ses:eu-west-1:123456789012:identity/shop.example',
  },
  doesNotDeny: { request: 'show the sending quota', action: 'ses:GetSendQuota', resource: '*' },
};
