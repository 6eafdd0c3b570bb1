import type { Scalar } from 'yaml';
import type { ScalarNode } from '../policy/syntax-tree.js';

/** A scalar by the core schema of YAML 1.2: what is in quotes or carries `!!str` is a text. */
export function yamlScalar(yaml: Scalar, at: number): ScalarNode {
  const offset = yaml.range?.[0] ?? at;
  const text = typeof yaml.value === 'string' ? yaml.value : '';
  const isText = yaml.tag === '!' || yaml.tag === 'tag:yaml.org,2002:str';
  if (yaml.type !== 'PLAIN' || isText) return { kind: 'string', offset, value: text };
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return { kind: 'null', offset, value: null };
  if (/^(?:true|True|TRUE)$/.test(text)) return { kind: 'boolean', offset, value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { kind: 'boolean', offset, value: false };
  if (/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(text)) {
    return { kind: 'number', offset, value: Number(text), text };
  }
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) {
    return { kind: 'number', offset, value: Number(text), text };
  }
  return { kind: 'string', offset, value: text };
}
