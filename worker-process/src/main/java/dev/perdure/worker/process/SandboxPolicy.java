package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import java.util.List;

/** Where processes work. Thread-safe. */
interface SandboxPolicy {
  /** In the directory that each request names. */
  SandboxPolicy NONE =
      new SandboxPolicy() {
        @Override
        public boolean keepsInputs() {
          return false;
        }

        @Override
        public List<Input> requiredInputs(ProcessRequest request) {
          return request.held();
        }

        @Override
        public List<Input> inputsHeldAfter(ProcessRequest request) {
          return request.held();
        }

        @Override
        public ProcessResponse work(
            ToolProcess process, long id, ProcessRequest request, CancellationToken token)
            throws ProcessFailedException, InterruptedException {
          return process.work(id, request, token);
        }
      };

  /** Whether a process can't be rid of a file that it has got. */
  boolean keepsInputs();

  /** What its process may not hold at another digest. */
  List<Input> requiredInputs(ProcessRequest request);

  /** What its process holds when it has answered. */
  List<Input> inputsHeldAfter(ProcessRequest request);

  /** As {@link ToolProcess#work}. */
  ProcessResponse work(
      ToolProcess process, long id, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException;
}
