// Code in pages. A page has a line such as `<!-- code: samples/hello/Hello.java#main -->`, and below it that region of the file as
// an ordinary code block, so that the page can be read in the repository as well. Run by hand, this updates the blocks and the pictures.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pictures } from './pictures.mjs';

const site = fileURLToPath(new URL('..', import.meta.url));
const root = join(site, '..');
const MARK = /^<!-- code: (\S+?)(?:#([\w-]+))? -->$/;
const LANGUAGES = { bazel: 'python', BUILD: 'python', bzl: 'python', hs: 'haskell', java: 'java', js: 'js', json: 'json', kt: 'kotlin', pl: 'perl', scala: 'scala', sh: 'sh', xml: 'xml' };

/** The Markdown files of the site, without those that the build makes. */
export function pages() {
  return readdirSync(site, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md') && !/^(node_modules|\.vitepress|generated)/.test(name))
    .sort();
}

/** What `line` says to show, if it is the line above a block. */
export function marked(line) {
  const mark = line.match(MARK);
  return mark && { file: mark[1], region: mark[2] };
}

/** The text with the code as the sources have it. A block is added where there is none. */
export function withCode(text) {
  // VitePress's own way to show code is not readable in the repository.
  const lines = text.replace(/^<<< @\/\.\.\/(\S+?)(\{\w+\})?$/gm, '<!-- code: $1 -->').split('\n');
  const result = [];
  for (let at = 0; at < lines.length; at++) {
    result.push(lines[at]);
    const shown = marked(lines[at]);
    if (!shown) continue;
    let language = LANGUAGES[shown.file.match(/\w+$/)[0]] ?? 'text';
    if (lines[at + 1]?.startsWith('```')) {
      language = lines[at + 1].slice(3);
      do at++;
      while (lines[at + 1] !== '```');
      at++;
    }
    result.push('```' + language, ...code(shown), '```');
  }
  return result.join('\n');
}

/** The lines of a file or of its region, without the marks of regions and without what all lines are indented by. */
export function code({ file, region }) {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`${file} is not there`);
  let lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  if (region) {
    const is = (mark) => (line) => new RegExp(`#${mark} ${region}\\b`).test(line);
    const first = lines.findIndex(is('region'));
    const last = lines.findIndex(is('endregion'));
    if (first < 0 || last < first) throw new Error(`${file} has no region ${region}`);
    lines = lines.slice(first + 1, last);
  }
  lines = lines.filter((line) => !/#(end)?region \w/.test(line));
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  lines = lines.map((line) => line.slice(indent).trimEnd());
  // A region's marks are apart from its code.
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  if (lines.some((line) => line.startsWith('```'))) throw new Error(`${file} has a line that ends a block of code`);
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of pages()) {
    const path = join(site, page);
    const text = readFileSync(path, 'utf8');
    const shown = withCode(text);
    if (shown !== text) {
      writeFileSync(path, shown);
      console.log(`site/${page}`);
    }
  }
  for (const [file, picture] of pictures()) writeFileSync(join(site, file), picture);
}
