// Fails the build where a page and the sources differ: code that is typed by hand or is not its source's, a link that works on the
// site only, a title that is not the one in the sidebar, a message that no page explains or that is printed in another way than its
// sample shows.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked, pages, withCode } from './code.mjs';
import { pictures } from './pictures.mjs';

const site = fileURLToPath(new URL('..', import.meta.url));
const root = join(site, '..');
const faults = [];
const tests = new Set(testNames());

for (const page of pages()) {
  const text = readFileSync(join(site, page), 'utf8');
  checkCode(page, text);
  checkLinks(page, text);
  checkTests(page, text);
}
for (const [file, picture] of pictures()) {
  if (!existsSync(join(site, file)) || readFileSync(join(site, file), 'utf8') !== picture) {
    faults.push(`site/${file}: differs from its numbers: run node build/code.mjs`);
  }
}
checkTitles(readFileSync(join(site, '.vitepress/config.mjs'), 'utf8'));
checkMessages(readFileSync(join(site, 'troubleshooting.md'), 'utf8'));

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

/** Code is a source file's, as it is there; only what a shell is told, and what it answers, is typed. */
function checkCode(page, text) {
  let inside = false;
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (!line.startsWith('```')) return;
    inside = !inside;
    const language = line.slice(3);
    if (inside && !['sh', 'text'].includes(language) && !marked(lines[index - 1] ?? '')) {
      faults.push(`site/${page}:${index + 1}: code in ${language || 'no language'} is typed by hand: show a region of a tested file`);
    }
  });
  try {
    const at = withCode(text).split('\n').findIndex((line, index) => line !== lines[index]);
    if (at >= 0) faults.push(`site/${page}:${at + 1}: differs from the source: run node build/code.mjs`);
  } catch (e) {
    faults.push(`site/${page}: ${e.message}`);
  }
}

/** Links between pages are links between files, so that they work in the repository as well; the API's Javadoc is on the site only. */
function checkLinks(page, text) {
  for (const [link, target] of text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
    if (/^(https?:|#|\/api\/)/.test(target)) continue;
    const file = posix.join('site', posix.dirname(page), target.split('#')[0]);
    if (target.startsWith('/') || !existsSync(join(root, file))) faults.push(`site/${page}: ${link.slice(1)} leads to no file`);
  }
}

/** A test that a page names is there. */
function checkTests(page, text) {
  for (const [, name] of text.matchAll(/`(\w+(?:Test|IT))`/g)) {
    if (!tests.has(name)) faults.push(`site/${page}: there is no test ${name}`);
  }
}

/** The names of all test classes. */
function testNames() {
  const modules = readdirSync(root).flatMap((name) => (name === 'samples' ? readdirSync(join(root, name)).map((it) => join(name, it)) : [name]));
  return modules
    .map((name) => join(root, name, 'src/test/java'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String))
    .map((file) => file.match(/(\w+)\.java$/)?.[1]);
}

/** The sidebar names each page as its first heading does. */
function checkTitles(config) {
  const sidebar = config.slice(0, config.indexOf('export default'));
  for (const [, title, link] of sidebar.matchAll(/text: '(.+?)', link: '\/(.+?)'/g)) {
    if (link.startsWith('api/')) continue;
    const heading = heading1(join(site, link + '.md'));
    if (heading !== title) faults.push(`site/${link}.md: its title is ${heading}, in the sidebar ${title}`);
  }
}

/** The first heading of a page, which can be in a file that it includes. */
function heading1(file) {
  const text = readFileSync(file, 'utf8');
  const included = text.match(/^<!--@include: (.+?)-->/);
  return included ? heading1(join(file, '..', included[1])) : text.match(/^# (.+)/m)?.[1];
}

/** Every id that the library can print has a heading, and under it the message as it is printed. */
function checkMessages(text) {
  const explained = new Map();
  for (const section of text.split(/^(?=##)/m)) {
    const heading = section.match(/^### (.+)/);
    for (const id of heading?.[1].matchAll(/`([\w-]+)`/g) ?? []) explained.set(id[1], section);
  }
  const printed = templates();
  for (const [id, template] of printed) {
    const section = explained.get(id);
    if (!section) faults.push(`site/troubleshooting.md: ${id} is not explained`);
    else if (!sample(template, id).test(section)) faults.push(`site/troubleshooting.md: ${id} has no sample of: ${template}`);
  }
  for (const id of explained.keys()) if (!printed.has(id)) faults.push(`site/troubleshooting.md: nothing prints ${id}`);
}

/** The text of each message by its id, with a percent sign in the place of each part. */
function templates() {
  const templates = new Map();
  for (const file of messageFiles()) {
    const source = readFileSync(file, 'utf8');
    const constants = source.split('private final')[0];
    const prefix = source.match(/return "([a-z]+-)" \+/)?.[1] ?? '';
    for (const [, name, literals] of constants.matchAll(/^  ([A-Z][A-Z0-9_]+)\(((?:\s*\+?\s*"(?:[^"\\]|\\.)*")+)\)/gm)) {
      const text = [...literals.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((literal) => literal[1]).join('');
      templates.set(prefix + name.toLowerCase().replaceAll('_', '-'), text);
    }
  }
  return templates;
}

function sample(template, id) {
  const parts = template.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // A message can be part of another one, whose id comes after its own.
  return new RegExp(`${parts.join('.+')} \\[${id}\\]( \\[[a-z-]+\\])*$`, 'm');
}

/** The enums of messages: a module has at most one. */
function messageFiles() {
  return readdirSync(root)
    .filter((name) => name.startsWith('worker-') && existsSync(join(root, name, 'src/main/java')))
    .flatMap((name) =>
      readdirSync(join(root, name, 'src/main/java'), { recursive: true })
        .map(String)
        .filter((file) => /\w+Message\.java$/.test(file))
        .map((file) => join(root, name, 'src/main/java', file)),
    )
    .filter((file) => readFileSync(file, 'utf8').includes('enum '));
}
