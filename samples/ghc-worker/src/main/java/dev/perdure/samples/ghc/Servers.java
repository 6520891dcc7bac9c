package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.process.ProcessConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The servers of the compilers that requests have named so far. Thread-safe. */
final class Servers {
  /**
   * A nursery larger than the compiler's default saves collections, which is a tenth of the CPU
   * time at -O1. If GHCRTS is set, that decides instead.
   */
  private static final List<String> NURSERY = List.of("+RTS", "-A64m", "-RTS");

  /**
   * A compiler and its server.
   *
   * @param ghc the compiler
   * @param program the program of the server, or null if it can't be compiled
   */
  private record Known(Ghc ghc, @Nullable Path program) {}

  private final Map<String, Known> known = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * How to start the server for a request; null if there is none for the compiler, which the first
   * such request reports to the user.
   *
   * @throws IOException if the compiler can't be asked, or a package database can't be read
   * @throws InterruptedException if the thread was interrupted
   */
  @Nullable ProcessConfiguration configuration(
      GhcOptions options, GhcRequest request, WorkContext context)
      throws IOException, InterruptedException {
    Known found = find(options, context);
    if (found.program() == null) {
      return null;
    }
    Ghc ghc = found.ghc();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(found.program().toString(), ghc.program(), ghc.library().toString()));
    command.addAll(request.session());
    if (System.getenv("GHCRTS") == null) {
      command.addAll(NURSERY);
    }
    List<String> traits =
        new ArrayList<>(
            PackageDatabases.traits(request.session(), context.resolve("."), context.inputs()));
    traits.add(ghc.edition());
    return new ProcessConfiguration(command, Map.of(), traits);
  }

  private Known find(GhcOptions options, WorkContext context)
      throws IOException, InterruptedException {
    String key = options.ghc() + "\n" + options.cache();
    lock.lockInterruptibly();
    try {
      Known before = known.get(key);
      if (before != null && before.ghc().isCurrent()) {
        return before;
      }
      Ghc ghc = Ghc.of(options.ghc());
      Known now = new Known(ghc, program(ghc, options, context));
      known.put(key, now);
      return now;
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Path program(Ghc ghc, GhcOptions options, WorkContext context)
      throws InterruptedException {
    try {
      return new ServerCache(options.cache()).server(ghc, context);
    } catch (IOException e) {
      context.cancellation().throwIfCancelled();
      context
          .err()
          .println(
              "ghc-worker: no server for GHC "
                  + ghc.version()
                  + ", so each module takes a process of its own: "
                  + e);
      return null;
    }
  }
}
