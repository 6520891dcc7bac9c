package dev.perdure.worker.cache.remote;

import java.io.IOException;

/** This machine can't read or write its own files, as with a full disk: not the server's fault. */
final class LocalFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** Something that is done with files of this machine. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws IOException;
  }

  LocalFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Takes a step; a failure is then known as local, unless it is one of content. */
  static <T> T of(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (CorruptEntryException e) {
      throw e;
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }
}
