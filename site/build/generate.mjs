// Makes generated/: what pages show that is not a source file as it stands.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figure, quantile } from './plot.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = fileURLToPath(new URL('../generated/', import.meta.url));

rmSync(out, { recursive: true, force: true });
mkdirSync(out);

// The first message of each capture; pages have no room for more.
const json = readFileSync(root + 'worker-json/src/test/resources/vectors/json_args.ndjson', 'utf8');
writeFileSync(out + 'request.json', json.split('\n')[0].replaceAll('","', '",\n  "') + '\n');

const proto = readFileSync(root + 'worker-proto/src/test/resources/vectors/proto_single.bin');
writeFileSync(out + 'request.hex', hexDump(proto.subarray(0, varint(proto).end)));

// Texts that live beside the code they are about, where a test holds them against it.
for (const [name, file] of Object.entries({
  'command-line': 'worker-testing-cli/README.md',
  ghc: 'samples/ghc-worker/README.md',
  guile: 'samples/guile-worker/README.md',
  'process-protocol': 'worker-process/PROTOCOL.md',
  testing: 'worker-testing/README.md',
})) {
  writeGuide(name, readFileSync(root + file, 'utf8'));
}

// Which clients there are, and how each was tested: a test makes the table.
const clients = readFileSync(root + 'worker-integration-tests/src/test/snapshots/clients/clients.md', 'utf8');
const today = new Date().toISOString().slice(0, 10);
writeFileSync(out + 'clients.md', byClient(clients) + `\nGenerated on ${today} from the profiles that the tests of this version use.\n`);

// Of the samples only what belongs to everybody's worker.
const samples = readFileSync(root + 'samples/README.md', 'utf8');
writeGuide('launcher', samples.slice(samples.indexOf('\n', samples.indexOf('## A launch script'))));

// What Tuning advises, as it was measured on each JDK.
for (const [name, plots] of Object.entries({
  'start-up': [['start-up, proto', 'CPU']],
  slots: [
    ['javac worker, small files', 'files'],
    ['javac worker, small files', 'resident'],
  ],
  memory: [['memory, proto', 'resident']],
})) {
  const results = ['jdk17', 'jdk25'].map((jdk) => result(jdk, name));
  writeFileSync(out + `plot-${name}.md`, plots.map(([comparison, quantity]) => figure(results, comparison, quantity)).join('\n'));
}

const compilers = ['a new process', 'a new process, C1 only', "a worker's first action, with archive", 'warm worker'];

// The few figures of Benchmarks; all others are beside the benchmarks.
for (const [page, [name, comparison, quantity, sides, jdks = ['jdk17', 'jdk25']]] of Object.entries({
  javac: [
    'javac',
    'javac, one small file',
    'wall',
    ['javac', "a worker's first action", "a worker's first action, with archive", 'warm worker'],
  ],
  start: [
    'start-up',
    'start-up, proto',
    'CPU',
    ['bare JVM, echoes a line', 'java -jar, as in the README', 'launcher, as in the README', 'launcher, as in the README, archive'],
  ],
  resident: [
    'memory',
    'memory, proto',
    'resident',
    ['official library, default flags', 'perdure, default flags', 'perdure, launcher'],
  ],
  request: ['singleplex', 'singleplex, proto, 100 inputs', 'CPU', ['official library', 'perdure', 'hand-written loop', 'native worker']],
  'java-builder': [
    'java-builder',
    'java_library, by the number of workers',
    'wall',
    ['JavaBuilder, 1 worker', 'java-builder, 1 worker', 'JavaBuilder, 2 workers', 'java-builder, 2 workers'],
  ],
  'java-builder-cpu': [
    'java-builder',
    'java_library, new worker',
    'CPU',
    ['JavaBuilder', 'JavaBuilder, our flags', 'java-builder'],
  ],
  'java-builder-warm': ['java-builder', 'java_library, warm worker', 'CPU', ['JavaBuilder', 'JavaBuilder, our flags', 'java-builder']],
  kotlin: ['kotlin', 'kotlin, one small file', 'CPU', compilers],
  'kotlin-incremental': [
    'kotlin',
    'kotlin, incremental, a library of 31 files',
    'CPU',
    ['everything', 'one function changed', 'nothing changed'],
  ],
  scala: ['scala', 'scala, one small file', 'CPU', compilers],
  ghc: ['haskell-modules', '40 modules, -O0', 'wall', ['ghc -c, a process a module', 'ghc --make -j1', 'ghc-worker'], ['jdk17']],
})) {
  const results = jdks.map((jdk) => result(jdk, name));
  writeFileSync(out + `bench-${page}.md`, figure(results, comparison, quantity, sides));
}

