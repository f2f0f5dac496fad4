/**
 * The look of a contact sheet: pictures on neutral dark grey, since a coloured surround shifts how colour is judged, and
 * small quiet type. One column on a phone, the final beside its history on anything wider, black on white on paper.
 */
export const CONTACT_SHEET_STYLE = `
:root {
  color-scheme: dark;
  --ground: #1a1a1a; --raised: #222; --line: #343434; --faint: #8f8f8f; --text: #c9c9c9; --strong: #f1f1f1;
  --good: #9fc29f; --warn: #d8bd7c; --bad: #e0978c;
  --edge: clamp(1rem, 4vw, 5rem);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, "Liberation Serif", serif;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: clamp(1.5rem, 4vw, 4.5rem) var(--edge) 4rem; max-width: 2200px;
  background: var(--ground); color: var(--text);
  font: 0.875rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3, p, figure, dl, dd, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
a { color: inherit; text-decoration: none; display: block; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--strong); outline-offset: 3px; }
img { display: block; width: 100%; height: auto; background: #111; }
.label { color: var(--faint); font-size: 0.6875rem; letter-spacing: 0.09em; text-transform: uppercase; font-weight: 500; }

.masthead { display: flex; flex-wrap: wrap; gap: 1.5rem 4rem; align-items: end; }
.masthead > div { flex: 1 1 22rem; }
.masthead h1 { color: var(--strong); font: 400 clamp(2rem, 4.4vw, 4rem)/1.05 var(--serif); letter-spacing: -0.015em; margin: 0.35rem 0 0.6rem; }
.masthead .about { color: var(--faint); }
.totals { display: flex; flex-wrap: wrap; gap: 0.75rem 2.25rem; }
.totals dd { color: var(--strong); font-size: 1.25rem; line-height: 1.3; font-weight: 350; }
.totals div { display: flex; flex-direction: column-reverse; }
.notes { margin-top: 1.5rem; display: grid; gap: 0.25rem; }
.notes li { padding-left: 1.1rem; position: relative; }
.notes li::before { content: "!"; position: absolute; left: 0.2rem; color: var(--warn); font-weight: 700; }

.person { margin-top: clamp(1.75rem, 3vw, 3rem); display: grid; gap: 1.75rem clamp(1.5rem, 3vw, 3.5rem); grid-template-columns: 3fr 5fr; }
.strip { margin-top: 0.6rem; display: grid; gap: clamp(0.35rem, 0.6vw, 0.75rem); grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr)); }
.person .strip { grid-template-columns: repeat(5, minmax(0, 1fr)); }
.person .references { grid-template-columns: repeat(auto-fit, minmax(4rem, 1fr)); max-width: 30rem; }
figcaption { margin-top: 0.4rem; color: var(--faint); font-size: 0.75rem; line-height: 1.4; }
.square img { aspect-ratio: 1; object-fit: cover; }

.identity { margin-top: clamp(3rem, 6vw, 6.5rem); padding-top: clamp(1.5rem, 3vw, 3rem); border-top: 1px solid var(--line); display: grid; gap: 2rem clamp(1.75rem, 4vw, 5rem); grid-template: "hero head" auto "hero story" 1fr / minmax(0, 5fr) minmax(0, 6fr); align-items: start; }
.identity > header { grid-area: head; }
.hero { grid-area: hero; }
.story { grid-area: story; }
.identity.wide { grid-template: "head" "hero" "story" / minmax(0, 1fr); }
.hero { max-width: 60rem; }
.wide .hero { max-width: none; }
.hero > figure > a > img { box-shadow: 0 1.5rem 4rem -1rem #000c; }
.hero > figure > figcaption { font-size: 0.8125rem; margin-top: 0.9rem; }
.others { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); margin-top: 1.5rem; }
.missing { aspect-ratio: 1; display: grid; place-content: center; text-align: center; padding: 2rem; border: 1px dashed var(--line); color: var(--faint); }
.wide .missing { aspect-ratio: auto; }
.missing strong { display: block; color: var(--text); font: 400 1.375rem var(--serif); }

.identity h2 { color: var(--strong); font: 400 clamp(1.75rem, 3vw, 2.75rem)/1.1 var(--serif); letter-spacing: -0.01em; margin: 0.3rem 0 0; }
.iam { color: var(--strong); font: italic 400 clamp(1.0625rem, 1.4vw, 1.3125rem)/1.45 var(--serif); margin-top: 1rem; max-width: 38em; }
.moment { margin-top: 0.75rem; max-width: 62ch; }
.problem { margin-top: 0.75rem; color: var(--warn); }

.lineage { display: grid; gap: 0.5rem clamp(1.1rem, 1.8vw, 1.75rem); grid-auto-flow: column; grid-auto-columns: minmax(0, 14rem); }
.lineage > li { position: relative; min-width: 0; }
.lineage > li + li::before { content: "\\2192" / ""; position: absolute; left: calc(-1 * clamp(1.1rem, 1.8vw, 1.75rem)); width: clamp(1.1rem, 1.8vw, 1.75rem); text-align: center; top: 0; color: var(--faint); font-size: 0.8125rem; line-height: 1.2; }
.mosaic { margin-top: 0.6rem; display: grid; gap: 3px; grid-template-columns: 1fr 1fr; }
.mosaic > a:first-child:nth-last-child(odd) { grid-column: 1 / -1; }
.stack { margin-top: 0.6rem; display: grid; gap: 0.75rem; }

h3 { margin-top: 2.25rem; }
.ladder { margin-top: 0.5rem; border-top: 1px solid var(--line); }
.ladder > li { padding: 0.7rem 0; border-bottom: 1px solid var(--line); display: grid; gap: 0.15rem 0.9rem; grid-template-columns: 1.1rem minmax(0, 1fr) auto; }
.ladder .rung { color: var(--faint); }
.ladder .strategy { color: var(--strong); }
.ladder .why, .ladder details { grid-column: 2 / -1; }
.ladder .standby .strategy { color: var(--faint); }
.outcome { font-size: 0.75rem; white-space: nowrap; color: var(--faint); }
.outcome.succeeded, .pass { color: var(--good); }
.outcome.blocked, .outcome.failed, .fail { color: var(--bad); }
.outcome.unknown, .warn { color: var(--warn); }
.why q { color: var(--text); font-style: italic; }
.facts { display: block; }

details { margin-top: 0.35rem; font-size: 0.75rem; }
summary { color: var(--faint); cursor: pointer; width: fit-content; }
summary:hover { color: var(--strong); }
details details { margin-left: 1rem; }
.lineage + details { margin-top: 1.25rem; }
.sheaf { margin: 0.6rem 0 0.9rem; padding: 0.9rem 1rem; background: var(--raised); display: grid; gap: 0.9rem; }
.sheaf pre { margin: 0.25rem 0 0; max-height: 22rem; overflow: auto; white-space: pre-wrap; font: 0.75rem/1.55 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; color: var(--text); }
.sheaf p, .sheaf li { color: var(--text); }
.parts { margin-top: 0.25rem; display: flex; flex-wrap: wrap; gap: 0.25rem 0.4rem; }
.parts li { border: 1px solid var(--line); padding: 0 0.45rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--faint); font-size: 0.75rem; }

@media (max-width: 900px) {
  .person { grid-template-columns: minmax(0, 1fr); }
  .identity, .identity.wide { grid-template: "head" "hero" "story" / minmax(0, 1fr); }
}
@media (max-width: 560px) {
  .person .strip { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .person .references { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .lineage { grid-auto-flow: row; grid-template-columns: 1fr 1fr; row-gap: 1.5rem; }
  .lineage > li:nth-child(odd)::before { content: none; }
}
@media (min-width: 2000px) { html { font-size: 122%; } body { max-width: 2400px; } }
@media print {
  :root { color-scheme: light; --ground: #fff; --raised: #f4f4f4; --line: #ccc; --faint: #5c5c5c; --text: #222; --strong: #000; --good: #2c662c; --warn: #7a5600; --bad: #9c2b1d; }
  @page { margin: 14mm; }
  body { padding: 0; font-size: 8.5pt; }
  .identity { break-before: page; border-top: 0; padding-top: 0; margin-top: 0; grid-template: "hero head" auto "hero story" 1fr / minmax(0, 5fr) minmax(0, 6fr); }
  .identity.wide { grid-template: "head" "hero" "story" / minmax(0, 1fr); }
  .person { grid-template-columns: 3fr 5fr; }
  .hero > figure > a > img { box-shadow: none; }
  figure, .ladder > li { break-inside: avoid; }
  .label { font-size: 6.5pt; letter-spacing: 0.05em; }
  summary { list-style: none; }
  .hero details:not([open]), .person details:not([open]) { display: none; }
  .sheaf pre { max-height: none; }
}
`
