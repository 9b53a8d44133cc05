export { readHtmlPostmortem } from './postmortem/read-html-postmortem.ts';
