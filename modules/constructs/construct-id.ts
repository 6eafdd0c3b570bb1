/**
 * A construct's id from something that a user named. Different names give different ids, whatever characters they
 * hold: what an address of Terraform cannot hold stands as its code point between dots, which cdktf leaves out of the
 * readable part of an address and counts in its hash. Invariant: ids, and so addresses, are public API.
 */
export function constructId(name: string): string {
  return freeId(inAddress(name));
}

/** The id of a unit's path; it begins with a dot, which keeps it apart from `root` and from ids of AWS. */
export function pathId(names: readonly string[]): string {
  return `.${names.map(inAddress).join('_.')}`;
}

/**
 * An id that a construct can have. `constructs` keeps children in an object and takes what every object has for one
 * (`constructor`, `toString`). A dot behind it makes another id that reads the same; dots of names come in pairs.
 */
export function freeId(id: string): string {
  return Object.hasOwn(Object.prototype, id) ? `${id}.` : id;
}

function inAddress(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${(character.codePointAt(0) ?? 0).toString(16)}.`);
}
