// Fails the build where a page and the sources differ: code that is typed by hand, a region that does not exist, a title that
// is not the one in the sidebar, a message that no page explains or that is printed in another way than its sample shows.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('..', import.meta.url));
const root = join(site, '..');
const faults = [];

const pages = readdirSync(site, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.md') && !name.startsWith('node_modules') && !name.startsWith('.vitepress') && !name.startsWith('generated'));
for (const page of pages) checkCode(page, readFileSync(join(site, page), 'utf8'));
checkTitles(readFileSync(join(site, '.vitepress/config.mjs'), 'utf8'));
checkMessages(readFileSync(join(site, 'troubleshooting.md'), 'utf8'));

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

/** Code is a region of a file; only what a shell is told, and what it answers, stands in a page. */
function checkCode(page, text) {
  let inside = false;
  text.split('\n').forEach((line, index) => {
    const place = `site/${page}:${index + 1}: `;
    const fence = line.match(/^```(\w*)/);
    if (fence) {
      inside = !inside;
      if (inside && !['sh', 'text'].includes(fence[1])) {
        faults.push(place + `code in ${fence[1] || 'no language'} is typed by hand: show a region of a tested file`);
      }
    }
    const shown = line.match(/^<<< @\/(.+?)(?:#([\w-]+))?(?:\{.*\})?$/);
    if (shown) checkRegion(place, shown[1], shown[2]);
  });
}

function checkRegion(place, file, region) {
  const path = join(site, file);
  if (!existsSync(path)) {
    faults.push(place + `${file} is not there`);
  } else if (region && !new RegExp(`#region ${region}\\b`).test(readFileSync(path, 'utf8'))) {
    faults.push(place + `${file} has no region ${region}`);
  }
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
