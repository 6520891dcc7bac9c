// A worker that does nothing, as a user of @bazel/worker would write it.
const { runAsWorker, runWorkerLoop } = require('@bazel/worker');

if (runAsWorker(process.argv)) {
  runWorkerLoop(() => true);
}
