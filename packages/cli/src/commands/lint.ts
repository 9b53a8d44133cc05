import { LINT_RULES, lintPostmortem, nearest } from '@closeout/core';
import type { Command } from 'commander';
import { isHtml, isImportJson } from '../shell/document-text.ts';
import { draftsIn } from '../shell/drafts-in.ts';
import { EXIT } from '../shell/exit-code.ts';
import { wrongUsage } from '../shell/failure.ts';
import { lintAnnotations } from '../shell/lint-annotations.ts';
import { type LintedDocument, type LintView, lintJson, lintSummary, lintText } from '../shell/lint-text.ts';
import { choiceOption } from '../shell/options.ts';
import { eachDocument, type FailedDocument } from '../shell/read-documents.ts';
import type { Session } from '../shell/session.ts';

const FORMATS = ['text', 'json', 'github'] as const;

interface LintFlags {
  readonly format: (typeof FORMATS)[number];
  readonly exitCode: boolean;
  readonly disable?: readonly string[];
}

/** `closeout lint`: says what a writer should look at before others rely on a document. Needs no database. */
export function define(command: Command, session: Session): void {
  command
    .argument('<path...>', 'files, folders, patterns, - for standard input')
    .addOption(choiceOption('--format <format>', 'text, json, or github: annotations on a pull request', FORMATS).default('text'))
    .option('--exit-code', 'end with 2 when there is an error; warnings and notes never fail', false)
    .option('--disable <codes>', 'rules not to ask, separated by commas; may be repeated', codesIn)
    .addHelpText('after', `\n${rulesText()}`)
    .action((paths: readonly string[], flags: LintFlags) => lint(session, paths, flags));
}

async function lint(session: Session, paths: readonly string[], flags: LintFlags): Promise<void> {
  const { people, teams } = await session.config();
  const today = await session.today();
  const documents: LintedDocument[] = [];
  const failed = await eachDocument(session, paths, async (document) => {
    const { text, timeZone, path, name } = document;
    const isMarkdown = !isImportJson(document) && !isHtml(document);
    const options = { timeZone, people, teams, today, disabled: flags.disable ?? [], ...(isMarkdown ? { text } : {}) };
    const findings = (await draftsIn(document)).flatMap((draft) => lintPostmortem(draft, options));
    documents.push({ path: path === null ? null : name, findings });
  });
  show(session, { documents }, { format: flags.format, failed });
  for (const { message, remedy } of failed) session.warn(`${message}; ${remedy}`);
  if (failed.length > 0) session.exitWith(EXIT.failed);
  else if (flags.exitCode && documents.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))) {
    session.exitWith(EXIT.condition);
  }
}

function show(
  session: Session,
  view: LintView,
  { format, failed }: { readonly format: LintFlags['format']; readonly failed: readonly FailedDocument[] },
): void {
  const { io, globals } = session;
  switch (globals.json ? 'json' : format) {
    case 'json':
      session.write(JSON.stringify(lintJson(view, failed), null, 2));
      break;
    case 'github':
      session.write(lintAnnotations(view, { cwd: io.cwd, workspace: io.env.GITHUB_WORKSPACE }));
      session.write(lintSummary(view));
      break;
    case 'text':
      session.write(lintText(view, { width: io.columns, brief: globals.quiet }));
      break;
  }
}

const CODES = LINT_RULES.map(({ code }) => code);

function codesIn(text: string, before: readonly string[] | undefined): readonly string[] {
  const codes = text.split(',').map((code) => code.trim());
  for (const code of codes) {
    if (CODES.includes(code)) continue;
    const meant = nearest(code, CODES);
    throw wrongUsage(`there is no rule ${JSON.stringify(code)}`, meant === null ? 'see: closeout lint --help' : `did you mean ${meant}?`);
  }
  return [...(before ?? []), ...codes];
}

function rulesText(): string {
  const width = Math.max(...CODES.map((code) => code.length));
  const rows = LINT_RULES.map(({ code, severity, wants }) => `  ${code.padEnd(width)}  ${severity.padEnd(7)}  ${wants}`);
  return ['Rules, and what each wants:', ...rows, '', 'In a document: <!-- closeout-lint-disable owner-missing, vague-wording -->'].join(
    '\n',
  );
}
