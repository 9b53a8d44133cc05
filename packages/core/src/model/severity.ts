const LEVEL = /^(?:severity|sev|s)?[\s\-_.:#]*(\d)$/;

/**
 * A severity in the one form in which two are compared: `SEV1`, `sev-1`, `S1` and `1` are all `1`;
 * what names no level is its own words in lower case.
 */
export function severityLevel(stated: string): string {
  const text = stated.trim().toLowerCase();
  return LEVEL.exec(text)?.[1] ?? text.replace(/\s+/g, ' ');
}

/** True when both say the same severity; false when either says none. */
export function isSameSeverity(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && severityLevel(a) === severityLevel(b);
}
