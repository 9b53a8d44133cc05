/** A document as it stands in its file. */
export interface DocumentText {
  readonly text: string;
  /** From the configuration's folder, with `/`; `null` on standard input. */
  readonly path: string | null;
  /** What people call it: from the current folder. */
  readonly name: string;
  readonly timeZone: string;
}

/** What tells in what a document is written: a file's name, or else how the text begins. */
export interface Written extends Pick<DocumentText, 'path'> {
  readonly text?: string;
}

/** True for what `import --dry-run --json` may have printed. */
export function isImportJson({ text = '', path }: Written): boolean {
  return path === null ? /^\s*\{/.test(text) : path.endsWith('.json');
}

/** True for a page of HTML, as wikis export it. */
export function isHtml({ text = '', path }: Written): boolean {
  return path === null ? /^\s*<(?:!doctype\s+html|html)\b/i.test(text) : /\.html?$/i.test(path);
}
