/** How a label shows itself: six hexadecimal digits, and at most 100 letters. */
export interface LabelLook {
  readonly color: string;
  readonly description: string;
}

/** Warm for what is urgent, cold for what can wait; statuses are violet and grey, so that they stand apart. */
const LOOKS: ReadonlyMap<string, LabelLook> = new Map(
  (
    [
      ['p0', 'b60205', 'Priority P0: now'],
      ['p1', 'd93f0b', 'Priority P1: next'],
      ['p2', 'fbca04', 'Priority P2: soon'],
      ['p3', '0e8a16', 'Priority P3: when there is time'],
      ['p4', 'c2e0c6', 'Priority P4: if ever'],
      ['in-progress', '5319e7', 'Status: somebody is at it'],
      ['blocked', '57606a', 'Status: waits for something else'],
      ['corrective', '1d76db', 'Removes the cause of what happened'],
      ['preventative', '0052cc', 'Removes the cause of what could happen'],
      ['audit', '006b75', 'A follow-up of this kind: audit'],
      ['drill', '006b75', 'A follow-up of this kind: drill'],
      ['training', '006b75', 'A follow-up of this kind: training'],
      ['stress-test', '006b75', 'A follow-up of this kind: stress test'],
      ['review', '006b75', 'A follow-up of this kind: review'],
      ['restore-test', '006b75', 'A follow-up of this kind: restore test'],
    ] as const
  ).map(([word, color, description]) => [word, { color, description }]),
);

/** The look of a label of ours, by its name without the prefix. */
export function labelLook(word: string): LabelLook {
  return LOOKS.get(word.toLowerCase()) ?? { color: 'bfdadc', description: 'Kept in step with closeout' };
}
