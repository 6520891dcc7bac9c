// Fails the build where a page and the sources have parted: code that is typed by hand, a region that is
// not there, a message that no page explains.
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

/** Every id that the library can print has a heading. */
function checkMessages(text) {
  const explained = new Set(
    [...text.matchAll(/^### (.+)$/gm)].flatMap((heading) => [...heading[1].matchAll(/`([\w-]+)`/g)].map((id) => id[1])),
  );
  const printed = new Set();
  for (const file of messageFiles()) {
    const source = readFileSync(file, 'utf8');
    const constants = source.split('private final')[0];
    const prefix = source.match(/return "([a-z]+-)" \+/)?.[1] ?? '';
    for (const constant of constants.matchAll(/^  ([A-Z][A-Z0-9_]+)\(/gm)) {
      printed.add(prefix + constant[1].toLowerCase().replaceAll('_', '-'));
    }
  }
  for (const id of printed) if (!explained.has(id)) faults.push(`site/troubleshooting.md: ${id} is not explained`);
  for (const id of explained) if (!printed.has(id)) faults.push(`site/troubleshooting.md: nothing prints ${id}`);
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
