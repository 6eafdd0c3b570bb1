import { documentTypeOf } from '../../modules/config/document-type.js';

test.each([
  ['a chat policy', '{"chatbot": {}}', 'chat-policy'],
  ['keys fold as AWS folds them', '{"CHATBOT": {}}', 'chat-policy'],
  ['a service control policy', '{"Version": "2012-10-17", "statement": []}', 'scp'],
  ['a CloudFormation template', 'Resources: {}', 'cloudformation'],
  ['a configuration', 'version: 1\nguardrails: []', 'configuration'],
  ['a configuration in other spellings', 'chat_policies: []', 'configuration'],
  ['a configuration of environments alone', '{"environments": {}}', 'configuration'],
  ['a chat policy that lacks its first key', '{"platforms": {}}', 'chat-policy'],
  ['a chat policy in YAML', 'chatbot: {}', 'chat-policy'],
  ['a chat policy that is cut off', '{"chatbot": {"platforms": {', 'chat-policy'],
  ['a chat policy with a comment and a trailing comma', '// x\n{"chatbot": {},}', 'chat-policy'],
  ['a chat policy behind a comment', '// x\n{"chatbot": {}}', 'chat-policy'],
  ['a chat policy in a list', '[{"chatbot": {}}]', 'chat-policy'],
  ['a configuration that is no YAML', 'guardrails:\n\t- a', 'configuration'],
  ['an empty object is nothing', '{}', undefined],
  ['a list is nothing', '[]', undefined],
  ['an organization file is nothing to check', '{"version": 1, "root": {}, "policies": {}}', undefined],
  ['what stands deeper does not count', '{"a": {"chatbot": {}}}', undefined],
  ['nothing', '', undefined],
])('%s', (_, text, type) => {
  expect(documentTypeOf(text)).toBe(type);
});
