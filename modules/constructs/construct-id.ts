/**
 * A construct's ID from a name that a user chose. Different names give different IDs: a character that an address in
 * Terraform cannot contain becomes its code point between dots, which cdktf leaves out of the readable part of an
 * address and includes in its hash. Invariant: IDs, and so addresses, are public API.
 */
export function constructId(name: string): string {
  return freeId(inAddress(name));
}

/** The ID for the path of an OU. It starts with a dot, so it differs from `root` and from IDs of AWS. */
export function pathId(names: readonly string[]): string {
  return `.${names.map(inAddress).join('_.')}`;
}

/**
 * The ID, with a dot behind it where `constructs` would take it for an existing child, because every object has such a
 * member (`constructor`, `toString`). The dot does not show in addresses; dots from names come in pairs.
 */
export function freeId(id: string): string {
  return Object.hasOwn(Object.prototype, id) ? `${id}.` : id;
}

function inAddress(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${(character.codePointAt(0) ?? 0).toString(16)}.`);
}
