import type { Definition, Nodes } from 'mdast';

/** Where reference links lead, by their label as {@link labelKey} writes it; the first definition counts. */
export type Definitions = ReadonlyMap<string, string>;

/** The definitions in a parsed text, also those within lists. */
export function definitionsIn(root: Nodes): Definitions {
  const found = new Map<string, string>();
  for (const { identifier, url } of definitionNodes(root)) {
    const label = labelKey(identifier);
    if (!found.has(label)) found.set(label, url);
  }
  return found;
}

function definitionNodes(node: Nodes): readonly Definition[] {
  if (node.type === 'definition') return [node];
  return node.type === 'root' || node.type === 'list' || node.type === 'listItem' ? node.children.flatMap(definitionNodes) : [];
}

/** For what the shortest text refers to, in characters. */
const ENOUGH = 4_000;

/**
 * Lines that define what `lines` refer to, to be put above them: as far as that costs no more than the lines themselves, so
 * that a text in parts is not read once for each part.
 */
export function definitionsFor(lines: readonly string[], definitions: Definitions): readonly string[] {
  if (definitions.size === 0) return [];
  const used = new Map<string, string>();
  let left = lines.reduce((sum, line) => sum + line.length, ENOUGH);
  for (const line of lines) {
    for (const [, label = ''] of line.matchAll(/\[((?:[^[\]\\]|\\.){1,200})\]/g)) {
      const key = labelKey(label);
      const url = definitions.get(key);
      if (url === undefined || used.has(key)) continue;
      const definition = `[${key}]: <${url.replace(/[&<>\\]/g, (character) => `&#${character.charCodeAt(0)};`)}>`;
      if (definition.length > left) continue;
      used.set(key, definition);
      left -= definition.length;
    }
  }
  return used.size === 0 ? [] : [...used.values(), ''];
}

/** A label as references are compared: without regard to case and spacing. */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase();
}
