import type { Io } from '../shell/io.ts';

/** How a terminal stresses text; without colours it is left as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

/** Honours NO_COLOR (https://no-color.org). */
export function styleFor({ env, isTTY }: Pick<Io, 'env' | 'isTTY'>): Style {
  if (env.NO_COLOR || env.TERM === 'dumb' || !isTTY.stdout) return { bold: (text) => text, dim: (text) => text };
  const stressed = (code: number) => (text: string) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[22m`);
  return { bold: stressed(1), dim: stressed(2) };
}
