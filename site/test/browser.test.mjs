// The built site in a real browser: every page, in light and dark, on a desk and on a phone.
// Needs `npm run build` and Chromium (CHROMIUM names it; /usr/bin/chromium if not set).
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const dist = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));
const pages = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html') && !name.startsWith('api/') && name !== '404.html')
  .sort();
// The pages that tools write, as their tests kept them.
const toolPages = {
  benchmarks: 'worker-benchmarks',
  check: 'worker-testing-cli',
  demo: 'samples/demo',
  explain: 'worker-testing-cli',
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SCREENSHOTS;

let server;
let browser;

before(async () => {
  server = await serve(dist);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // As root, and without a word to anybody else's server.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** A page that notes what it may not do: errors, and requests to other hosts. With `content`, that is the page, and nothing of the site. */
async function open(path, options = {}, content) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  let bytes = 0;
  page.on('response', async (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    bytes += Number((await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(server.url)) return route.continue();
    faults.push(`request to ${url}`);
    return route.abort();
  });
  if (content) await page.setContent(content);
  else await page.goto(server.url + '/' + path, { waitUntil: 'networkidle' });
  return { page, faults, bytes: () => bytes, close: () => context.close() };
}

async function accessibilityFaults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter((violation) => ['serious', 'critical'].includes(violation.impact))
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).join(' ')}`);
}

async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name.replaceAll('/', '-')}.png`, fullPage: true });
}

test('the site has its pages', () => {
  assert.ok(pages.length >= 20, `${pages.length} pages`);
});

for (const path of pages) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${path} is sound and accessible in ${colorScheme}`, async () => {
      const { page, faults, bytes, close } = await open(path, { colorScheme, viewport: { width: 1280, height: 900 } });
      try {
        assert.deepEqual(await accessibilityFaults(page), []);
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        assert.equal(await page.locator('h1').count(), 1, 'one main heading');
        assert.match(await page.title(), /Perdure/);
        assert.ok(await page.locator('meta[name=description]').getAttribute('content'));
        assert.ok(bytes() < 1_500_000, `${bytes()} bytes`);
        await shoot(page, `${path}-${colorScheme}`);
        assert.deepEqual(faults, []);
      } finally {
        await close();
      }
    });
  }

  test(`${path} fits desk and phone, in both themes`, async () => {
    const { page, faults, close } = await open(path, { viewport: { width: 1280, height: 900 }, hasTouch: true });
    try {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await page.evaluate(misfits), [], `${width} px, ${colorScheme}`);
          if (width === 390) await shoot(page, `${path}-phone-${colorScheme}`);
        }
      }
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  });
}

for (const [name, module] of Object.entries(toolPages)) {
  test(`the page of ${name} is accessible and fits desk and phone, in both themes`, async () => {
    const file = new URL(`../../${module}/target/pages/${name}.html`, import.meta.url);
    assert.ok(existsSync(file), `mvn -q verify writes ${fileURLToPath(file)}`);
    for (const width of [1280, 390]) {
      for (const colorScheme of ['light', 'dark']) {
        const { page, faults, close } = await open('', { colorScheme, viewport: { width, height: 900 }, hasTouch: true }, readFileSync(file, 'utf8'));
        try {
          assert.deepEqual(await page.evaluate(misfits), [], `${width} px, ${colorScheme}`);
          if (width === 1280) assert.deepEqual(await page.evaluate(scrolled), [], 'needs no scrolling on a desk');
          // On a phone more has to be scrolled; apart from that, the width makes no difference.
          if (width === 390) assert.deepEqual(await accessibilityFaults(page), [], colorScheme);
          assert.equal(await page.locator('h1').count(), 1, 'one main heading');
          await shoot(page, `tool-${name}-${width}-${colorScheme}`);
          assert.deepEqual(faults, []);
        } finally {
          await close();
        }
      }
    }
  });
}

/** What is cut or has to be scrolled sideways, apart from code; and text of drawings that can't be seen. Runs in the page. */
function misfits() {
  const faults = [];
  const overflow = document.documentElement.scrollWidth - innerWidth;
  if (overflow > 0) faults.push(`the page is ${overflow} px too wide`);
  for (const table of document.querySelectorAll('table')) {
    const over = table.scrollWidth - table.clientWidth;
    if (over > 0) faults.push(`the table of ${table.rows[0].textContent.trim().slice(0, 40)} is ${over} px too wide`);
  }
  for (const svg of document.querySelectorAll('figure svg, .scroll svg')) {
    const { width, height } = svg.viewBox.baseVal;
    // Below 8 px nobody reads.
    const scale = svg.getBoundingClientRect().width / width;
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBBox();
      const style = getComputedStyle(text);
      const name = text.textContent;
      if (box.x < -2 || box.x + box.width > width + 2 || box.y < -2 || box.y + box.height > height + 2) faults.push(`${name} is cut`);
      if (parseFloat(style.fontSize) * scale < 7.5) faults.push(`${name} is too small`);
      if (style.fill === ground) faults.push(`${name} has the colour of its ground`);
    }
  }
  return faults;
}

/** What begins the text of each region that is too narrow for what is in it. Runs in the page. */
function scrolled() {
  return [...document.querySelectorAll('.scroll')].filter((region) => region.scrollWidth > region.clientWidth).map((region) => region.textContent.trim().slice(0, 60));
}

test('plots have titles, and a bar for each JDK', async () => {
  const { page, close } = await open('benchmarks.html');
  const plots = page.locator('figure.plot');
  assert.ok((await plots.count()) >= 5, `${await plots.count()} plots`);
  assert.equal(await plots.locator('.plot-title').count(), await plots.count());
  assert.match(await plots.first().locator('svg').textContent(), /JDK 17[^]*JDK 25/);
  await close();
});

test('the home page shows the time line of the demo, at both widths', async () => {
  const { page, close } = await open('index.html', { viewport: { width: 1280, height: 900 } });
  const picture = page.locator('.home-picture svg');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const box = await picture.boundingBox();
    assert.ok(box.width > 300 && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
  }
  assert.match(await picture.textContent(), /a new javac per action: [\d.]+ s[^]*one worker, its start included: [\d.]+ s/);
  await close();
});

test('pictures follow the theme that is chosen on the page', async () => {
  const { page, close } = await open('concepts.html', { colorScheme: 'light', viewport: { width: 1280, height: 900 } });
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('.vp-doc svg.drawing text')).fill);
  const before = await colour();
  await page.locator('.VPNavBar button.VPSwitchAppearance').first().click();
  assert.notEqual(await colour(), before);
  assert.ok((await page.locator('svg.drawing').count()) >= 5);
  await close();
});

test('links lead to headings that are there', () => {
  const html = new Map(pages.map((path) => ['/' + path, readFileSync(dist + path, 'utf8')]));
  const broken = [];
  for (const [from, text] of html) {
    const main = text.slice(text.indexOf('id="VPContent"'));
    for (const [, href] of main.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const { host, pathname, hash } = new URL(href, 'http://site' + from);
      if (host !== 'site') continue;
      if (pathname.startsWith('/api/')) {
        if (!existsSync(join(dist, pathname))) broken.push(`${from} -> ${href}`);
        continue;
      }
      const target = html.get(pathname.endsWith('/') ? pathname + 'index.html' : pathname);
      const id = decodeURIComponent(hash.slice(1));
      if (!target || (id && !target.includes(`id="${id}"`))) broken.push(`${from} -> ${href}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('search finds by keyboard alone', async () => {
  const { page, faults, close } = await open('index.html');
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').waitFor();
  await page.keyboard.type('sandbox-in-output');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/troubleshooting/);
  assert.deepEqual(faults, []);
  await close();
});

