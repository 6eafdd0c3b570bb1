import { z } from 'zod';
import { configurationSchema } from './schema/configuration.js';

/** Returns the JSON Schema (draft 7, which editors support) of the configuration file. */
export function configurationJsonSchema(): object {
  const schema = z.toJSONSchema(configurationSchema, { target: 'draft-7', io: 'input' });
  return { ...schema, $id: 'chat-guardrails', title: 'chat-guardrails' };
}
