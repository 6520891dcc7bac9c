package dev.perdure.worker.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test that is run once for each way in which a client can drive the worker: in either
 * protocol, with one request or many at a time, in this process or as a separate one, and if the
 * test says so, as each client does it. Its parameter of type {@link WorkerHarness} is the worker,
 * driven in that way.
 *
 * <pre>{@code
 * @WorkerTest(HelloSubject.class)
 * void work_writesItsArguments(WorkerHarness worker, @TempDir Path dir) {
 *   Path output = dir.resolve("out.txt");
 *   assertThat(worker.work(output.toString(), "a")).succeeded();
 * }
 * }</pre>
 *
 * <p>Each run has its own worker, as with {@link WorkerExtension}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(WorkerTestRuns.class)
public @interface WorkerTest {
  /** The worker to test. */
  Class<? extends WorkerSubject> value();

  /** The protocols to use. */
  Protocol[] protocols() default {Protocol.JSON, Protocol.PROTO};

  /** How many requests to send at a time; many in this process need the module worker-multiplex. */
  Mode[] modes() default {Mode.SINGLEPLEX, Mode.MULTIPLEX};

  /** Where the worker runs; a separate process only if the subject has a command. */
  Place[] places() default {Place.IN_PROCESS, Place.PROCESS};

  /**
   * The clients to behave like, see {@link WorkerHarness.Builder#client}; by default none, and
   * requests are sent as they are. There is no run for a protocol or mode that a client does not
   * have.
   */
  Client[] clients() default {};

  /** Whether to behave like each {@link Client}, one after another. */
  boolean everyClient() default false;

  /**
   * How long each wait for the worker may take, in seconds; unless given, as long as the
   * {@linkplain WorkerSubject#timeout() subject} says.
   */
  long timeoutSeconds() default 0;

  /** How many requests a worker gets at a time. */
  enum Mode {
    /** One, with id 0. */
    SINGLEPLEX,
    /** Many, with ids from 1 on. */
    MULTIPLEX
  }

  /** Where the worker runs. */
  enum Place {
    IN_PROCESS,
    PROCESS
  }
}
