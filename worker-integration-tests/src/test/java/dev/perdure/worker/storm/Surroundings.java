package dev.perdure.worker.storm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a worker runs in: a command that runs the command which follows it. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are made by List.of.
enum Surroundings {
  PLAIN(List.of()),
  FEW_FILES(List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh")),
  /** In KiB of addresses: enough for most starts of a JVM, and for not much more. */
  LITTLE_MEMORY(List.of("sh", "-c", "ulimit -v 1300000; exec \"$@\"", "sh")),
  NAMESPACE(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));

  private final List<String> command;

  Surroundings(List<String> command) {
    this.command = command;
  }

  List<String> command() {
    return command;
  }

  /** Those that this machine allows. */
  static List<Surroundings> all() throws InterruptedException {
    List<Surroundings> all = new ArrayList<>();
    for (Surroundings each : values()) {
      if (each.allow("true")) {
        all.add(each);
      }
    }
    return all;
  }

  private boolean allow(String program) throws InterruptedException {
    try {
      List<String> trial = Stream.concat(command.stream(), Stream.of(program)).toList();
      return new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a worker may end by them, as when it gets no memory. */
  boolean endWorker() {
    return this == LITTLE_MEMORY;
  }

  /** Whether whatever watches the worker from outside of it dies with it. */
  boolean dieWithWorker() {
    return this == NAMESPACE;
  }
}
