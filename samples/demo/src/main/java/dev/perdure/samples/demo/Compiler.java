package dev.perdure.samples.demo;

import java.util.List;

/** A way to run javac. Not thread-safe. */
interface Compiler extends AutoCloseable {
  /** What to call it in a message. */
  String name();

  /** Compiles, and says how it ended and how long it took. */
  Outcome compile(List<String> arguments) throws Exception;

  /** The CPU time that it has had so far, in milliseconds; 0 if the system doesn't tell. */
  double cpuMillis();

  /** The most memory that one process of it held, in bytes; 0 if the system doesn't tell. */
  long peakMemory();

  @Override
  void close();
}
