import type { FieldReader } from './field-reader.js';
import { isAccountId } from './identifiers.js';
import type { OrganizationalUnit } from './organization.js';
import { quoted } from './problem.js';
import { type Spot, under } from './spot.js';

/** Reports every account of a tree whose id is none, and every id that stands in it already. */
export function reportWrongIds(reader: FieldReader, root: OrganizationalUnit, spot: Spot): void {
  const seen = new Set<string>();
  const see = (id: string, here: Spot): void => {
    if (id !== '' && seen.has(id)) {
      const message = `${quoted(id)} stands in the tree already`;
      reader.report('duplicate-id', under(here, 'id'), message, 'each has one place');
    }
    seen.add(id);
  };
  const seeAccount = (id: string, here: Spot): void => {
    if (id !== '' && !isAccountId(id)) {
      const message = `found ${quoted(id)}; expected twelve digits`;
      reader.report('invalid-organization', under(here, 'id'), message);
    }
    see(id, here);
  };
  const walk = (unit: OrganizationalUnit, here: Spot): void => {
    see(unit.id, here);
    const inside = under(here, 'accounts');
    for (const [index, { id }] of unit.accounts.entries()) seeAccount(id, under(inside, index));
    const below = under(here, 'organizationalUnits');
    for (const [index, child] of unit.organizationalUnits.entries()) walk(child, under(below, index));
  };
  walk(root, spot);
}
