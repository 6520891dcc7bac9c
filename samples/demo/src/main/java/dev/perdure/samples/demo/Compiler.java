package dev.perdure.samples.demo;

import java.util.List;

/** A way to run javac. Thread-safe. */
interface Compiler extends AutoCloseable {
  /** Its name in messages. */
  String name();

  /** Compiles, and returns how that ended and how long it took. */
  Outcome compile(List<String> arguments) throws Exception;

  /** The CPU time that it has used so far, in milliseconds; 0 if the system does not tell. */
  double cpuMillis();

  /** The most memory that one of its processes used, in bytes; 0 if the system does not tell. */
  long peakMemory();

  @Override
  void close();
}
