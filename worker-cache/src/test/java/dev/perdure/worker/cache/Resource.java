package dev.perdure.worker.cache;

/** A value that can be closed, and says whether it was. Thread-safe. */
final class Resource implements AutoCloseable {
  private final String text;
  private int closed;

  Resource(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  synchronized int timesClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed++;
  }

  @Override
  public String toString() {
    return text;
  }
}
