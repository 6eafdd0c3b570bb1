import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Finding } from '../../modules/policy/problems/problem.js';

/** Expects the offset of a finding where the key or the value begins that its path names. */
export function expectPlace(text: string, { path, offset }: Finding): void {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, [...path]);
  const member = node?.parent?.type === 'property' ? node.parent.offset : undefined;
  expect(node).toBeDefined();
  expect([node?.offset, member]).toContain(offset);
}
