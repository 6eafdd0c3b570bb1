/** The settings of a configuration that become defaults of the variables of a module. */
export interface ExportSettings {
  /** The prefix of the name of every policy. */
  readonly namePrefix: string;
  /** Tags on every policy that the configuration leaves to the provider. */
  readonly tags: Readonly<Record<string, string>>;
  /** The range of versions of the AWS provider. */
  readonly providerVersion: string;
  /** The region of the example caller. */
  readonly region: string;
}
