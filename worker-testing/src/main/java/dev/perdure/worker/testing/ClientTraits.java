package dev.perdure.worker.testing;

import dev.perdure.worker.testing.Client.Digests;
import dev.perdure.worker.testing.Client.Errors;
import dev.perdure.worker.testing.Client.Sandbox;
import java.util.EnumSet;
import java.util.Set;

/** What is known about a client; see the methods of {@link Client}. */
record ClientTraits(
    String program,
    String version,
    Set<Protocol> protocols,
    boolean multiplex,
    boolean cancels,
    boolean expandsFlagfiles,
    Sandbox sandbox,
    boolean swapsRoot,
    Digests digests,
    Errors errors,
    long maxAnswerBytes) {
  ClientTraits {
    protocols = Set.copyOf(protocols);
  }

  static ClientTraits bazel(String version) {
    return new ClientTraits(
        "Bazel",
        version,
        EnumSet.allOf(Protocol.class),
        true,
        true,
        true,
        Sandbox.RELATIVE,
        false,
        Digests.TEXT,
        Errors.LOGGED,
        Long.MAX_VALUE);
  }

  /** A remote executor: one request at a time with id 0, and no cancels (F22). */
  static ClientTraits remote(String program, Set<Protocol> protocols) {
    return new ClientTraits(
        program,
        "of autumn 2026",
        protocols,
        false,
        false,
        true,
        Sandbox.NONE,
        false,
        Digests.TEXT,
        Errors.LOGGED,
        Long.MAX_VALUE);
  }

  ClientTraits withoutCancels() {
    return with(false, expandsFlagfiles, sandbox, swapsRoot, digests, errors, maxAnswerBytes);
  }

  ClientTraits leavingFlagfiles() {
    return with(cancels, false, sandbox, swapsRoot, digests, errors, maxAnswerBytes);
  }

  ClientTraits withSandbox(Sandbox other) {
    return with(cancels, expandsFlagfiles, other, swapsRoot, digests, errors, maxAnswerBytes);
  }

  ClientTraits withSwappedRoot() {
    return with(cancels, expandsFlagfiles, sandbox, true, digests, errors, maxAnswerBytes);
  }

  ClientTraits withDigests(Digests other) {
    return with(cancels, expandsFlagfiles, sandbox, swapsRoot, other, errors, maxAnswerBytes);
  }

  ClientTraits withErrors(Errors other) {
    return with(cancels, expandsFlagfiles, sandbox, swapsRoot, digests, other, maxAnswerBytes);
  }

  ClientTraits withMaxAnswerBytes(long other) {
    return with(cancels, expandsFlagfiles, sandbox, swapsRoot, digests, errors, other);
  }

  private ClientTraits with(
      boolean cancels,
      boolean expandsFlagfiles,
      Sandbox sandbox,
      boolean swapsRoot,
      Digests digests,
      Errors errors,
      long maxAnswerBytes) {
    return new ClientTraits(
        program,
        version,
        protocols,
        multiplex,
        cancels,
        expandsFlagfiles,
        sandbox,
        swapsRoot,
        digests,
        errors,
        maxAnswerBytes);
  }
}
