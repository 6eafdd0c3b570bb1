import type { CatalogueConditionKey } from '../policy/action-catalogue.js';
import type { IamConditionKey, IamData } from './iam-data.js';

interface ConditionKeyFinder {
  readonly find: (key: string) => CatalogueConditionKey | undefined;
  readonly global: () => readonly string[];
}

/** Finds condition keys by what a policy writes: in any case, and with a value where AWS publishes a template. */
export function conditionKeyFinder(
  data: IamData,
  knownService: (name: string) => string | undefined,
): ConditionKeyFinder {
  const global = () => data.globalConditionKeys().map(asServicesWriteIt);
  const publishers = (prefix: string): readonly string[] => {
    const service = knownService(prefix);
    if (service !== undefined) return [service];
    return Object.entries(data.unassociatedConditions()).flatMap(([template, services]) =>
      pattern(template).test(prefix) ? services : [],
    );
  };
  return {
    find: (key) => {
      const prefix = key.slice(0, key.indexOf(':') + 1).toLowerCase();
      if (prefix === 'aws:') return matching(key, global());
      for (const service of publishers(prefix.slice(0, -1))) {
        const found = matching(key, Object.values(data.conditionKeys(service)));
        if (found) return found;
      }
      return undefined;
    },
    global: () =>
      global()
        .map(({ key }) => key)
        .sort(),
  };
}

/** The list of global keys says `aws:RequestTag/tag-key` where the services' lists have a template. */
function asServicesWriteIt({ key, type }: IamConditionKey): CatalogueConditionKey {
  return { key: key.replace(/\/tag-key$/, '/${TagKey}'), type };
}

/** The key itself before a template that it fits. */
function matching(key: string, keys: readonly IamConditionKey[]): CatalogueConditionKey | undefined {
  const folded = key.toLowerCase();
  const found =
    keys.find((candidate) => candidate.key.toLowerCase() === folded) ??
    keys.find((candidate) => /\$\{|</.test(candidate.key) && pattern(candidate.key).test(key));
  return found && { key: found.key, type: found.type };
}

/** `${TagKey}` and `<key>` stand for any text but none. */
function pattern(template: string): RegExp {
  const literals = template.split(/\$\{[^}]*\}|<[^>]*>/);
  return new RegExp(`^${literals.map((text) => text.replace(/[^\w]/g, '\\$&')).join('.+')}$`, 'is');
}
