/** Which of the limits hold for a type of policies, and how a message names several of them. */
export const typeQuotas = {
  CHATBOT_POLICY: { limits: 'chatPolicy', plural: 'chat policies' },
  SERVICE_CONTROL_POLICY: { limits: 'serviceControlPolicy', plural: 'service control policies' },
} as const;
