/*
 * Labels are compared whatever the case of their letters: GitHub knows no two labels that differ in nothing else, and answers with the
 * letters of the one that is there. Where a tracker tells such labels apart, either of them stands for ours. Each side keeps its spelling.
 */

export function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function hasLabel(set: readonly string[], label: string): boolean {
  return set.some((member) => isSameLabel(member, label));
}

/** True for a label that begins with our prefix: what stands behind the prefix's length is then the label's own name. */
export function isOwnLabel(label: string, prefix: string): boolean {
  return label.startsWith(prefix) || isSameLabel(label.slice(0, prefix.length), prefix);
}

/** The members of `from` that are not in `what`. */
export function labelsWithout(from: readonly string[], what: readonly string[]): readonly string[] {
  return from.filter((label) => !hasLabel(what, label));
}

/** The members of `from` that are in `what`, in the spelling of `from`. */
export function labelsWithin(from: readonly string[], what: readonly string[]): readonly string[] {
  return from.filter((label) => hasLabel(what, label));
}

/** Each once, in the spelling that comes first. */
export function distinctLabels(labels: readonly string[]): readonly string[] {
  return labels.filter((label, index) => !hasLabel(labels.slice(0, index), label));
}
