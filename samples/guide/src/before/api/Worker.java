package io.bazel.rulesscala.worker;

/** What bazel-contrib/rules_scala declares for its workers; not what it does. */
public final class Worker {
  private Worker() {}

  public interface Interface {
    void work(String[] args) throws Exception;
  }

  public static void workerMain(String[] workerArgs, Interface workerInterface) throws Exception {
    throw new UnsupportedOperationException();
  }
}
