package dev.perdure.worker.cache.remote.failure;

import java.io.IOException;

/**
 * This machine can't read or write its own files, for example because its disk is full. It is not
 * the server's fault.
 */
public final class LocalFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** Something that uses files of this machine. */
  @FunctionalInterface
  public interface Step<T> {
    T take() throws IOException;
  }

  public LocalFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Takes a step; an exception becomes a local failure, unless it is about the content. */
  public static <T> T of(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (CorruptEntryException e) {
      throw e;
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }
}
