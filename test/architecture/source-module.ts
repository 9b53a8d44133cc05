import { parseAst } from 'vitest/node';

/** What one import says: where from, whether it is gone once types are stripped, and whether it loads only when reached. */
export interface SourceImport {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
}

/** What the architecture rules need to know of one source file. */
export interface SourceModule {
  /** From the root of the workspace, with `/`. */
  readonly path: string;
  readonly imports: readonly SourceImport[];
  /** It re-exports everything of another module. */
  readonly exportsAll: boolean;
  readonly exportsDefault: boolean;
  /** Where it reads the clock, chance, the process or the network, in source order: `Date.now()`. */
  readonly effects: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Reads a TypeScript module by its syntax tree, so that comments and strings never count. */
export function readModule(path: string, text: string): SourceModule {
  const imports: SourceImport[] = [];
  const effects: string[] = [];
  let exportsAll = false;
  let exportsDefault = false;
  const tree: unknown = parseAst(text, { lang: 'ts' });
  walk(tree, null, null, (node, parent, key) => {
    const from = isNode(node.source) ? literalOf(node.source) : null;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (from !== null) imports.push({ specifier: from, typeOnly: isTypeOnly(node), lazy: false });
        if (node.type === 'ExportAllDeclaration') exportsAll = true;
        break;
      case 'ImportExpression':
        if (from !== null) imports.push({ specifier: from, typeOnly: false, lazy: true });
        break;
      case 'TSImportType':
        if (from !== null) imports.push({ specifier: from, typeOnly: true, lazy: false });
        break;
      case 'ExportDefaultDeclaration':
        exportsDefault = true;
        break;
    }
    const effect = effectOf(node, parent, key);
    if (effect !== null) effects.push(effect);
  });
  return { path, imports, exportsAll, exportsDefault, effects };
}

function effectOf(node: Node, parent: Node | null, key: string | null): string | null {
  if (node.type === 'MemberExpression') {
    const called = `${nameOf(node.object)}.${nameOf(node.property)}`;
    if (called === 'Date.now' || called === 'Math.random' || called === 'performance.now' || called === 'crypto.randomUUID') return called;
    if (called === 'Temporal.Now') return called;
  }
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && isEmpty(node.arguments)) return 'new Date()';
  if (node.type === 'CallExpression') {
    const callee = nameOf(node.callee);
    if (callee === 'Date') return 'Date()';
    if (callee === 'fetch' || callee === 'setTimeout' || callee === 'setInterval') return `${callee}()`;
  }
  // A member, a key or a type of that name is something else than the process.
  if (node.type === 'Identifier' && node.name === 'process' && key === 'object' && parent?.type === 'MemberExpression') return 'process';
  return null;
}

function isTypeOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type');
}

function walk(
  value: unknown,
  parent: Node | null,
  key: string | null,
  visit: (node: Node, parent: Node | null, key: string | null) => void,
) {
  if (Array.isArray(value)) {
    for (const element of value) walk(element, parent, key, visit);
  } else if (isNode(value)) {
    visit(value, parent, key);
    for (const [name, child] of Object.entries(value)) if (typeof child === 'object') walk(child, value, name, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function literalOf(node: Node): string | null {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function nameOf(value: unknown): string | null {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : null;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
