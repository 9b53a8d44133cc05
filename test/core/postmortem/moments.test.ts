import { describe, expect, test } from 'vitest';
import { datesIn, habitsOf, plainDateOf } from '../../../packages/core/src/postmortem/civil-dates.ts';
import { durationIn } from '../../../packages/core/src/postmortem/duration-text.ts';
import { type Moment, momentsIn, rangesIn, zoneIn } from '../../../packages/core/src/postmortem/moments.ts';

function told(moment: Moment): string {
  const { date, hour, minute, second, zone } = moment;
  const day = date === null ? '' : `${date.year ?? '?'}-${date.month}-${date.day} `;
  return `${day}${hour}:${String(minute).padStart(2, '0')}${second ? `:${second}` : ''}${zone ? ` ${zone.name}` : ''}`;
}

describe('momentsIn', () => {
  test.each([
    ['09:15 AM', ['9:15']],
    ['12:00 AM', ['0:00']],
    ['12:30 PM', ['12:30']],
    ['at 2 pm', ['14:00']],
    ['17:30 PM UTC', ['17:30 UTC']],
    ['8:56:16 AM', ['8:56:16']],
    ['9:03:XX AM', ['9:03']],
    ['10h47 CEST', ['10:47 CEST']],
    ['1936 UTC: released', ['19:36 UTC']],
    ['around noon', ['12:00']],
    ['2024-06-01 14:00 UTC', ['2024-6-1 14:00 UTC']],
    ['2024-06-01T14:00Z', ['2024-6-1 14:00 Z']],
    ['May 3, 2024, 09:00 AM', ['2024-5-3 9:00']],
    ['October 10, 2023, 15:00 EAT', ['2023-10-10 15:00 EAT']],
    ['14:00 on 05-June-2025', ['2025-6-5 14:00']],
    ['Wednesday, 2023-01-25 at 09:15 UTC', ['2023-1-25 9:15 UTC']],
    ['January 23, 7 PM', ['?-1-23 19:00']],
    ['7:31 PM to 9:21 PM PT', ['19:31', '21:21 PT']],
    ['10:30 AM (UTC-5)', ['10:30 UTC-5']],
    ['11:00 AM (Europe/Berlin)', ['11:00 Europe/Berlin']],
    ['ratio 16:9 of 24:70', ['16:09'].slice(1)],
    ['version 1.270.0 in 2024', []],
    ['13:xx', []],
    ['12 noon: lunch', ['12:00']],
    ['17.05 BST and 2.05 pm', ['17:05 BST', '14:05']],
    ['it cost 17.05 in release 2.05', []],
    ['14:05 Uhr, 14.10 Uhr, 15 Uhr', ['14:05', '14:10', '15:00']],
    ['on 2 November 2026 at approximately 2:05 PM Eastern, it failed', ['2026-11-2 14:05 Eastern']],
    ['at 14:05 Central Kiln failed', ['14:05']],
  ])('in %j stand %j', (text, moments) => {
    expect(momentsIn(text).map(told)).toEqual(moments);
  });
});

describe('rangesIn', () => {
  test.each([
    ['from 9:00 AM to 12:00 PM (EST)', ['9:00 EST – 12:00 EST']],
    ['May 3, 2024, 09:00 AM to May 3, 2024, 12:30 PM (3.5 hours)', ['2024-5-3 9:00 – 2024-5-3 12:30']],
    ['14:00 - 16:30 UTC', ['14:00 UTC – 16:30 UTC']],
    ['between 09:30 and 10:20 on 12/05/25', ['2025-12-5 9:30 – 2025-12-5 10:20']],
    ['Start Time: 10:00 AM, End Time: 11:00 AM', ['10:00 – 11:00']],
    ['at 10:00 it broke; at 11:00 it worked', []],
    ['Between 9 and 11 p.m. UTC on 2 November 2026', ['2026-11-2 21:00 UTC – 2026-11-2 23:00 UTC']],
    ['from 9-11 am', ['9:00 – 11:00']],
    ['from 11 to 1 pm', ['11:00 – 13:00']],
    ['from 11 until 1 a.m.', ['23:00 – 1:00']],
    ['between 9 and 11 kilns', []],
  ])('in %j stand %j', (text, ranges) => {
    expect(rangesIn(text).map(({ start, end }) => `${told(start)} – ${told(end)}`)).toEqual(ranges);
  });
});

