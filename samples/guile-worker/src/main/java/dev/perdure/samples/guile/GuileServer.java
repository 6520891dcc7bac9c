package dev.perdure.samples.guile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.process.ProcessConfiguration;
import java.io.IOException;
import java.io.InputStream;

/** The program that a background process runs, in this jar. */
final class GuileServer {
  /** Compiles the program, which is the next argument, in memory, and calls it. */
  private static final String BOOT =
      """
      (let ((program (cadr (command-line))))
        (save-module-excursion
         ((@ (system vm loader) load-thunk-from-memory)
          ((@ (system base compile) read-and-compile)
           (open-input-string program) #:from 'scheme #:to 'bytecode #:optimization-level 1)))
        (apply (module-ref (resolve-interface '(perdure guile-server)) 'serve)
               (cddr (command-line))))
      """;

  private final String program;

  GuileServer() throws IOException {
    try (InputStream stream = GuileServer.class.getResourceAsStream("server.scm")) {
      if (stream == null) {
        throw new IOException("no server.scm in the jar of the worker");
      }
      program = new String(stream.readAllBytes(), UTF_8);
    }
  }

  /** How to start it. */
  ProcessConfiguration configuration(GuileOptions options) {
    return ProcessConfiguration.of(
            options.guile(),
            "--no-auto-compile",
            "-c",
            BOOT,
            program,
            options.strict() ? "strict" : "fast",
            Integer.toString(options.audit()),
            options.guild())
        // The collector's heap begins at the size of a large module's garbage, and one thread is
        // enough to mark it: a third off -O2. The program takes the variables away.
        .withVariable("GC_INITIAL_HEAP_SIZE", "64M")
        .withVariable("GC_MARKERS", "1");
  }
}