// The libraries of both compilers, as a table: plots of each would fill pages.
const ways = ['a new process', 'a new process, C1 only', 'warm worker'];
const libraries = [];
for (const [language, name] of Object.entries({ Kotlin: 'kotlin', Scala: 'scala' })) {
  for (const jdk of ['jdk17', 'jdk25']) {
    const { comparisons } = result(jdk, name);
    const library = comparisons.find((it) => it.title.startsWith(`${name}, a library of`));
    const memory = comparisons.find((it) => it.title === `${name}, memory`);
    const files = library.title.replace(`${name}, a library of `, '');
    const head = `${language}, ${files}, JDK ${jdk.slice(3)}`;
    for (const [quantity, unit] of Object.entries({ CPU: 'CPU', wall: 'wall time' })) {
      libraries.push([`${head}, ${unit}`, ...ways.map((side) => seconds(library, quantity, side))]);
    }
    libraries.push([`${head}, memory`, '', '', `${Math.round(median(memory, 'resident', 'after 200 actions'))} MiB`]);
  }
}
writeTable('bench-libraries', ['', 'a new process', 'the same, C1 only', 'warm worker'], libraries);

// What the second compiler costs and brings, for Tuning.
const compilations = [];
for (const jdk of ['jdk17', 'jdk25']) {
  for (const comparison of result(jdk, 'jvm-compilers').comparisons) {
    const pair = (measure) => ['first only', 'second late'].map(measure).join(', ');
    for (const actions of [20, 200, 2000]) {
      if (!comparison.measurements.some((it) => it.quantity === `CPU to action ${actions}`)) continue;
      const [cpu, wall] = ['CPU', 'wall'].map((quantity) => pair((side) => seconds(comparison, `${quantity} to action ${actions}`, side)));
      compilations.push([`JDK ${jdk.slice(3)}, ${compilerOf(comparison)}, ${actions} files`, cpu, wall, '']);
    }
    compilations.at(-1)[3] = pair((side) => `${Math.round(median(comparison, 'resident', side))} MiB`);
  }
}
writeTable('second-compiler', ['', 'CPU', 'wall time', 'memory'], compilations);

// How many workers of each compiler, for Tuning.
const arrangements = ['one process, 4 at once', '2 processes, one at once', '4 processes, one at once'];
const counts = [];
for (const jdk of ['jdk17', 'jdk25']) {
  for (const comparison of result(jdk, 'slots').comparisons) {
    const cells = arrangements.map((side) => {
      const [files, cpu, resident] = ['files', 'CPU', 'resident'].map((quantity) => Math.round(median(comparison, quantity, side)));
      return `${files} a second, ${cpu} ms, ${resident} MiB`;
    });
    counts.push([`JDK ${jdk.slice(3)}, ${compilerOf(comparison)}`, ...cells]);
  }
}
writeTable('worker-counts', ['', ...arrangements], counts);

function compilerOf(comparison) {
  return { javac: 'javac', kotlin: 'kotlinc', scala: 'scalac' }[comparison.title.match(/^\w+/)[0]];
}

function writeTable(name, head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  writeFileSync(out + name + '.md', lines.map((cells) => `| ${cells.join(' | ')} |\n`).join(''));
}

function seconds(comparison, quantity, side) {
  return (median(comparison, quantity, side) / 1000).toFixed(1) + ' s';
}

function median(comparison, quantity, side) {
  const { values } = comparison.measurements.find((it) => it.quantity === quantity).series.find((it) => it.side === side);
  return quantile(values, 0.5);
}

/** The table with a column for each client, since it has fewer clients than properties. The page says when their sources were read. */
function byClient(markdown) {
  const [head, , ...rows] = markdown
    .trim()
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '));
  const names = rows.map(([client, version]) => (version.startsWith('of ') ? client : `${client} ${version}`));
  const table = head.slice(2).map((property, i) => [property, ...rows.map((row) => row[i + 2])]);
  return [['', ...names], names.map(() => '---').concat('---'), ...table].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function result(jdk, name) {
  return JSON.parse(readFileSync(`${root}worker-benchmarks/results/${jdk}/${name}.json`, 'utf8'));
}

function writeGuide(name, text) {
  writeFileSync(out + name + '.md', withoutRelativeLinks(text).replaceAll('```console', '```sh'));
}

/** A link beside the code leads nowhere from a page: its text stays. */
function withoutRelativeLinks(text) {
  return text.replace(/\[([^\]]+)\]\((?!https?:|#)[^)]+\)/g, '$1');
}

/** The length of a frame that begins `bytes`, and where the frame ends. */
function varint(bytes) {
  let value = 0;
  let at = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end: at + value };
  }
}

/** Sixteen bytes a line: offset, hexadecimal, text. */
function hexDump(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 16) {
    const line = [...bytes.subarray(at, at + 16)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const shown = line.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'));
    text += at.toString(16).padStart(4, '0') + '  ' + hex.padEnd(48) + ' ' + shown.join('') + '\n';
  }
  return text;
}
