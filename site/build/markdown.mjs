// What the site does to its pages beyond Markdown.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('..', import.meta.url));
const REPOSITORY_ONLY = /^.*<!-- repository only -->\n?/gm;
const PICTURE = /^!\[([^\]]+)\]\((?:\.\.\/)?(pictures\/[\w-]+\.svg)(?: "([^"]+)")?\)$/gm;

/**
 * A plugin of markdown-it. A line that ends with `<!-- repository only -->` is for readers of the repository, who don't see what the
 * build includes. A picture becomes part of the page, so that it has the colours of the theme.
 */
export function forSite(md) {
  md.core.ruler.before('normalize', 'perdure', (state) => {
    state.src = state.src
      .replace(REPOSITORY_ONLY, '')
      .replace(PICTURE, (_, alt, file, caption) => drawing(readFileSync(site + file, 'utf8'), alt, caption));
  });
  md.core.ruler.push('perdure-cells', labelCells);
}

/** Tells each cell the heading of its column: on a phone a table of three or more columns has its cells below each other. */
function labelCells(state) {
  let columns = [];
  let cell = 0;
  state.tokens.forEach((token, at) => {
    if (token.type === 'table_open') {
      columns = [];
    } else if (token.type === 'th_open') {
      columns.push(state.tokens[at + 1].content);
    } else if (token.type === 'tr_open') {
      cell = 0;
    } else if (token.type === 'td_open') {
      token.attrSet('data-label', columns[cell++].replaceAll('`', ''));
    }
  });
}

function drawing(svg, alt, caption) {
  const inside = svg
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^.*?<svg xmlns="\S+"/, `<svg class="drawing" role="img" aria-label="${escaped(alt)}"`);
  return `<figure>${inside}${caption ? `<figcaption>${escaped(caption)}</figcaption>` : ''}</figure>`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
