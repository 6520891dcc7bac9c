package dev.perdure.worker.testing.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The program run in this process.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it printed to standard error
 */
public record Perdure(int exitCode, String out, String err) {
  public static Perdure run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Perdure(exitCode, out.toString(), err.toString());
  }
}
