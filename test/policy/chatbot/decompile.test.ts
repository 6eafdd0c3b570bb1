import fc from 'fast-check';
import { compileChatPolicy } from '../../../modules/policy/chatbot/compile.js';
import { decompileChatPolicy } from '../../../modules/policy/chatbot/decompile.js';
import { canonicalJson } from '../../../modules/policy/text/canonical-json.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import { chatSettings } from '../../support/arbitrary-chat-settings.js';
import { patience, runs, seed } from '../../support/effort.js';

const control = '@@operators_allowed_for_child_policies';
const enabled = { '@@assign': 'enabled' };

describe('a chat policy in our words', () => {
  it(
    `compiles to the very document it was read from (seed ${seed})`,
    () => {
      fc.assert(
        fc.property(chatSettings, (settings) => {
          const document = compileChatPolicy(settings);
          const words = decompileChatPolicy(document);
          expect(words).toBeDefined();
          expect(canonicalJson(compileChatPolicy(words ?? {}))).toBe(canonicalJson(document));
        }),
        { seed, numRuns: runs(50_000) },
      );
    },
    patience,
  );

  it.each<[string, JsonValue, unknown]>([
    [
      'folds the case of keys and operators',
      { Chatbot: { PLATFORMS: { Slack: { Client: { '@@Assign': 'enabled' } } } } },
      { slack: { client: { assign: 'enabled' } } },
    ],
    [
      'sorts lists',
      { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T2', 'T1'] } } } } },
      { slack: { workspaces: { assign: ['T1', 'T2'] } } },
    ],
    [
      'turns a number into text, as AWS does',
      { chatbot: { platforms: { slack: { workspaces: { '@@append': [1] } } } } },
      { slack: { workspaces: { append: ['1'] } } },
    ],
    [
      'keeps a control on one value where it stands',
      { chatbot: { default: { client: { '@@assign': 'disabled', [control]: ['@@none'] } } } },
      { default: { assign: 'disabled', children: [] } },
    ],
    ['reads a policy that says nothing', { chatbot: {} }, {}],
  ])('%s', (_, document, words) => {
    expect(decompileChatPolicy(document)).toEqual(words);
  });

  it('writes a lock on everything once', () => {
    const words = { slack: { client: { assign: 'enabled' as const } }, children: [] };
    expect(decompileChatPolicy(compileChatPolicy(words))).toEqual(words);
  });

  it('writes a lock on tenants or overrides alone beside them', () => {
    const words = {
      slack: { overrides: { T1: {} }, overridesChildren: [] },
      microsoftTeams: { tenantsChildren: ['@@append'] as const, overridesChildren: ['@@assign'] as const },
    };
    expect(decompileChatPolicy(compileChatPolicy(words))).toEqual(words);
    const open = { slack: { children: [], overridesChildren: ['@@assign'] as const } };
    expect(decompileChatPolicy(compileChatPolicy(open))).toEqual(open);
  });

  it('writes what a lock on tenants or overrides leaves open', () => {
    const document = (below: JsonObject) => ({
      chatbot: { platforms: { microsoft_teams: { tenants: { [control]: ['@@none'], x: below } } } },
    });
    expect(decompileChatPolicy(document({ '@@assign': ['*'] }))).toEqual({
      microsoftTeams: {
        tenants: { x: { assign: ['*'], children: ['@@assign', '@@append', '@@remove'] } },
        tenantsChildren: [],
      },
    });
    const locked = document({ '@@assign': ['*'], [control]: ['@@none'] });
    expect(decompileChatPolicy(locked)).toEqual({
      microsoftTeams: { tenants: { x: { assign: ['*'] } }, tenantsChildren: [] },
    });
  });

  it('writes a lock on one platform at that platform, and a different lock below it', () => {
    const words = {
      slack: {
        client: { assign: 'enabled' as const },
        workspaces: { assign: ['T1'], children: ['@@append'] as const },
        children: [],
      },
    };
    expect(decompileChatPolicy(compileChatPolicy(words))).toEqual(words);
  });

  it.each<[string, JsonValue]>([
    [
      'a control on a container that leaves what is below it open',
      { chatbot: { [control]: ['@@none'], default: { client: enabled } } },
    ],
    [
      'a control on `platforms`, which no word stands for',
      { chatbot: { platforms: { [control]: ['@@none'] } } },
    ],
    ['an empty object where words leave nothing', { chatbot: { platforms: {} } }],
    ['a control at the root of the document', { chatbot: {}, [control]: ['@@none'] }],
    [
      'a `default` below `platforms`, which AWS refuses',
      { chatbot: { platforms: { default: { client: enabled } } } },
    ],
    ['a document that is no chat policy', { Statement: [] }],
    ['a list', []],
  ])('does not pretend to say %s', (_, document) => {
    expect(decompileChatPolicy(document)).toBeUndefined();
  });
});