describe('zoneIn', () => {
  test.each([
    ['All times in PST', 'PST'],
    ['(all times pacific Time)', 'pacific Time'],
    ['Timeline (times in CEST)', 'CEST'],
    ['2019-3-26 (all times UTC+3)', 'UTC+3'],
    ['Eastern African Time (EAT)', 'Eastern African Time'],
    ['we met at the EATERY', null],
  ])('%j names %j', (text, zone) => {
    expect(zoneIn(text)?.name ?? null).toBe(zone);
  });
});

describe('dates', () => {
  test.each([
    ['July 15th, 2023', '2023-07-15'],
    ['15 July 2023', '2023-07-15'],
    ['05-June-2025', '2025-06-05'],
    ['2025-Feb-07', '2025-02-07'],
    ['2019-3-26', '2019-03-26'],
    ['26/05/2021', '2021-05-26'],
    ['5-26-21', '2021-05-26'],
    ['26.05.2021', '2021-05-26'],
    ['April 12-13, 2024', '2024-04-12'],
    ['02.11.2026', '2026-11-02'],
    ['11.25.2026', '2026-11-25'],
    ['2. November 2026', '2026-11-02'],
    ['3. März 2026', '2026-03-03'],
    ['2 novembre 2026', '2026-11-02'],
    ['1er décembre 2026', '2026-12-01'],
    ['5 AOÛT 2026', '2026-08-05'],
    ['2 de noviembre de 2026', '2026-11-02'],
    ['7 de março de 2026', '2026-03-07'],
    ['9 gennaio 2026', '2026-01-09'],
    ['14 mei 2026', '2026-05-14'],
  ])('%s is %s', (text, date) => {
    const [found] = datesIn(text);
    expect(found && plainDateOf(found, { dayFirst: null, year: null })).toBe(date);
  });

  test("a date without a year takes the document's year, and none is invented", () => {
    const [date] = datesIn('April 17th');
    expect(date && plainDateOf(date, { dayFirst: null, year: 2023 })).toBe('2023-04-17');
    expect(date && plainDateOf(date, { dayFirst: null, year: null })).toBeNull();
  });

  test('of 04/02/2019 nobody knows the month, until another date tells', () => {
    const [date] = datesIn('04/02/2019');
    const read = (others: string) => date && plainDateOf(date, habitsOf([date, ...datesIn(others)]));
    expect(read('')).toBeNull();
    expect(read('05/02/2019')).toBe('2019-02-04');
    expect(read('2019-04-02')).toBe('2019-04-02');
    expect(read('04/21/2019')).toBe('2019-04-02');
  });

  test.each(['30 February 2024', '2. May cause delays', 'x5mai', '3 marzipans', 'version 1.2.10', '10.0.0.1', '24/7'])(
    '%j holds no date',
    (text) => {
      const [date] = datesIn(text);
      expect(date === undefined ? null : plainDateOf(date, { dayFirst: true, year: 2024 })).toBeNull();
    },
  );
});

describe('durationIn', () => {
  test.each([
    ['3.5 hours', 210],
    ['approximately 3 hours', 180],
    ['2 hours and 30 minutes', 150],
    ['2h 45min', 165],
    ['1h50m', 110],
    ['47 minutes', 47],
    ['an hour', 60],
    ['an hour and a half', 90],
    ['for eleven minutes', 11],
    ['half an hour', 30],
    ['a half-hour outage', 30],
    ['half a day', 720],
    ['three-quarters of an hour', 45],
    ['a quarter of an hour', 15],
    ['two and a half hours', 150],
    ['2 and a half hours', 150],
    ['1:45 hours', 105],
    ['about 1:45 h', 105],
    ['01:45:00', 105],
    ['00:00:40', 1],
    ['01:45:00 UTC', null],
    ['from 14:05 hrs to 15:10 hrs', null],
    ['9:00 AM - 11:00 AM', null],
    ['soon', null],
  ])('%j is %j minutes', (text, minutes) => {
    expect(durationIn(text)).toBe(minutes);
  });
});
