import { plainText } from './terminal-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * `text` from outside as plain words of one line of Markdown, inside tables too: no markup, no HTML, and nobody is called.
 * A zero-width space in `@name`, `#12`, `GH-12` and `https://` keeps trackers and chats from making mentions, references and
 * links out of it.
 */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.')
    .replace(/\b(GH)-(?=\d)/gi, '$1\u200b-')
    .replace(/(:)(?=\/\/)|\b(www)(?=\.)/gi, '$&\u200b')
    .replace(/([@#])(?=[\p{L}\p{N}_-])/gu, '$1\u200b')
    .replace(/^#/, '\\#');
}

/** A link, or only its words where the address is not a safe one. */
export function markdownLink(words: string, url: string | null): string {
  const label = markdownText(words);
  return url === null ? label : `[${label}](<${url.replace(/[<>\\|]/g, encodeURIComponent)}>)`;
}
