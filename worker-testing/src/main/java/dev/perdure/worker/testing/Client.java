package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A client of the worker protocol, as far as a worker can tell it from others. Bazel was observed;
 * the behaviour of the others is that of their public sources, read in autumn 2026 (F21 to F27).
 *
 * <p>A {@link WorkerHarness} and the conformance kit can behave like each of them.
 */
public enum Client {
  /** Bazel 4: no cancels, no multiplex sandboxing, and no newline after a JSON request. */
  BAZEL_4(ClientTraits.bazel("4").withoutCancels().withSandbox(Sandbox.NONE)),
  /** Bazel 7: the ids of multiplex requests start at 1 again with every command (F8). */
  BAZEL_7(ClientTraits.bazel("7")),
  /** Bazel 8 and later. */
  BAZEL_8(ClientTraits.bazel("8 and later")),
  /**
   * Buildfarm, which leaves flagfiles to the worker and puts its standard error into the result.
   */
  BUILDFARM(
      ClientTraits.remote("Buildfarm", EnumSet.of(Protocol.PROTO))
          .leavingFlagfiles()
          .withErrors(Errors.IN_RESULT)),
  /** BuildBuddy, which expands {@code @file} and sends digests as serialized messages. */
  BUILDBUDDY(
      ClientTraits.remote("BuildBuddy", EnumSet.allOf(Protocol.class))
          .withDigests(Digests.MESSAGE)
          .withErrors(Errors.IN_FAILURE)),
  /**
   * NativeLink, which leaves flagfiles to the worker, runs each action in a directory of its own,
   * sends no digests, and discards standard error.
   */
  NATIVELINK(
      ClientTraits.remote("NativeLink", EnumSet.allOf(Protocol.class))
          .leavingFlagfiles()
          .withSandbox(Sandbox.ABSOLUTE)
          .withDigests(Digests.NONE)
          .withErrors(Errors.DISCARDED)
          .withMaxAnswerBytes(64 << 20)),
  /** Buildbarn's draft, which swaps the files of the working directory for each action. */
  BUILDBARN(
      ClientTraits.remote("Buildbarn (draft)", EnumSet.of(Protocol.PROTO))
          .leavingFlagfiles()
          .withSwappedRoot()
          .withDigests(Digests.NONE));

  private static final String PERSISTENT_WORKER = "--persistent_worker";

  // It is immutable, but the annotation for that would be a dependency.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ClientTraits traits;

  Client(ClientTraits traits) {
    this.traits = traits;
  }

  /** The name of the program, such as {@code Bazel}. */
  public String program() {
    return traits.program();
  }

  /** The version that is described here. */
  public String version() {
    return traits.version();
  }

  /** The name for command lines: in lower case, with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The protocols that it speaks. */
  public Set<Protocol> protocols() {
    return traits.protocols();
  }

  /** Whether a newline follows each of its JSON requests (F5). */
  public boolean endsJsonLines() {
    return this != BAZEL_4;
  }

  /** Whether it can send several requests at once; if not, every id is 0. */
  public boolean isMultiplex() {
    return traits.multiplex();
  }

  /** Whether it can cancel a request; if not, it ends the process. */
  public boolean cancels() {
    return traits.cancels();
  }

  /** Whether it replaces {@code @file} by the lines of the file; if not, the worker must. */
  public boolean expandsFlagfiles() {
    return traits.expandsFlagfiles();
  }

  /** Which sandbox directory a request can have. */
  public Sandbox sandbox() {
    return traits.sandbox();
  }

  /** Whether the working directory has other files for each action. */
  public boolean swapsRoot() {
    return traits.swapsRoot();
  }

  /** What it sends as the digest of an input. */
  public Digests digests() {
    return traits.digests();
  }

  /** What becomes of the worker's standard error. */
  public Errors errors() {
    return traits.errors();
  }

  /** How large an answer may be, in bytes of the message; {@link Long#MAX_VALUE} for any size. */
  public long maxAnswerBytes() {
    return traits.maxAnswerBytes();
  }

  /**
   * Splits an action's command line as this client does (F1, F21).
   *
   * @param arguments the program and all its arguments
   */
  public ClientCommand command(List<String> arguments) {
    List<String> startup = new ArrayList<>();
    List<String> request = new ArrayList<>();
    for (String argument : arguments) {
      (isForRequest(argument, !request.isEmpty()) ? request : startup).add(argument);
    }
    startup.add(PERSISTENT_WORKER);
    return new ClientCommand(startup, request);
  }

  private boolean isForRequest(String argument, boolean begun) {
    boolean flagfile = Flagfiles.isFlagfile(argument);
    return switch (this) {
      case BAZEL_4, BAZEL_7, BAZEL_8, BUILDBARN -> flagfile;
      // They take labels and escaped arguments for flagfiles here.
      case BUILDFARM, BUILDBUDDY -> flagfile || (argument.length() > 1 && argument.startsWith("@"));
      case NATIVELINK -> begun || argument.startsWith("@");
    };
  }

  /**
   * The request that this client sends for an action.
   *
   * @param action the request as the action has it: with the arguments of {@link ClientCommand},
   *     and the inputs of the execution root
   * @param root the directory of the action's files
   * @throws IllegalArgumentException if the client sends no such request, for example no cancel
   */
  public WorkRequest request(WorkRequest action, ExecutionRoot root) {
    return new ClientRequests(this, root).sent(action);
  }

  @Override
  public String toString() {
    return program() + " " + version();
  }

  /** Which sandbox directory requests have. */
  public enum Sandbox {
    /** None. */
    NONE,
    /** Sometimes one that is relative to the working directory (F9). */
    RELATIVE,
    /** Always the absolute path of the action's directory, also with id 0 (F23). */
    ABSOLUTE
  }

  /** What is sent as the digest of an input (F24). */
  public enum Digests {
    /** The hexadecimal text of the hash. */
    TEXT,
    /** A serialized {@code Digest} message of the remote execution API. */
    MESSAGE,
    /** Nothing. */
    NONE
  }

  /** What becomes of what the worker writes to standard error (F25). */
  public enum Errors {
    /** It is in the worker log, which Bazel shows when the worker fails. */
    LOGGED,
    /** It is in the result of the action. */
    IN_RESULT,
    /** It is shown if the worker fails. */
    IN_FAILURE,
    /** It is discarded. */
    DISCARDED
  }
}
