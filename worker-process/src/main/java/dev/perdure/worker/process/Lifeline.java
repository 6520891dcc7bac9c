package dev.perdure.worker.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kills what a pool started when the worker is gone, also when that was killed with -9: a shell
 * that reads from a pipe which only the worker can write to, and at its end kills whatever has the
 * pool's mark in its environment.
 *
 * <p>A child may not heed the end of its own input, since it hangs; and those that it started have
 * never seen it. A parent-death signal would not reach them either, and it comes when the thread
 * ends that started the child. So there is one process more for each pool, of the size of a shell.
 * It is nobody's child: the worker ends all its descendants when it ends, and this must outlive
 * them. Needs Linux and a shell with grep; elsewhere children see the end of their input, only.
 */
final class Lifeline implements AutoCloseable {
  private static final Path SHELL = Path.of("/bin/sh");

  /** The first line tells that the worker has the pipe open; then the shell may be orphaned. */
  private static final String SCRIPT =
      """
      read -r ready || exit
      exec 3<&0
      {
        trap '' HUP INT TERM
        read -r never <&3
        round=0
        while [ $round -lt 100 ]; do
          round=$((round + 1))
          found=$(grep -l "$1" /proc/[0-9]*/environ 2>/dev/null)
          [ -n "$found" ] || exit
          for environ in $found; do
            pid=${environ#/proc/}
            kill -KILL "${pid%/environ}" 2>/dev/null
          done
        done
      } </dev/null >/dev/null 2>&1 &
      """;

  /** The end that only this process has; open as long as it lives. Null where there is none. */
  private final @Nullable OutputStream pipe;

  private Lifeline(@Nullable OutputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Begins to watch.
   *
   * @param mark how the values of {@link ProcessTree#VARIABLE} begin, of this pool and no other
   */
  static Lifeline start(String mark) {
    if (!Files.isExecutable(SHELL) || !Files.isDirectory(Path.of("/proc/self/fd"))) {
      return new Lifeline(null);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                SHELL.toString(),
                "-c",
                SCRIPT,
                "perdure-lifeline",
                ProcessTree.VARIABLE + "=" + mark)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear(); // Nor may it have the mark of a pool that this worker is a child of.
    environment.put("PATH", "/usr/bin:/bin");
    try {
      Process shell = builder.start();
      // The JDK closes its own end when the shell that it started is gone.
      OutputStream pipe = new FileOutputStream("/proc/" + shell.pid() + "/fd/0", true);
      pipe.write('\n');
      return new Lifeline(pipe);
    } catch (IOException e) {
      return new Lifeline(null); // As where there is no /proc.
    }
  }

  /** Kills what is left, as if the worker were gone. */
  @Override
  public void close() {
    if (pipe != null) {
      try {
        pipe.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }
}
