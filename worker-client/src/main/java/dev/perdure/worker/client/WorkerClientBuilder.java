package dev.perdure.worker.client;

import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.system.Nanos;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;

/**
 * Builds a {@link WorkerClient}. A value that can't be a limit causes an {@link
 * IllegalArgumentException} at once. Not thread-safe.
 */
public final class WorkerClientBuilder {
  private static final String PERSISTENT_WORKER = "--persistent_worker";

  private final List<String> command;
  private Path directory = Path.of("");
  private Map<String, String> environment = Map.of("TMPDIR", System.getProperty("java.io.tmpdir"));
  private String protocol = "proto";
  private int workers = 1;
  private int slots = 1;
  private boolean multiplex;
  private int retries = 1;
  private Duration timeout = Nanos.limit("timeout", ChronoUnit.FOREVER.getDuration());

  WorkerClientBuilder(List<String> command) {
    this.command = new ArrayList<>(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command is empty");
    }
    if (!command.contains(PERSISTENT_WORKER)) {
      this.command.add(PERSISTENT_WORKER);
    }
  }

  /** Sets the workers' directory; by default, that of this process. */
  public WorkerClientBuilder directory(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
    return this;
  }

  /**
   * Sets the whole environment of the workers; by default, only {@code TMPDIR}, as from Bazel (F2).
   * The program of the command is still found by this process's {@code PATH}.
   */
  public WorkerClientBuilder environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /**
   * Sets the encoding, by its name in Bazel: {@code proto}, which is the default, {@code json}, or
   * that of another codec on the class path.
   */
  public WorkerClientBuilder protocol(String protocol) {
    this.protocol = Objects.requireNonNull(protocol, "protocol");
    return this;
  }

  /**
   * Sets how many processes there may be at once; by default, one. One is started only if those
   * that run are busy.
   */
  public WorkerClientBuilder workers(int count) {
    workers = atLeastOne("workers", count);
    return this;
  }

  /**
   * Gives each process up to {@code count} requests at once, each with its own id (F8). By default,
   * a process has one request at a time, with id 0, which every worker can do.
   */
  public WorkerClientBuilder multiplex(int count) {
    slots = atLeastOne("requests of a multiplex worker", count);
    multiplex = true;
    return this;
  }

  /**
   * Sets how often a request is sent again if its worker ends before it answers; by default, once.
   * A worker may end at any time between two requests (F20), and the next request may be on its way
   * then. With 0, such a request fails.
   */
  public WorkerClientBuilder retries(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("retries must be 0 or more: " + count);
    }
    retries = count;
    return this;
  }

  /**
   * Sets how long an answer may take; by default, there is no limit. A worker that takes longer is
   * killed, and the late request fails. Its other requests are sent again.
   */
  public WorkerClientBuilder timeout(Duration timeout) {
    this.timeout = Nanos.limit("timeout", timeout);
    return this;
  }

  /**
   * Makes the client. Workers are started later, with the requests.
   *
   * @throws IllegalStateException if there is no codec for the protocol
   */
  public WorkerClient build() {
    return new WorkerClient(
        new WorkerSettings(
            command,
            directory.toAbsolutePath(),
            environment,
            codec(),
            workers,
            slots,
            multiplex,
            retries,
            timeout));
  }

  private WorkerCodec codec() {
    List<String> found = new ArrayList<>();
    // Not the context class loader, which a build tool may have set.
    for (WorkerCodec codec :
        ServiceLoader.load(WorkerCodec.class, WorkerClient.class.getClassLoader())) {
      if (codec.protocol().equals(protocol)) {
        return codec;
      }
      found.add(codec.protocol());
    }
    throw new IllegalStateException(
        "there is no codec for the protocol " + protocol + ", only for " + found);
  }

  private static int atLeastOne(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more: " + count);
    }
    return count;
  }
}
