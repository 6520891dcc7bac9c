package dev.perdure.worker.process;

import java.util.List;

/**
 * The answer of a process.
 *
 * @param exitCode the exit code; 0 is success
 * @param output what the child sent as the output of the request
 * @param errors what was printed to standard error while the request ran
 * @param opened the files that the child says it opened, as it names them; empty if it can't tell
 */
public record ProcessResponse(int exitCode, String output, String errors, List<String> opened) {
  public ProcessResponse {
    opened = List.copyOf(opened);
  }
}
