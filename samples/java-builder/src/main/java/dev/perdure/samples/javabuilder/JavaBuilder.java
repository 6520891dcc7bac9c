package dev.perdure.samples.javabuilder;

import dev.perdure.samples.javac.KeptJars;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.DigestCache;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a target of Bazel's Java rules. The exit code is 0 for success and 1 for anything else.
 *
 * <p>Thread-safe: each request has a compiler and a file manager of its own; what these share is
 * kept by the digests of the jars.
 */
public final class JavaBuilder implements WorkHandler {
  /** Jars with their lists of files, and annotation processors. */
  private static final CacheLimits LIMITS = CacheLimits.defaults().withMaxWeight(256 << 20);

  /** For processors that can't be used again. */
  private static final boolean FRESH = "fresh".equals(System.getProperty("perdure.processors"));

  private final DigestCache cache = DigestCache.of(LIMITS);
  private final ProcessorLoaders processorLoaders;
  private final Coverage coverage;

  /** A builder that keeps what it finds out about jars for later requests. */
  public JavaBuilder() {
    this(FRESH, System.getProperty(Coverage.PROPERTY));
  }

  /**
   * @param fresh whether each compilation loads its annotation processors anew
   * @param jacoco the jars with JaCoCo; null if there are none
   */
  JavaBuilder(boolean fresh, @Nullable String jacoco) {
    this.processorLoaders = new ProcessorLoaders(cache, fresh);
    this.coverage = Coverage.by(jacoco);
  }

  @Override
  public int work(WorkContext context) throws IOException {
    try {
      return new Build(context, new KeptJars(cache, context), processorLoaders, coverage).run();
    } catch (BadArgumentsException e) {
      context.err().println("error: " + e.getMessage());
      return 1;
    }
  }
}
