// A tool as a user of @bazel/worker would write it.
const fs = require('fs');
const path = require('path');
const worker = require('@bazel/worker');

async function run(args) {
  const [deed, first, second] = args;
  switch (deed) {
    case 'copy':
      fs.copyFileSync(second, first);
      return true;
    case 'print':
      console.log(first);
      return true;
    case 'log':
      worker.log(first);
      return true;
    case 'fail':
      throw new Error('on purpose');
    case 'slow':
      fs.writeFileSync(first, '');
      await new Promise(resolve => setTimeout(resolve, 30000));
      return true;
    default:
      return false;
  }
}

if (worker.runAsWorker(process.argv)) {
  worker.runWorkerLoop(run);
} else {
  run(process.argv.slice(2)).then(ok => process.exitCode = ok ? 0 : 1, error => {
    console.error(error);
    process.exitCode = 1;
  });
}
