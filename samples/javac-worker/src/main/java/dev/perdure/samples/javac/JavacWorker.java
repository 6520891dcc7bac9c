package dev.perdure.samples.javac;

import dev.perdure.worker.Worker;

/** The javac worker, and a javac command that takes the same arguments. */
public final class JavacWorker {
  private JavacWorker() {}

  /** Serves requests with {@code --persistent_worker}, else compiles once. */
  public static void main(String[] args) {
    System.exit(Worker.of(new JavacHandler()).multiplex().run(args));
  }
}
