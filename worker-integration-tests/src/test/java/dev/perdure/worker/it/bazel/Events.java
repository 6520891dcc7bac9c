package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the workers, told by themselves: a file to which they append.
 *
 * @param file the file, as the calling process names it
 */
record Events(Path file) {
  /**
   * Something that happened in a worker.
   *
   * @param what what happened
   * @param action which action it was for
   * @param process the id of the worker's process
   * @param request the id of the request
   */
  record Event(String what, String action, long process, int request) {
    static Event parse(String line) {
      String[] words = line.split(" ", -1);
      return new Event(words[0], words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]));
    }
  }

  void add(String what, String action, int request) throws IOException {
    String line = what + " " + action + " " + ProcessHandle.current().pid() + " " + request + "\n";
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      // One write: so lines of many processes don't mix.
      channel.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
    }
  }

  List<Event> all() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readString(file).lines().map(Event::parse).toList();
  }

  List<Event> all(String what, String action) throws IOException {
    return all().stream().filter(is(what, action)).toList();
  }

  /** Waits until something has happened to an action, and returns that. */
  Event await(String what, String action, Duration limit) throws IOException {
    Event event = awaitWhile(() -> true, what, action, limit);
    if (event == null) {
      throw new AssertionError("no event " + what + " of " + action + " within " + limit);
    }
    return event;
  }

  /** As the other, and fails at once when the build ends without it. */
  Event await(String what, String action, BazelCommand build, Duration limit) throws IOException {
    Event event = awaitWhile(() -> build.process().isAlive(), what, action, limit);
    if (event == null) {
      throw new AssertionError("no event " + what + " of " + action + ":\n" + build.output());
    }
    return event;
  }

  private @Nullable Event awaitWhile(
      BooleanSupplier condition, String what, String action, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (condition.getAsBoolean() && System.nanoTime() < deadline) {
      List<Event> found = all(what, action);
      if (!found.isEmpty()) {
        return found.get(0);
      }
      LockSupport.parkNanos(2_000_000);
    }
    return null;
  }

  private static Predicate<Event> is(String what, String action) {
    return event -> event.what().equals(what) && event.action().equals(action);
  }
}
