/** The shell of every HTML report: one file that asks nobody for anything, neither on a screen nor on paper. */
import { html } from './html.js';
import { pageStyle } from './page-style.js';
/** A whole document. Its policy forbids the browser any request and any script, whatever a name in it may say. */
export function pageOf({ title, lead, sections }) {
    const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    const { markup } = html `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${sections}
</main>
<footer>Made by teeline. This page holds all that it shows: it loads nothing and runs no script.</footer>
</body>
</html>
`;
    return markup;
}
export function section(title, ...content) {
    return html `<section>
<h2>${title}</h2>
${content}
</section>
`;
}
/** Nothing at all where there is nothing to list. */
export function caution(title, lines) {
    if (lines.length === 0)
        return html ``;
    return html `<aside class="caution">
<h2>${title}</h2>
${list(lines)}
</aside>
`;
}
export function list(lines) {
    return html `<ul>
${lines.map(line => html `<li>${line}</li>\n`)}</ul>
`;
}
/** The few figures that a reader looks for first. */
export function tiles(figures) {
    return html `<dl class="tiles">
${figures.map(({ label, value, note }) => html `<div><dt>${label}</dt><dd>${value} <small>${note}</small></dd></div>\n`)}</dl>
`;
}
const style = { markup: pageStyle };
//# sourceMappingURL=page.js.map