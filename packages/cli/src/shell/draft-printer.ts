import { type DocumentDraft, toImportJson } from '@closeout/core';
import type { Sink } from './io.ts';
import type { FailedDocument } from './read-documents.ts';

/** Prints what `import --dry-run --json` says, document after document. */
export interface DraftPrinter {
  add(draft: DocumentDraft): void;
  /** Once, behind the last document. */
  end(failed: readonly FailedDocument[]): void;
}

/** The same text as `toImportJson` of all documents printed at once, without keeping any of them. */
export function draftPrinter(stdout: Sink): DraftPrinter {
  const { version } = toImportJson([]);
  const head = `{\n  "version": ${version},\n  "documents": [`;
  let isFirst = true;
  return {
    add(draft) {
      for (const document of toImportJson([draft]).documents) {
        stdout.write(`${isFirst ? head : ','}\n    ${indented(document, 4)}`);
        isFirst = false;
      }
    },
    end(failed) {
      const told = failed.length === 0 ? '' : `,\n  "failed": ${indented(failed, 2)}`;
      stdout.write(`${isFirst ? `${head}]` : '\n  ]'}${told}\n}\n`);
    },
  };
}

function indented(value: unknown, columns: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(columns)}`);
}
