package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import java.util.List;

/** Decides where processes work. Thread-safe. */
interface SandboxPolicy {
  /** Processes work in the directory that each request names. */
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

  /** Whether a process keeps every file that it has got. */
  boolean keepsInputs();

  /** The files that the process must not hold with another digest. */
  List<Input> requiredInputs(ProcessRequest request);

  /** The files that the process holds after its answer. */
  List<Input> inputsHeldAfter(ProcessRequest request);

  /** Like {@link ToolProcess#work}. */
  ProcessResponse work(
      ToolProcess process, long id, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException;
}
