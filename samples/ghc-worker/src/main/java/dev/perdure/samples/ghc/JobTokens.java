package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.jobserver.JobAddress;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobLease;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that the worker may run at once, one token each. A request holds a token while it works,
 * and a GHC that compiles a whole library takes more by itself.
 *
 * <p>If the worker was started by a job server, it takes tokens from there. Otherwise it has its
 * own server, which it starts with the first GHC that can use one. Until then, the slots are
 * enough, and the worker starts faster. Thread-safe.
 */
final class JobTokens implements AutoCloseable {
  /** The beginning of the option that says how many jobs there are. */
  static final String OPTION = "--jobs=";

  /** What a request has that came before there was a server: only its slot. */
  private final class Turn implements AutoCloseable {
    /** Guarded by the tokens. */
    private @Nullable JobLease lease;

    @Override
    public void close() {
      synchronized (JobTokens.this) {
        turns.remove(this);
        if (lease != null) {
          lease.close();
        }
      }
    }
  }

  private final int jobs;

  // All guarded by this.
  private @Nullable JobAddress parent;
  private @Nullable JobClient client;
  private @Nullable JobServer server;
  private final Set<Turn> turns = Collections.newSetFromMap(new IdentityHashMap<>());

  private JobTokens(int jobs, @Nullable JobAddress parent) {
    this.jobs = jobs;
    this.parent = parent;
  }

  /**
   * The tokens of the server that the parent process names, or as many as the last {@code --jobs=N}
   * says, or one per processor.
   *
   * @param environment the worker's environment
   * @param arguments the worker's start-up arguments
   */
  static JobTokens of(Map<String, String> environment, List<String> arguments) {
    int jobs = Runtime.getRuntime().availableProcessors();
    for (String argument : arguments) {
      if (argument.startsWith(OPTION)) {
        jobs = number(argument);
      }
    }
    return new JobTokens(jobs, JobAddress.find(environment, arguments).orElse(null));
  }

  private static int number(String argument) {
    String number = argument.substring(OPTION.length());
    if (!number.matches("0*[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(argument + ": expected a number from 1 on");
    }
    return Integer.parseInt(number);
  }

  /** How many requests must be able to run at once. */
  int jobs() {
    return jobs;
  }

  // #region hold
  /** Waits for a token, which is held until the work of the request has stopped. */
  void hold(WorkContext context) throws InterruptedException {
    JobClient from;
    synchronized (this) {
      from = client(context);
      if (from == null) {
        turns.add(context.closeAtEnd(new Turn()));
        return;
      }
    }
    context.closeAtEnd(from.acquire(context.cancellation()));
  }

  /**
   * Starts a GHC that compiles a whole library. It holds one token, and takes more if it can use a
   * job server. If it can't, it compiles one module at a time, which is the default.
   */
  Process startMake(ProcessBuilder builder, WorkContext context)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(builder.command());
    if (command.contains("+RTS")) {
      command.add("-RTS");
    }
    JobAddress address = address(command.get(0), context);
    // The last of these options counts, so a request can't use more jobs than there are.
    command.addAll(address == null ? List.of("-j1") : address.ghcArguments());
    builder.command(command);
    if (address == null) {
      hold(context);
      return builder.start();
    }
    return startChild(builder);
  }

  // #endregion hold

  private Process startChild(ProcessBuilder builder) throws IOException, InterruptedException {
    JobServer own = server();
    return own != null ? own.start(builder) : joined().start(builder);
  }

  /** The address at which a GHC finds the tokens; null if it can't use them. */
  private @Nullable JobAddress address(String ghc, WorkContext context) {
    JobProtocol protocol;
    try {
      protocol = JobProtocol.ofGhc(ghc);
    } catch (IOException e) {
      return null; // It is older than this option, or does not exist, which its start will report.
    }
    synchronized (this) {
      JobClient from = client(context);
      if (from == null) {
        from = serve(protocol, context);
      }
      return from != null && isFor(protocol, from.address()) ? from.address() : null;
    }
  }

  private static boolean isFor(JobProtocol protocol, JobAddress address) {
    return switch (protocol) {
      case GHC_SEMAPHORE -> address instanceof JobAddress.Semaphore;
      case GHC_SOCKET -> address instanceof JobAddress.Socket;
      case MAKE_FIFO, MAKE_DESCRIPTORS -> false;
    };
  }

  private synchronized @Nullable JobClient client(WorkContext context) {
    if (parent != null) {
      JobAddress found = parent;
      parent = null;
      try {
        client = JobClient.join(found);
      } catch (UncheckedIOException | LinkageError e) { // JNA may fail to load.
        context.err().println("ghc-worker: no job tokens from " + found + ": " + e);
      }
    }
    return client;
  }

  private synchronized @Nullable JobClient serve(JobProtocol protocol, WorkContext context) {
    try {
      JobServer own = JobServer.create(protocol, jobs);
      for (Turn turn : turns) {
        // There is one for each, since there are as many tokens as slots.
        turn.lease = own.client().tryAcquire();
      }
      server = own;
      client = own.client();
    } catch (IOException | LinkageError e) { // JNA may fail to load.
      context.err().println("ghc-worker: no job tokens, so GHC runs one job: " + e);
    }
    return client;
  }

  private synchronized JobClient joined() {
    return Objects.requireNonNull(client);
  }

  /** Its own server; null if none was needed so far. */
  synchronized @Nullable JobServer server() {
    return server;
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    } else if (client != null) {
      client.close();
    }
  }
}
