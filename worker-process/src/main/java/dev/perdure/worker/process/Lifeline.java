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
 * Kills what a pool started when the worker is gone, also when that was killed with -9: a shell
 * that reads from a pipe which only the worker can write to, and at its end kills whatever is in
 * one of the pool's control groups, has its mark in its environment, or has one of its files for
 * errors open. Then it removes the pool's files.
 *
 * <p>A child may not heed the end of its own input, since it hangs; and those that it started have
 * never seen it. A parent-death signal would not reach them either, and it comes when the thread
 * ends that started the child. So there is one process more for each pool, of the size of a shell.
 * It is nobody's child: the worker ends all its descendants when it ends, and this must outlive
 * them. It has a session of its own, so that who kills the worker's process group does not kill it.
 * Needs Linux and a shell with grep and ls; elsewhere children see the end of their input, only.
 */
final class Lifeline implements AutoCloseable {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  /**
   * The first line tells that the worker has the pipe open; then the shell may be orphaned.
   * Arguments: the name of the pool, where its control groups are, and where its files are.
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

  /** The end that only this process has; open as long as it lives. Null where there is none. */
  private final @Nullable OutputStream pipe;

  private Lifeline(@Nullable OutputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Begins to watch.
   *
   * @param name how marks and names of files of this pool begin, before a dot
   * @param directory where these files are
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
