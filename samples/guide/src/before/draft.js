// #region before
const fs = require('fs');
const { log, runAsWorker, runWorkerLoop } = require('@bazel/worker');

function draft([output, ...lines]) {
  fs.writeFileSync(output, lines.join('\n') + '\n');
  log(`wrote ${output}`);
  return true;
}

if (runAsWorker(process.argv)) runWorkerLoop(draft);
else process.exitCode = draft(process.argv.slice(2)) ? 0 : 1;
// #endregion before
