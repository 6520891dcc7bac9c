package dev.perdure.worker.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kills what a pool started when the worker is gone, even after kill -9. It is a shell that reads
 * from a pipe to which only the worker can write. When the pipe ends, it kills every process that
 * is in one of the pool's control groups, has the pool's mark in its environment, or has one of the
 * pool's error files open. Then it removes the pool's files.
 *
 * <p>A child that hangs does not react to the end of its own input, and its descendants never see
 * that. A parent-death signal would not reach them either, and it fires when the thread ends that
 * started the child. So each pool has one more process, as small as a shell. It is nobody's child,
 * because the worker ends all its descendants when it ends, and this shell must outlive them. It
 * has its own session, so that a signal to the worker's process group does not kill it. Needs Linux
 * and a shell with grep and ls. On other systems, children only see the end of their input.
 */
final class Lifeline implements AutoCloseable {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  /**
   * The first line tells that the worker has the pipe open; after that, the shell may become an
   * orphan. Arguments: the name of the pool, where its control groups are, and where its files are.
   */
  private static final String SCRIPT =
      """
      read -r ready || exit
      exec 3<&0
      {
        trap '' HUP INT TERM
        read -r never <&3
        round=0
        found=1
        while [ -n "$found" ] && [ $round -lt 100 ]; do
          round=$((round + 1))
          found=
          for group in "$2/$1".*; do
            [ -d "$group" ] || continue
            found=1
            echo 1 >"$group/cgroup.kill" || kill -KILL $(cat "$group/cgroup.procs")
            rmdir "$group"
          done
          for environ in $(grep -lF "PERDURE_PROCESS=$1." /proc/[0-9]*/environ); do
            pid=${environ#/proc/}
            kill -KILL "${pid%/environ}" && found=1
          done
          for pid in $(ls -l /proc/[0-9]*/fd | while read -r line; do
            case $line in
              /proc/*) pid=${line#/proc/}; pid=${pid%%/*} ;;
              l-wx*"/$1."*.stderr*) echo "$pid" ;;
            esac
          done); do
            kill -KILL "$pid" && found=1
          done
        done
        rm -f "$3/$1".*
      } </dev/null >/dev/null 2>&1 &
      """;

  /**
   * The end of the pipe that only this process has, and that is open as long as it lives. Null if
   * there is none.
   */
  private final @Nullable OutputStream pipe;

  private Lifeline(@Nullable OutputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Begins to watch.
   *
   * @param name the beginning, before a dot, of the marks and file names of this pool
   * @param directory the directory of these files
   */
  static Lifeline start(String name, Path directory) {
    if (!Files.isExecutable(SHELL) || !Files.isDirectory(Path.of("/proc/self/fd"))) {
      return new Lifeline(null);
    }
    List<String> command = new ArrayList<>();
    SETSID.stream().filter(Files::isExecutable).map(Path::toString).limit(1).forEach(command::add);
    command.addAll(List.of(SHELL.toString(), "-c", SCRIPT, "perdure-lifeline"));
    command.addAll(List.of(name, ControlGroup.place(), directory.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear(); // It must not have the mark of a pool whose child this worker is.
    environment.put("PATH", "/usr/bin:/bin");
    try {
      Process shell = builder.start();
      // The JDK closes its own end when the shell that it has started ends.
      OutputStream pipe = new FileOutputStream("/proc/" + shell.pid() + "/fd/0", true);
      pipe.write('\n');
      return new Lifeline(pipe);
    } catch (IOException e) {
      return new Lifeline(null); // Behave as if there were no /proc.
    }
  }

  /** Kills what is left, as if the worker were gone. */
  @Override
  public void close() {
    if (pipe != null) {
      try {
        pipe.close();
      } catch (IOException e) {
        // It is closed anyway.
      }
    }
  }
}
