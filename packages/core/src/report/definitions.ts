/** How one number of the report comes about. */
export interface Definition {
  readonly term: string;
  readonly meaning: string;
}

/** What every number means, in the order of the report. */
export const DEFINITIONS: readonly Definition[] = [
  { term: 'Week', meaning: 'the seven days that end the day before the report; lists show the state on the day of the report itself' },
  { term: 'Open', meaning: 'accepted and neither done nor cancelled; proposals are not counted' },
  { term: 'Overdue', meaning: 'open, and the due day has ended in the workspace’s time zone; due today is not overdue' },
  { term: 'Due soon', meaning: 'open, and due in the seven days that begin with the day of the report' },
  {
    term: 'Opened, closed',
    meaning:
      'how often an item was accepted, added or re-opened, and done or cancelled, in the week, by its state at the end of each day; net is the difference',
  },
  { term: 'Change', meaning: 'against the same figure a week before' },
  {
    term: 'On time',
    meaning:
      'of the items done in the 90 days before the report, the share done on or before the first due date; items that had none are left out',
  },
  { term: 'Median days', meaning: 'median of the days from recorded to done, over the same 90 days' },
  { term: 'Age', meaning: 'days since the first due date: moving a date makes nothing younger; slips count the moves' },
  { term: 'At risk', meaning: 'half of the time from acceptance to the due date is gone and nobody has started' },
  {
    term: 'Adherence',
    meaning:
      'of the occurrences due in the 12 months before the report, the share done on or before the first due date; skipped ones are left out',
  },
  { term: 'Missed', meaning: 'an occurrence that was not done when its due date and its days of grace had passed' },
];
