package dev.perdure.worker.maven;

import dev.perdure.worker.exit.ExitCalls;

/** Sets the exit trap in classes while they are packaged, so that no agent has to do it later. */
final class PackagedExits {
  private PackagedExits() {}

  /**
   * Returns the class with its exit calls redirected.
   *
   * @param name its name in the jar, before any relocation
   * @throws PackagingException if it can't be rewritten: its calls would end the worker
   */
  static byte[] rewrite(String name, byte[] classFile) throws PackagingException {
    if (ExitCalls.mayEndWorker(name.substring(0, name.length() - ".class".length()))) {
      return classFile;
    }
    try {
      return ExitCalls.rewrite(classFile);
    } catch (IllegalArgumentException e) {
      throw new PackagingException(
          "can't redirect the exit calls in " + name + ": " + e.getMessage(), e);
    }
  }
}
