import type { Target } from '../intent.js';
import { renderTarget } from '../plan/plan.js';
import type { Account, AttachmentTarget, Organization, OrganizationalUnit } from './organization.js';

/** An organization made ready to be asked where things are. */
export interface OrganizationIndex {
  readonly organization: Organization;
  /** The root, OUs and accounts, by ID. */
  readonly spots: ReadonlyMap<string, OrganizationNode>;
  /** The OUs by their paths as a configuration writes them. */
  readonly unitsByPath: ReadonlyMap<string, OrganizationNode>;
}

/** The root, an OU or an account, and its organization path. */
export interface OrganizationNode {
  readonly node: AttachmentTarget & Pick<Account, 'status'>;
  /** Undefined for an account. */
  readonly unit: OrganizationalUnit | undefined;
  /** Undefined for the root. */
  readonly parent: OrganizationNode | undefined;
  /** How a plan names it: OUs by their path, accounts by their ID. */
  readonly target: Target;
}

/** Walks an organization once. */
export function indexOrganization(organization: Organization): OrganizationIndex {
  const spots = new Map<string, OrganizationNode>();
  const unitsByPath = new Map<string, OrganizationNode>();
  const visit = (
    unit: OrganizationalUnit,
    names: readonly string[],
    parent: OrganizationNode | undefined,
  ): void => {
    const target: Target = parent === undefined ? { kind: 'root' } : { kind: 'unit', names };
    const spot: OrganizationNode = { node: unit, unit, parent, target };
    spots.set(unit.id, spot);
    if (parent !== undefined) unitsByPath.set(renderTarget(target), spot);
    for (const account of unit.accounts) spots.set(account.id, accountNode(account, spot));
    for (const child of unit.organizationalUnits) visit(child, [...names, child.name], spot);
  };
  visit(organization.root, [], undefined);
  return { organization, spots, unitsByPath };
}

/** The place that a target means; undefined when the organization has none. */
export function spotOf(
  { organization, spots, unitsByPath }: OrganizationIndex,
  target: Target,
): OrganizationNode | undefined {
  switch (target.kind) {
    case 'root':
      return spots.get(organization.root.id);
    case 'unit':
      return unitsByPath.get(renderTarget(target));
    case 'id':
      return spots.get(target.id);
  }
}

/** Every account below a place, itself included. */
export function* accountsBelow(spot: OrganizationNode): Generator<Account> {
  if (spot.unit === undefined) yield spot.node;
  else yield* accountsIn(spot.unit);
}

function* accountsIn(unit: OrganizationalUnit): Generator<Account> {
  yield* unit.accounts;
  for (const child of unit.organizationalUnits) yield* accountsIn(child);
}

function accountNode(account: Account, parent: OrganizationNode): OrganizationNode {
  return { node: account, unit: undefined, parent, target: { kind: 'id', id: account.id } };
}
