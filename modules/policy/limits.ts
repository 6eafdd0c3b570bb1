/** The quotas of AWS Organizations that a plan is checked against. */
export interface Limits {
  /** When these numbers were read, `YYYY-MM-DD`. */
  readonly readOn: string;
  readonly chatPolicy: PolicyTypeLimits;
  readonly serviceControlPolicy: PolicyTypeLimits;
  /** Levels of organizational units below the root. */
  readonly organizationalUnitDepth: number;
  readonly policyNameCharacters: number;
  readonly policyDescriptionCharacters: number;
  readonly tagKeyCharacters: number;
  readonly tagValueCharacters: number;
  readonly tagsPerPolicy: number;
}

/** The quotas of one policy type. */
export interface PolicyTypeLimits {
  /** Characters of a document as sent, including white space. */
  readonly documentCharacters: number;
  /** Policies of the type attached directly to one root, OU or account; inherited ones do not count. */
  readonly attachmentsPerTarget: number;
  readonly policiesPerOrganization: number;
}

/**
 * AWS's quotas, all of them hard. The service control policy figures doubled on 15 May 2026.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const awsLimits: Limits = {
  readOn: '2026-11-23',
  chatPolicy: { documentCharacters: 10_000, attachmentsPerTarget: 5, policiesPerOrganization: 1_000 },
  serviceControlPolicy: {
    documentCharacters: 10_240,
    attachmentsPerTarget: 10,
    policiesPerOrganization: 10_000,
  },
  organizationalUnitDepth: 5,
  policyNameCharacters: 128,
  policyDescriptionCharacters: 512,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  tagsPerPolicy: 50,
};

/** The policy types that this package handles. */
export const policyTypes = ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'] as const;

/** The key of the quotas of a policy type, and the plural of its name in messages. */
export const typeQuotas = {
  CHATBOT_POLICY: 'chatPolicy',
  SERVICE_CONTROL_POLICY: 'serviceControlPolicy',
} as const;
