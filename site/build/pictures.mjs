// Draws the pictures that show a real run: the demo's time line, and what `explain` and Perfetto show of the javac worker. The numbers are
// in pictures/data. `node build/pictures.mjs ../samples/demo/target/demo/index.html` takes those of the demo from its page.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const data = fileURLToPath(new URL('../pictures/data/', import.meta.url));
const WIDTH = 480;

/** Each picture's text by its file. */
export function pictures() {
  return new Map([
    ['pictures/demo.svg', demo(read('demo.json'))],
    ['pictures/explain.svg', explain(read('explain.json'))],
    ['pictures/perfetto.svg', perfetto(read('trace.json'))],
  ]);
}

function read(name) {
  return JSON.parse(readFileSync(data + name, 'utf8'));
}

/** The time line of the demo: each block is an action. */
function demo({ library, run, note, cold, worker }) {
  const sum = (millis) => millis.reduce((all, it) => all + it, 0);
  const lane = (millis, top, name, fill) => {
    let at = 0;
    const blocks = millis.map((it) => {
      const width = (it / sum(cold)) * WIDTH;
      // Between thin blocks a gap would hide them.
      const block = `  <rect x="${at.toFixed(2)}" y="${top}" width="${(width > 2 ? width - 0.8 : width).toFixed(2)}" height="26" fill="${fill}"/>`;
      at += width;
      return block;
    });
    return [text(0, top - 6, `${name}: ${(sum(millis) / 1000).toFixed(1)} s`, 'bold'), ...blocks];
  };
  return svg(136, [
    text(0, 12, [`${library}, ${cold.length} files`, run.match(/JDK \d+/), run.match(/\d+ processors/), note].filter(Boolean).join(', ')),
    ...lane(cold, 40, 'a new javac per action', '#d9824b'),
    ...lane(worker, 92, 'one worker, its start included', '#3fa796'),
    axis(sum(cold) / 1000, 40, 118),
  ]);
}

function explain(requests) {
  const end = Math.max(...requests.map((it) => it.cameMs + it.tookMs));
  const first = requests[0].cameMs + requests[0].tookMs;
  const x = (ms) => (ms / end) * WIDTH;
  const bars = [rect(0, 24, x(first), 17, '#9aa0ab'), text((x(first) + 6).toFixed(1), 37, `start to first answer: ${(first / 1000).toFixed(2)} s`)];
  for (const { name, outcome, cameMs, tookMs } of requests) {
    const width = x(tookMs) - 1;
    bars.push(rect(x(cameMs), 46, width, 17, outcome === 'done' ? '#3fa796' : '#e0716a'));
    const letters = Math.floor((width - 6) / 6);
    if (letters > 3) bars.push(label(x(cameMs) + 3, 58, name.length > letters ? name.slice(0, letters - 1) + '…' : name, '#14161a'));
  }
  return svg(96, [text(0, 12, `${requests.length} requests in ${(end / 1000).toFixed(1)} s`, 'bold'), axis(end / 1000, 20, 68), ...bars]);
}

function perfetto(events) {
  const start = Math.min(...events.filter((it) => it.ts).map((it) => it.ts));
  const requests = events.filter((it) => it.ph === 'X');
  const end = Math.max(...requests.map((it) => it.ts + it.dur)) - start;
  const left = 84;
  const x = (ts) => left + ((ts - start) / end) * (WIDTH - left);
  const waits = events
    .filter((it) => it.ph === 'b')
    .map((it) => ({ from: it.ts, to: events.find((e) => e.ph === 'e' && e.id === it.id).ts }))
    .sort((a, b) => a.to - b.to);
  const top = 22;
  const rows = waits.map((it, i) => rect(x(it.from), top + 5 * i, x(it.to) - x(it.from), 4, '#9aa0ab'));
  const lanes = top + 5 * waits.length + 8;
  const names = events.filter((it) => it.ph === 'M' && it.name === 'thread_name');
  names.forEach((lane, i) => rows.push(text(0, lanes + 22 * i + 13, lane.args.name.replace('perdure-', ''))));
  for (const it of requests) {
    const y = lanes + 22 * names.findIndex((lane) => lane.tid === it.tid);
    const width = x(it.ts + it.dur) - x(it.ts) - 1;
    rows.push(rect(x(it.ts), y, width, 17, it.args.exitCode === 0 ? '#3fa796' : '#e0716a'));
    const number = it.name.replace('request ', '');
    if (width > 8 * number.length) rows.push(label(x(it.ts) + 3, y + 12, width > 64 ? it.name : number, '#14161a'));
  }
  const bottom = lanes + 22 * names.length;
  return svg(bottom + 24, [text(0, 12, `${requests.length} requests, ${names.length} slots`, 'bold'), text(0, top + 14, 'waits'), axis(end / 1e6, top - 4, bottom, left), ...rows]);
}

function axis(seconds, top, bottom, left = 0) {
  const step = [0.5, 1, 2, 5, 10, 20, 50].find((it) => seconds / it <= 8);
  let marks = '';
  for (let mark = 0; mark <= seconds; mark += step) {
    const at = (left + (mark / seconds) * (WIDTH - left)).toFixed(1);
    const anchor = mark === 0 ? 'start' : at > WIDTH - 16 ? 'end' : 'middle';
    marks += `  <path d="M${at} ${top}V${bottom}" stroke="currentColor" opacity=".25"/>\n  <text x="${at}" y="${bottom + 15}" text-anchor="${anchor}">${mark} s</text>\n`;
  }
  return marks.trimEnd();
}

function rect(x, y, width, height, fill) {
  return `  <rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(1, width).toFixed(1)}" height="${height}" rx="2" fill="${fill}"/>`;
}

/** Text on a bar, whose colour is the same in both themes. */
function label(x, y, value, fill) {
  return `  <text x="${x.toFixed(1)}" y="${y}" font-size="11" fill="${fill}">${value}</text>`;
}

function text(x, y, value, weight = 'normal') {
  return `  <text x="${x}" y="${y}" font-weight="${weight}">${value}</text>`;
}

function svg(height, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="currentColor">
  <style>svg { color: #1f2328 } @media (prefers-color-scheme: dark) { svg { color: #e6edf3 } }</style>
${parts.join('\n')}
</svg>
`;
}

/** The numbers of the demo, from the page that it wrote. */
function demoNumbers(page) {
  const millis = (cell) => Number(cell.replace(/[^\d.]/g, ''));
  const rows = [...page.matchAll(/<tr><th[^>]*>[^<]*\.java<\/th><td>([^<]*)<\/td><td>([^<]*)<\/td><\/tr>/g)];
  const library = page.match(/<title>(.*?):/)[1];
  const footer = page.match(/<footer>(.*?)<\/footer>/)[1];
  return { library, run: footer, cold: rows.map((row) => millis(row[1])), worker: rows.map((row) => millis(row[2])) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const numbers = demoNumbers(readFileSync(process.argv[2], 'utf8'));
  const lines = Object.entries(numbers).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  writeFileSync(data + 'demo.json', `{\n${lines.join(',\n')}\n}\n`);
}
