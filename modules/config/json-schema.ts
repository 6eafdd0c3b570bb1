import * as z from 'zod';
import type { Guardrail } from '../guardrails/guardrail.js';
import type { GuardrailParameter } from '../guardrails/parameter.js';
import { parameterPatterns } from '../guardrails/read-parameters.js';
import { guardrails, packs } from '../guardrails/registry.js';
import { chatNamesIn } from '../policy/organization/chat-names.js';
import { accountsOf, type Organization, targetsOf, unitPaths } from '../policy/organization/organization.js';
import { renderTarget } from '../policy/plan/plan.js';
import { problemKinds } from '../policy/problems/problem-kinds.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/text/json.js';
import { configurationSchema } from './schema/configuration.js';
import { configurationNameDescription } from './schema/guardrail.js';

/**
 * Returns the JSON Schema (draft 7, which editors support) of the configuration file. With an organization, editors
 * also complete its OUs, accounts, policies, workspaces and teams; other values stay valid.
 */
export function configurationJsonSchema(organization?: Organization): JsonObject {
  const schema: JsonObject = JSON.parse(
    JSON.stringify(z.toJSONSchema(configurationSchema, { target: 'draft-7', io: 'input' })),
  );
  const suggestions = suggestionsOf(organization);
  const written = withSuggestions(
    schema,
    new Map(
      suggestions.flatMap(({ descriptions, name }) => descriptions.map((text) => [text, name] as const)),
    ),
  );
  const definitions = isJsonObject(written['definitions']) ? written['definitions'] : {};
  return {
    ...written,
    definitions: {
      ...definitions,
      guardrail: withCatalogue(definitions['guardrail']),
      ...Object.fromEntries(suggestions.map(({ name, values }) => [name, { anyOf: [...values] }])),
    },
    $id: 'chat-guardrails',
    title: 'chat-guardrails',
  };
}

const catalogue = [...guardrails, ...packs];

/** The schema of a guardrail in which `use` is a guardrail of the catalogue, and `with` has its parameters. */
function withCatalogue(schema: JsonValue | undefined): JsonObject {
  const own = isJsonObject(schema) ? schema : {};
  const properties = isJsonObject(own['properties']) ? own['properties'] : {};
  const use = isJsonObject(properties['use']) ? properties['use'] : {};
  const bare = catalogue.filter(({ parameters }) => parameters.length === 0);
  return {
    ...own,
    properties: {
      ...properties,
      use: {
        ...use,
        enum: catalogue.map(({ id }) => id),
        anyOf: catalogue.map(({ id, requirement }) => ({ const: id, description: requirement })),
      },
    },
    allOf: [
      {
        if: usesOneOf(bare),
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
        then: {
          properties: {
            with: { description: 'It has no parameters', type: 'object', additionalProperties: false },
          },
        },
      },
      ...catalogue.filter(({ parameters }) => parameters.length > 0).map(parametersOf),
    ],
  };
}

function usesOneOf(some: readonly Guardrail[]): JsonObject {
  const description = 'The guardrail whose parameters follow';
  return { properties: { use: { description, enum: some.map(({ id }) => id) } }, required: ['use'] };
}

function parametersOf(guardrail: Guardrail): JsonObject {
  const { parameters } = guardrail;
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    if: usesOneOf([guardrail]),
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    then: {
      properties: {
        with: {
          description: `Parameters of ${guardrail.id}`,
          type: 'object',
          properties: Object.fromEntries(parameters.map((one) => [one.name, schemaOf(one)])),
          additionalProperties: false,
          required,
        },
      },
      required: required.length === 0 ? [] : ['with'],
    },
  };
}

function schemaOf({ name, description }: GuardrailParameter): JsonObject {
  const pattern = parameterPatterns[name]?.source;
  const value = {
    type: 'string',
    ...(pattern === undefined ? {} : { pattern }),
    ...(name === 'accounts' ? { description: accountDescription } : {}),
  };
  const list = { anyOf: [value, { type: 'array', items: value, minItems: 1 }] };
  if (name !== 'tags') return { description, ...list };
  return { description, type: 'object', minProperties: 1, additionalProperties: list };
}

