/** The page's whole style. Colours have a contrast of at least 4.5 to 1 against what they stand on, in light and in dark. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--paper:#faf9f6;--card:#fff;--ink:#1c1f24;--soft:#5a606b;--line:#e3e0d8;--blue:#2a5f95;--blue-wash:#2a5f9518;--red:#b02a1e;--red-wash:#b02a1e1f;
--green:#2f6b46;--green-bar:#7fb592;--age-1:#d9a441;--age-2:#d27a2c;--age-3:#c14a26;--age-4:#8e1b1b;--late-1:#7d5600;--late-2:#94480a;--late-3:#ab3514;--late-4:#8e1b1b}
@media (prefers-color-scheme:dark){:root{--paper:#131519;--card:#1b1e24;--ink:#e9e7e2;--soft:#a4a9b4;--line:#2e323a;--blue:#8dbbea;--blue-wash:#8dbbea1c;--red:#ff9a8c;--red-wash:#ff9a8c24;
--green:#8fd0a8;--green-bar:#4c8a63;--age-1:#a98438;--age-2:#c07a3a;--age-3:#d9633f;--age-4:#f0564c;--late-1:#e0bd6f;--late-2:#efa767;--late-3:#ff9471;--late-4:#ff8f86}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1160px;padding:48px 24px 64px;background:var(--paper);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{margin:4px 0 12px;font-size:34px;line-height:1.15;letter-spacing:-.02em;font-weight:650}
h2{margin:0 0 14px;font-size:20px;line-height:1.3;letter-spacing:-.01em;font-weight:650}
h3{margin:26px 0 6px;font-size:15px;font-weight:650}
p,ul,ol,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--blue);text-underline-offset:2px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--blue);outline-offset:2px;border-radius:3px}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
section{margin-top:52px}
.eyebrow{font-size:13px;letter-spacing:.08em;text-transform:uppercase;color:var(--soft)}
.lede{max-width:44em;font-size:19px}
.meta,.note,.hint,.legend,.facts,.first,.none{color:var(--soft)}
.meta,.note{font-size:14px}
header .meta{margin-top:8px}
.count{margin-left:4px;padding:1px 9px;border-radius:99px;background:var(--line);color:var(--ink);font-size:13px;font-weight:600;vertical-align:2px}
.headline{display:grid;grid-template-columns:repeat(8,1fr);gap:1px;background:var(--line);border:1px solid var(--line);border-radius:12px;overflow:hidden}
header+main>section:first-child{margin-top:28px}
.headline>div{padding:14px 14px 16px;background:var(--card);min-width:0}
.headline dt{font-size:13px;color:var(--soft)}
.value{display:block;font-size:30px;line-height:1.25;font-weight:650;letter-spacing:-.02em}
.change{font-size:14px;font-weight:600;color:var(--soft)}
.change.worse{color:var(--red)}.change.better{color:var(--green)}
.hint{display:block;font-size:13px;line-height:1.35}
.headline+.note{margin-top:8px;font-size:13px}
.charts{display:grid;grid-template-columns:minmax(0,1.9fr) minmax(0,1fr);gap:24px;margin-top:24px}
.charts>section{margin:0;padding:20px 22px;background:var(--card);border:1px solid var(--line);border-radius:12px}
.charts h2{margin-bottom:2px;font-size:16px}
.legend{margin-bottom:12px;font-size:13px}
.legend span{margin-right:12px;white-space:nowrap}
.legend span::before{content:"";display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:2px;background:currentColor}
.open-key::before{color:var(--blue)}.overdue-key::before{color:var(--red)}.opened-key::before{color:var(--soft)}.closed-key::before{color:var(--green-bar)}
svg{display:block;width:100%;height:auto}
.ages{max-width:380px}
svg text{font-size:12.5px;fill:var(--soft)}
svg .count,svg .age{fill:var(--ink);font-size:13.5px}
svg .count{font-weight:600}
.grid line{stroke:var(--line);stroke-width:1}
.open-area{fill:var(--blue-wash)}.overdue-area{fill:var(--red-wash)}
.open-line,.overdue-line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
.open-line{stroke:var(--blue)}.overdue-line{stroke:var(--red)}
.open-dot{fill:var(--blue)}.overdue-dot{fill:var(--red)}
.opened-bar{fill:var(--soft)}.closed-bar{fill:var(--green-bar)}
rect.age-1{fill:var(--age-1)}rect.age-2{fill:var(--age-2)}rect.age-3{fill:var(--age-3)}rect.age-4{fill:var(--age-4)}
details{margin-top:12px;font-size:14px}
summary{cursor:pointer;color:var(--soft)}
.weeks{margin-top:8px;border-collapse:collapse;font-size:13px}
.weeks th,.weeks td{padding:3px 0 3px 18px;text-align:right;font-weight:400;white-space:nowrap}
.weeks th:first-child{padding-left:0;text-align:left}
.weeks thead th{color:var(--soft)}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.items{position:relative;width:100%;border-collapse:collapse;table-layout:fixed;font-size:15px}
.items th{padding:6px 16px 6px 0;text-align:left;font-size:13px;font-weight:400;color:var(--soft);border-bottom:1px solid var(--line)}
.items td{padding:11px 16px 11px 0;vertical-align:top;border-bottom:1px solid var(--line)}
.items th:nth-child(2){width:17%}.items th:nth-child(3){width:14%}.items th:nth-child(4){width:15%}.items th:nth-child(5){width:10%}
.id{margin-right:6px;font-size:13px;color:var(--soft);white-space:nowrap}
.what .title{font-weight:550}
.facts,.first{display:block;font-size:13px}
.facts span+span::before{content:" · "}
.late{font-weight:600}
.late .first{font-weight:400}
.late.age-1{color:var(--late-1)}.late.age-2{color:var(--late-2)}.late.age-3{color:var(--late-3)}.late.age-4{color:var(--late-4)}.late.at-risk,.late.due-today{color:var(--late-1)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(340px,100%),1fr));gap:16px}
.card{display:flex;flex-direction:column;padding:18px 20px;background:var(--card);border:1px solid var(--line);border-radius:12px}
.reasons{margin:10px 0;padding-left:12px;border-left:3px solid var(--red);font-size:14px}
.reasons li+li{margin-top:3px}
.ways{margin-top:auto;padding-top:12px;font-size:13px}
.ways dt{color:var(--soft)}
.ways dd{margin-bottom:6px}
.rows>li{padding:9px 0;border-bottom:1px solid var(--line);font-size:15px}
.tagged>li{display:grid;grid-template-columns:88px minmax(0,1fr);gap:8px}
.note+.rows{margin-top:8px}
.tag{justify-self:start;align-self:start;margin-top:2px;padding:0 9px;border-radius:99px;background:var(--line);font-size:13px;line-height:20px}
.tag.missed,.tag.conflict,.tag.link{background:var(--red-wash);color:var(--red)}
.tag.done{color:var(--green)}
#invisible~details summary{color:var(--ink)}
footer{margin-top:64px;padding-top:28px;border-top:1px solid var(--line);font-size:14px;color:var(--soft)}
footer h2{font-size:16px;color:var(--ink);margin-bottom:6px}
.terms{display:grid;grid-template-columns:1fr 1fr;gap:10px 32px;margin-top:14px}
.terms dt{font-weight:600;color:var(--ink)}
@media (max-width:1000px){.headline{grid-template-columns:repeat(4,1fr)}.charts{grid-template-columns:minmax(0,1fr)}}
@media (max-width:640px){
body{padding:28px 16px 48px}
h1{font-size:27px}.lede{font-size:17px}
section{margin-top:40px}
.headline{grid-template-columns:1fr 1fr}
.value{font-size:27px}
.charts>section{padding:16px}
svg.trend text{font-size:23px}
.terms{grid-template-columns:1fr}
.items,.items tbody,.items tr,.items td{display:block;width:auto}
.items thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.items tr{margin-top:10px;padding:14px 16px;background:var(--card);border:1px solid var(--line);border-radius:12px}
.items td{padding:0;border:0}
.items td[data-label]{display:grid;grid-template-columns:64px minmax(0,1fr);margin-top:4px;font-size:14px}
.items td[data-label]::before{content:attr(data-label);color:var(--soft);font-weight:400}
.items td.late:empty{display:none}
.items .first{grid-column:2}
.tagged>li{grid-template-columns:minmax(0,1fr);gap:4px}
}
@media print{
:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb}
body{max-width:none;padding:0;font-size:11pt}
section{margin-top:24pt}
.headline>div,.card,.items tr,.rows>li,.charts>section{break-inside:avoid}
h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
}
`;
