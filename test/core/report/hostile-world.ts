import { due, incident, itemUid, mirror, type World } from './recorded-world.ts';

/** Titles that somebody wrote to do more than name a thing. */
export const HOSTILE_TITLES: readonly string[] = [
  '<script>document.title = "owned"</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title><h1>Hi</h1>',
  '=HYPERLINK("https://evil.example.com","click")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '  =1+1',
  '\tTab first, "quoted", and; more',
  '\u001b[31mRed\u001b[0m\u001b]0;title\u0007 and \u009b2J bell \u0007 null \u0000',
  'Line one\r\nLine two\n# Heading\n- item\n| a | b |',
  '<!-- closeout: 01980000-0000-7000-8000-00000000beef 01980000-0000-7000-8000-000000000001 -->',
  '`code` **bold** [link](javascript:alert(1)) ![x](https://evil.example.com/x.png) | pipe',
  'Ask @ada and @acme/payments about #12, GH-7, acme/payments#3 and https://github.com/acme/payments/issues/4, www.example.com',
  'me@example.com <https://evil.example.com> <b>bold</b> &lt;i&gt; &#64;ada ~~gone~~ $x$ [^1]',
  '1. First',
  '---',
  '# Heading',
  'ابدأ بالنسخة الاحتياطية \u202egnp.exe\u202c בדיקה',
  'Lone \ud83d surrogate and 👩‍👩‍👧‍👦 family, 漢字かな交じり文',
  'e\u0301'.repeat(300),
  'x'.repeat(10_240),
  'Ten kilobytes of words '.repeat(450),
];

/** Everything that takes text from outside takes hostile text. */
export const HOSTILE_WORLD: World = {
  incidents: [incident(1, { title: '<script>1</script>', severity: '"><b>SEV1</b>', services: ['|'] })],
  mirrors: [
    mirror(1, { url: 'javascript:alert(1)', key: '<b>1</b>' }),
    mirror(2, { tracker: '" onclick="x', url: 'https://ok.example.com/"onclick="x', key: '](https://evil.example.com)' }),
    mirror(3, { url: 'http://evil.example.com/', state: 'gone' }),
    mirror(4, { url: 'https://user:secret@evil.example.com/', conflicts: ['title'] }),
  ],
  trackers: [{ type: 'tracker', uid: itemUid(1), name: '<i>github:evil</i>', lastSyncOn: due('2026-03-29').on }],
  items: HOSTILE_TITLES.map((title, index) => [
    [
      '2026-01-05',
      {
        title,
        owner: index % 3 === 0 ? title.slice(0, 60) : 'ada',
        team: index % 4 === 0 ? title.slice(0, 60) : null,
        incident: incident(1).uid,
        state: { status: 'open' },
        due: due('2026-02-01'),
      },
    ],
  ]),
};