/** Values that editors complete where the schema of a string has one of the descriptions. */
interface Suggestion {
  /** The name of the definition with the values. */
  readonly name: string;
  readonly descriptions: readonly string[];
  readonly values: readonly JsonObject[];
}

/** The same schema, in which strings with suggestions accept these as well as what they accepted. */
function withSuggestions(schema: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const visit = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isJsonObject(value)) return value;
    const { description, ...rest } = value;
    const name =
      typeof description === 'string' && value['type'] === 'string' ? names.get(description) : undefined;
    if (name !== undefined)
      return { description: value['description'] ?? '', anyOf: [{ $ref: `#/definitions/${name}` }, rest] };
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, visit(below)]));
  };
  const visited = visit(schema);
  return isJsonObject(visited) ? visited : schema;
}

const accountDescription = 'An account ID, twelve digits in quotes';

function suggestionsOf(organization: Organization | undefined): readonly Suggestion[] {
  const kinds = Object.entries(problemKinds).map(([kind, title]) => ({ const: kind, description: title }));
  return [
    { name: 'problemKind', descriptions: ['The kind of the problem, as `check` prints it'], values: kinds },
    ...(organization === undefined ? [] : [...placesIn(organization), ...chatPlacesIn(organization)]),
  ].filter(({ values }) => values.length > 0);
}

/** OUs, accounts and policies. */
function placesIn(organization: Organization): readonly Suggestion[] {
  const accounts = [...accountsOf(organization)].map(({ account }) => named(account.id, account.name));
  const paths = [...unitPaths(organization)].slice(1).map(([, ...path]) => {
    return renderTarget({ kind: 'unit', names: path.map(({ name }) => name) });
  });
  const targets = [...targetsOf(organization)].map(({ id, name }) => named(id, name));
  const policies = [...organization.policies.values()].filter(({ awsManaged }) => !awsManaged);
  return [
    {
      name: 'target',
      descriptions: [
        'root, an OU by its path of names (Workloads/Prod), or an ID (r-…, ou-…, twelve digits)',
      ],
      values: [{ enum: ['root', ...paths] }, ...accounts],
    },
    { name: 'account', descriptions: [accountDescription], values: accounts },
    { name: 'targetId', descriptions: ['The ID of the root, an OU or an account'], values: targets },
    {
      name: 'policyId',
      descriptions: ['The ID of the policy'],
      values: policies.map(({ id, name }) => named(id, name)),
    },
    {
      name: 'policyName',
      descriptions: [
        'The name in AWS, unique in the organization; Terraform addresses contain it',
        'Only for the policy of this name',
      ],
      values: policies.length === 0 ? [] : [{ enum: [...new Set(policies.map(({ name }) => name))] }],
    },
  ];
}

/** Workspaces, tenants, teams and chat configurations. */
function chatPlacesIn(organization: Organization): readonly Suggestion[] {
  const { channels, workspaces = [], teams = [] } = organization;
  const all = (ids: readonly (string | undefined)[], names: ReadonlyMap<string, string> = new Map()) =>
    [...new Set(ids)].flatMap((id) =>
      id === undefined ? [] : [named(id, names.get(id.toLowerCase()) ?? '')],
    );
  const names = chatNamesIn(organization);
  const wildcard = (description: string): readonly string[] => [description, `${description}, or * for all`];
  return [
    {
      name: 'workspace',
      descriptions: wildcard('A Slack workspace ID'),
      values: all(
        [...workspaces.map(({ id }) => id), ...channels.map(({ workspaceId }) => workspaceId)],
        names,
      ),
    },
    {
      name: 'tenant',
      descriptions: wildcard('A Microsoft Teams tenant ID (UUID)'),
      values: all([...teams, ...channels].map(({ tenantId }) => tenantId)),
    },
    {
      name: 'team',
      descriptions: wildcard('A Microsoft Teams team ID (UUID)'),
      values: all([...teams.map(({ id }) => id), ...channels.map(({ teamId }) => teamId)], names),
    },
    {
      name: 'chatConfiguration',
      descriptions: [configurationNameDescription],
      values: all(channels.map(({ name }) => name)),
    },
  ];
}

function named(value: string, name: string): JsonObject {
  return name === '' ? { const: value } : { const: value, description: name };
}