for (const [word, target] of [
  ['stdout', /guide\/core/],
  ['Windows', /versions/],
]) {
  test(`search finds ${word}`, async () => {
    const { page, faults, close } = await open('index.html');
    await page.keyboard.press('Control+k');
    await page.locator('#localsearch-input').waitFor();
    await page.keyboard.type(word);
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor();
    const links = await results.evaluateAll((all) => all.map((it) => it.getAttribute('href')));
    assert.ok(
      links.some((link) => target.test(link)),
      `${links}`,
    );
    assert.deepEqual(faults, []);
    await close();
  });
}

test('the keyboard alone reaches the text', async () => {
  const { page, close } = await open('quickstart.html');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to content/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(
    await page.evaluate(() => document.querySelector('#VPContent').contains(document.activeElement)),
    'focus is in the text',
  );
  await close();
});

test('code copies as it stands', async () => {
  const { page, close } = await open('quickstart.html', { permissions: ['clipboard-read', 'clipboard-write'] });
  const block = page.locator('div.language-sh').first();
  await block.hover();
  await block.locator('button.copy').click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'mvn -q install -DskipTests');
  await close();
});

test('version, changelog, repository and licence are one click away', async () => {
  const { page, close } = await open('guide/core.html', { viewport: { width: 1280, height: 900 } });
  const pom = readFileSync(new URL('../../pom.xml', import.meta.url), 'utf8');
  const version = pom.match(/<version>([^<]+)<\/version>/)[1];
  const menu = page.locator('.VPNavBarMenuGroup', { hasText: version });
  await menu.hover();
  for (const name of ['Supported versions', 'Changelog', 'Repository', 'Apache License 2.0']) {
    await menu.getByRole('link', { name }).waitFor();
  }
  await close();
});

test('the theme can be switched, and stays', async () => {
  const { page, close } = await open('concepts.html', { colorScheme: 'light', viewport: { width: 1280, height: 900 } });
  await page.locator('.VPNavBar button.VPSwitchAppearance').first().click();
  assert.ok(await page.evaluate(() => document.documentElement.classList.contains('dark')));
  await page.reload();
  assert.ok(await page.evaluate(() => document.documentElement.classList.contains('dark')));
  await close();
});
