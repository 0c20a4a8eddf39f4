/** One style for every page: light and dark on a screen, black on white on A4. No fonts, images or rules from elsewhere. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --wash: #f6f8fa;
  --good: #116329; --bad: #a40e26; --warn: #7d4e00; --warn-wash: #fff8e5;
  --c1: #0b62b0; --c2: #b35900; --c3: #00795a; --c4: #a3377a; --c5: #6b5bb5; --c6: #8a6d00; --c7: #00798c; --c8: #6e7781;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1318; --ink: #e4e8ec; --soft: #9aa4ae; --line: #333b44; --wash: #171c22;
    --good: #57c278; --bad: #ff8a87; --warn: #e6b54d; --warn-wash: #251e0e;
    --c1: #5aa9f2; --c2: #f2994a; --c3: #3fc29a; --c4: #e583bd; --c5: #a99bf0; --c6: #d6b73c; --c7: #45bfd0; --c8: #9aa4ae;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; break-after: avoid; }
p { margin: .5rem 0; max-width: 60rem; }
.lead { color: var(--soft); margin: 0 0 1.5rem; }
.lead + section > h2 { margin-top: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; padding: 0; }
.tiles > div { border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; background: var(--wash); break-inside: avoid; }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.2rem; font-variant-numeric: tabular-nums; line-height: 1.3; }
.tiles dd small { display: block; color: var(--soft); font-size: .8rem; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--soft); font-size: .85rem; padding-bottom: .35rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; unicode-bidi: isolate; }
th, td { min-width: 4rem; }
thead th { border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600; vertical-align: bottom; overflow-wrap: normal; }
thead th.given { overflow-wrap: anywhere; }
thead th:not(.given)::first-letter { text-transform: uppercase; }
.few table { width: auto; min-width: min(24rem, 100%); }
tbody th { font-weight: 500; min-width: 8rem; }
td:not(.number) { min-width: 7rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
tbody.foot th, tbody.foot td { border-top: 2px solid var(--line); font-weight: 600; }
td small { display: block; color: var(--soft); }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .soft { color: var(--soft); }
.caution { border-left: 4px solid var(--warn); background: var(--warn-wash); padding: .6rem .9rem; margin: 1rem 0; break-inside: avoid; }
.caution h2 { margin: 0 0 .25rem; font-size: 1rem; }
ul { padding-left: 1.2rem; margin: .5rem 0; } li { margin: .2rem 0; max-width: 60rem; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { color: var(--soft); font-size: .85rem; margin-bottom: .35rem; max-width: 60rem; }
figure { overflow-x: auto; }
figure > svg { display: block; width: 100%; height: auto; }
figure.wide > svg { min-width: 40rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 1.5rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: .25rem 0 .5rem; font-size: .85rem; }
.legend li { display: flex; align-items: center; gap: .4rem; margin: 0; }
.legend svg { width: 22px; height: 10px; flex: none; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; color: var(--soft); font-size: .85rem; }
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 1.2mm 1.4mm; }
  thead { display: table-header-group; }
  tr, .legend, .short { break-inside: avoid; }
  caption { break-inside: avoid; }
  caption, thead, thead tr { break-after: avoid; }
  tbody tr:nth-child(-n + 2) { break-before: avoid; }
  .many table { font-size: 6.5pt; }
  .many th, .many td { padding: 1mm .8mm; }
  th, td { min-width: 11mm; }
  tbody th, td:not(.number) { min-width: 19mm; }
  figure { overflow: visible; }
  figure.wide > svg { min-width: 0; }
  .grid { grid-template-columns: 1fr 1fr; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .tiles dd { font-size: 1.1rem; }
  h2 { margin-top: 6mm; }
}
`
