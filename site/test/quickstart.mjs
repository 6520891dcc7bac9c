// Does what the quickstart says, as a new user would: from an empty folder, by the page alone.
//
// Needs Maven, a JDK and the chroot of .ci/setup-chroot, in which Bazel's part runs.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../..', import.meta.url));
const chroot =
  process.env.PERDURE_CHROOT ?? join(process.env.PERDURE_CACHE ?? join(homedir(), '.cache/perdure'), 'forky');
const project = mkdtempSync(join(chroot, 'root/quickstart-'));
const repository = mkdtempSync(join(tmpdir(), 'quickstart-repository-'));
const home = join(project, 'home');

/** What the page shows, in order: files to make, commands to run, text that they print. */
function steps(page) {
  const steps = [];
  let fence;
  let file;
  for (const line of page.split('\n')) {
    if (fence && line === '```') {
      steps.push(fence);
      fence = undefined;
    } else if (fence) {
      fence.text += line + '\n';
    } else if (line.startsWith('```')) {
      // What is below such a line is the file itself: the build checks that.
      fence = file ? { kind: 'file', name: file, text: '' } : { kind: line.slice(3), text: '' };
    }
    file = line.match(/^<!-- code: samples\/quickstart\/([^#]+) -->/)?.[1];
  }
  return steps;
}

/** What is printed ends with the text, in which an ellipsis stands for anything in its line. */
function ending(text) {
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(^|\n)${parts.join('.*')}$`);
}

function run(commands, options) {
  const inChroot = /^bazel /m.test(commands);
  const inside = project.slice(chroot.length);
  const [program, ...args] = inChroot
    ? [join(clone, '.ci/chroot-run'), '--directory', inside, '--set', `HOME=${inside}/home`, 'sh', '-ec', commands]
    : ['sh', '-ec', commands];
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: 1_800_000, ...options });
  assert.equal(result.status, 0, `${commands}\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

/** Maven's packages without this project's own, so that what is tested is what was just installed. */
function fillRepository() {
  const known = join(homedir(), '.m2/repository');
  if (existsSync(known)) {
    execFileSync('cp', ['-al', known + '/.', repository]);
    rmSync(join(repository, 'dev/perdure'), { recursive: true, force: true });
  }
}

try {
  fillRepository();
  // No network for Bazel here: its own modules would be fetched otherwise.
  mkdirSync(home);
  writeFileSync(join(home, '.bazelrc'), 'common --noenable_bzlmod\n');
  const env = { ...process.env, MAVEN_OPTS: `-Dmaven.repo.local=${repository}` };
  let printed = '';
  let commands = 0;
  for (const { kind, name, text } of steps(readFileSync(join(clone, 'site/quickstart.md'), 'utf8'))) {
    if (kind === 'file') {
      mkdirSync(dirname(join(project, name)), { recursive: true });
      writeFileSync(join(project, name), text);
    } else if (kind === 'sh') {
      // The first command is for the clone, all others for the reader's own folder.
      printed = run(text, { cwd: commands++ === 0 ? clone : project, env });
      console.log(`$ ${text.trimEnd().replaceAll('\n', '\n$ ')}`);
    } else {
      assert.equal(kind, 'text');
      assert.match(printed, ending(text), `expected\n${text}\nbut this came:\n${printed}`);
      console.log(text);
    }
  }
  assert.ok(commands >= 5, `${commands} commands`);
} finally {
  spawnSync(join(clone, '.ci/chroot-run'), ['--directory', project.slice(chroot.length), '--set', `HOME=${project.slice(chroot.length)}/home`, 'bazel', 'shutdown']);
  rmSync(project, { recursive: true, force: true });
  rmSync(repository, { recursive: true, force: true });
}
