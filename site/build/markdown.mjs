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
