import { type DocumentDraft, parseImportJson, readPostmortem } from '@closeout/core';
import { type DocumentText, isHtml, isImportJson } from './document-text.ts';
import { refused } from './failure.ts';

/** A document; or several, where the text is what `import --dry-run --json` printed. */
export async function draftsIn(document: DocumentText): Promise<readonly DocumentDraft[]> {
  const { text, path, name, timeZone } = document;
  if (isHtml(document)) {
    // A parser of HTML is loaded only where there is something for it.
    const { readHtmlPostmortem } = await import('@closeout/core/html');
    return [readHtmlPostmortem(text, { path, timeZone })];
  }
  if (!isImportJson(document)) return [readPostmortem(text, { path, timeZone })];
  const parsed = parseImportJson(jsonOf(text, name));
  if (parsed.ok) return parsed.value;
  throw refused({ ...parsed.fault, message: `${name}: ${parsed.fault.message}` });
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused({
      code: 'not-json',
      message: `${name} is no JSON: ${why}`,
      remedy: 'name what closeout import --dry-run --json printed',
    });
  }
}
