import type { YamlNode } from '../yaml/document.js';
import type { Plain } from './validator.js';

/**
 * The values of a YAML node without their places, for a validator. Of duplicate keys the last counts.
 * Recursion is bounded by the YAML grammar, which refuses deep nesting and alias bombs.
 */
export function toPlain(node: YamlNode): Plain {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toPlain);
    case 'map': {
      // Without a prototype: `__proto__` and `constructor` of a file are keys, not JavaScript's own.
      const plain: { [key: string]: Plain } = Object.create(null);
      for (const { key, value } of node.entries) plain[key.text] = toPlain(value);
      return plain;
    }
  }
}
