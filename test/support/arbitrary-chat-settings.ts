import fc from 'fast-check';
import type { ChatSettings, ChildControl, ListSetting, ScalarSetting } from '../../modules/policy/intent.js';

const saysSomething = (setting: object): boolean => Object.keys(setting).length > 0;

const control: fc.Arbitrary<ChildControl> = fc.subarray(['@@assign', '@@append', '@@remove']);
const workspace = fc.stringMatching(/^[0-9A-Z]{1,6}$/);
const uuid = fc.uuid();
const orAll = (id: fc.Arbitrary<string>) => fc.oneof({ weight: 4, arbitrary: id }, fc.constant('*'));

/** Every optional key there or not, and never with the value undefined. */
const record = <T extends object>(model: { [K in keyof T]-?: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] });

const list = <T extends string>(item: fc.Arbitrary<T>): fc.Arbitrary<ListSetting<T>> => {
  const items = fc.array(item, { maxLength: 3 });
  return fc
    .record({ assign: items, append: items, remove: items, children: control }, { requiredKeys: [] })
    .filter(saysSomething);
};
const client: fc.Arbitrary<ScalarSetting<'enabled' | 'disabled'>> = fc
  .record({ assign: fc.constantFrom('enabled', 'disabled'), children: control }, { requiredKeys: [] })
  .filter(saysSomething) as fc.Arbitrary<ScalarSetting<'enabled' | 'disabled'>>;
const channelTypes = list(fc.constantFrom('public' as const, 'private' as const));
const roleSettings = list(fc.constantFrom('user_role' as const, 'channel_role' as const));
const keyed = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(key, value, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

/** Any words of a chat policy; overrides say something, for one that says nothing leaves no trace. */
export const chatSettings = record({
  default: client,
  slack: record({
    client,
    workspaces: list(orAll(workspace)),
    channelTypes,
    roleSettings,
    overrides: keyed(
      workspace,
      record({ channelTypes, roleSettings, children: control }).filter(saysSomething),
    ),
    overridesChildren: control,
    children: control,
  }),
  microsoftTeams: record({
    client,
    tenants: keyed(orAll(uuid), list(orAll(uuid))),
    tenantsChildren: control,
    roleSettings,
    overrides: keyed(uuid, keyed(uuid, record({ roleSettings, children: control }).filter(saysSomething))),
    overridesChildren: control,
    children: control,
  }),
  chime: record({ client, children: control }),
  children: control,
}) as fc.Arbitrary<ChatSettings>;
