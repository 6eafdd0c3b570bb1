import type { Intent } from '../policy/intent.js';
import type { ProblemKind } from '../policy/problems/problem-kinds.js';
import type { Path } from '../policy/text/path.js';

/** A configuration file: one environment or several, its waves and acknowledgements. */
export interface Configuration {
  readonly environments: readonly Environment[];
  /** The waves of a rollout in order; empty if the file has none. */
  readonly waves: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** A problem that is accepted until an end date. */
export interface Acknowledgement {
  readonly problem: ProblemKind;
  /** Only for the policy of this name. */
  readonly policy?: string;
  /** Only problems of which a fact, or an item of a list among the facts, equals this string. */
  readonly about?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it applies, `YYYY-MM-DD`. */
  readonly until: string;
  readonly path: Path;
}

/** One stack: its policies, provider and backend. */
export interface Environment {
  /** The name of the stack; `chat-guardrails` if the file has no `environments`. */
  readonly name: string;
  readonly intent: Intent;
  /** The selected wave of the rollout; absent if the file has none. */
  readonly wave?: string;
  /**
   * The path of the organization file, relative to the configuration file. Absent: Terraform finds targets when it
   * plans.
   */
  readonly organization?: string;
  readonly provider: ProviderSettings;
  readonly backend: BackendSettings;
  /**
   * `check`: Terraform checks at plan time that the organization is ready, and is the one of the organization file.
   * `skip` is for delegated administrators.
   */
  readonly prerequisites: 'check' | 'skip';
}

/** Settings of Terraform's AWS provider. Absent settings have the provider's defaults. */
export interface ProviderSettings {
  /** Default: `us-east-1`, where AWS Organizations is served. */
  readonly region: string;
  /** The range of provider versions; default `>= 5.69.0, < 7.0.0`. */
  readonly version: string;
  readonly profile?: string;
  readonly assumeRole?: AssumeRole;
  readonly maxRetries?: number;
  readonly retryMode?: 'standard' | 'adaptive';
  /** URLs of emulators or private endpoints. */
  readonly endpoints: { readonly organizations?: string; readonly sts?: string };
  /** Tags on everything that the provider creates. */
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly skipCredentialsValidation: boolean;
  readonly skipRequestingAccountId: boolean;
  readonly skipMetadataApiCheck: boolean;
  readonly skipRegionValidation: boolean;
}

/** A role that the provider assumes. */
export interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  /** As Terraform writes durations, e.g. `1h`. */
  readonly duration?: string;
}

/** Where Terraform stores the state of the environment. */
export type BackendSettings = LocalBackend | CloudBackend | S3Backend | RemoteBackend | NoBackend;

/** A state file on the local disk. */
export interface LocalBackend {
  readonly kind: 'local';
  /** Relative to the folder that contains `cdktf.out`; default `terraform.ENVIRONMENT.tfstate`. */
  readonly path: string;
}

/** HCP Terraform or Terraform Enterprise with a `cloud` block. */
export interface CloudBackend {
  readonly kind: 'cloud';
  readonly organization: string;
  readonly hostname?: string;
  readonly project?: string;
  readonly workspaces:
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'tags'; readonly tags: readonly string[] };
}

/** A state file in S3. */
export interface S3Backend {
  readonly kind: 's3';
  readonly bucket: string;
  /** Default: `chat-guardrails/ENVIRONMENT.tfstate`. */
  readonly key: string;
  readonly region: string;
  /** Locking by a file beside the state (Terraform 1.10 and later). Default: true. */
  readonly useLockfile: boolean;
  /** Default: true. */
  readonly encrypt: boolean;
  readonly kmsKeyId?: string;
  readonly profile?: string;
  readonly roleArn?: string;
}

/** The older `remote` backend of HCP Terraform and Terraform Enterprise. */
export interface RemoteBackend {
  readonly kind: 'remote';
  readonly organization: string;
  readonly hostname?: string;
  readonly workspaces:
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'prefix'; readonly prefix: string };
}

/** No backend block: the caller of Terraform adds one. */
export interface NoBackend {
  readonly kind: 'none';
}
