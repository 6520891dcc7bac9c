package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import dev.perdure.worker.runtime.system.Nanos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a JUnit test a running worker, as a parameter of type {@link WorkerHarness} of the test or
 * of its {@code BeforeEach} and {@code AfterEach} methods, and closes it after the test. So a
 * missing answer, foreign bytes or a leak fail the test that caused them.
 *
 * <pre>{@code
 * @RegisterExtension
 * final WorkerExtension workers = WorkerExtension.inProcess(Worker.of(HelloWorker::work));
 *
 * @Test
 * void work_writesFile(WorkerHarness worker) {
 *   assertThat(worker.work("out.txt").exitCode()).isEqualTo(0);
 * }
 * }</pre>
 *
 * <p>Each test has its own worker, which is started when a parameter first asks for it. Immutable
 * and thread-safe: each setting returns another extension. The settings are those of {@link
 * WorkerHarness.Builder}.
 */
public final class WorkerExtension implements ParameterResolver, AfterEachCallback {
  private final Supplier<WorkerHarness.Builder> builders;

  private WorkerExtension(Supplier<WorkerHarness.Builder> builders) {
    this.builders = builders;
  }

  /** Runs {@code worker} in this process. */
  public static WorkerExtension inProcess(Worker worker) {
    return new WorkerExtension(() -> WorkerHarness.inProcess(worker));
  }

  /** Runs a worker in this process, a new one for each test. */
  public static WorkerExtension inProcess(Supplier<Worker> workers) {
    return new WorkerExtension(() -> WorkerHarness.inProcess(workers.get()));
  }

  /** Starts a process for each test, with the given command line. */
  public static WorkerExtension process(List<String> command) {
    List<String> copy = List.copyOf(command);
    return new WorkerExtension(() -> WorkerHarness.process(copy));
  }

  /** Like {@link #process(List)}. */
  public static WorkerExtension process(String... command) {
    return process(List.of(command));
  }

  /** See {@link WorkerHarness.Builder#protocol}. */
  public WorkerExtension protocol(Protocol protocol) {
    return new WorkerExtension(() -> builders.get().protocol(protocol));
  }

  /** See {@link WorkerHarness.Builder#client}. */
  public WorkerExtension client(Client client) {
    return new WorkerExtension(() -> builders.get().client(client));
  }

  /** See {@link WorkerHarness.Builder#multiplex}. */
  public WorkerExtension multiplex() {
    return new WorkerExtension(() -> builders.get().multiplex());
  }

  /** See {@link WorkerHarness.Builder#timeout}. */
  public WorkerExtension timeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return new WorkerExtension(() -> builders.get().timeout(limit));
  }

  /** See {@link WorkerHarness.Builder#directory}. */
  public WorkerExtension directory(Path directory) {
    return new WorkerExtension(() -> builders.get().directory(directory));
  }

  /** See {@link WorkerHarness.Builder#environment}. */
  public WorkerExtension environment(Map<String, String> environment) {
    Map<String, String> copy = Map.copyOf(environment);
    return new WorkerExtension(() -> builders.get().environment(copy));
  }

  /**
   * Called by JUnit: true for a {@link WorkerHarness} parameter of a test, or of a method that runs
   * before or after each test.
   */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    // Constructors and BeforeAll methods have no test whose end would close the worker.
    return parameter.getParameter().getType() == WorkerHarness.class
        && context.getTestMethod().isPresent();
  }

  /** Called by JUnit: returns the worker of this test. */
  @Override
  public WorkerHarness resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = store(context);
    WorkerHarness harness = store.get(WorkerHarness.class, WorkerHarness.class);
    if (harness == null) {
      harness = builders.get().start();
      store.put(WorkerHarness.class, harness);
    }
    return harness;
  }

  /** Called by JUnit: closes the worker, if the test had one. */
  @Override
  public void afterEach(ExtensionContext context) {
    WorkerHarness harness = store(context).remove(WorkerHarness.class, WorkerHarness.class);
    if (harness != null) {
      harness.close();
    }
  }

  private Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(WorkerExtension.class, this));
  }
}
