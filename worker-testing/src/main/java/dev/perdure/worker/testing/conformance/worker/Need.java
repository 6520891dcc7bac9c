package dev.perdure.worker.testing.conformance.worker;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Something that a check needs; without it the check is skipped, with the reason. */
public enum Need {
  MULTIPLEX,
  CANCEL,
  SANDBOX,
  ONE_SHOT,
  JSON,
  PROTO,
  /** The check uses no protocol, or works with any, so it is run only once. */
  ONCE,
  /** The check looks at the process from outside. */
  PROC,
  /** The client leaves {@code @file} to the worker. */
  FLAGFILES_LEFT,
  /** Each request has an absolute sandbox directory. */
  SANDBOX_ABSOLUTE,
  /** The working directory has other files for each action. */
  ROOT_SWAPPED,
  /** Inputs have no digests. */
  DIGESTS_ABSENT,
  /** Digests are no text. */
  DIGESTS_AS_MESSAGES,
  /** What the worker writes to standard error becomes a part of the action's result. */
  ERRORS_IN_RESULT,
  /** The size of an answer has a limit. */
  ANSWERS_LIMITED;

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Why a check with this need can't be run; empty if it can. */
  public String missing(TestedWorker worker, Protocol protocol) {
    return switch (this) {
      case MULTIPLEX, CANCEL, SANDBOX, ONE_SHOT ->
          worker.supports(this) ? "" : "the worker does not say that it supports " + word();
      case PROC -> Files.isReadable(STATUS) ? "" : "there is no " + STATUS + " on this machine";
      case JSON, PROTO, ONCE -> "";
      case FLAGFILES_LEFT,
          SANDBOX_ABSOLUTE,
          ROOT_SWAPPED,
          DIGESTS_ABSENT,
          DIGESTS_AS_MESSAGES,
          ERRORS_IN_RESULT,
          ANSWERS_LIMITED ->
          "";
    };
  }

  /** Whether a check with this need says something about that protocol and that client. */
  public boolean concerns(TestedWorker worker, Protocol protocol, Client client) {
    return switch (this) {
      case JSON -> protocol == Protocol.JSON;
      case PROTO -> protocol == Protocol.PROTO;
      case ONCE -> protocol == worker.protocols().get(0);
      default -> concerns(client);
    };
  }

  /** Whether that client does what a check with this need is about. */
  public boolean concerns(Client client) {
    return switch (this) {
      case MULTIPLEX -> client.isMultiplex();
      case CANCEL -> client.cancels();
      case SANDBOX -> client.sandbox() == Client.Sandbox.RELATIVE;
      case ONE_SHOT, JSON, PROTO, ONCE, PROC -> true;
      case FLAGFILES_LEFT -> !client.expandsFlagfiles();
      case SANDBOX_ABSOLUTE -> client.sandbox() == Client.Sandbox.ABSOLUTE;
      case ROOT_SWAPPED -> client.swapsRoot();
      case DIGESTS_ABSENT -> client.digests() == Client.Digests.NONE;
      case DIGESTS_AS_MESSAGES -> client.digests() == Client.Digests.MESSAGE;
      case ERRORS_IN_RESULT -> client.errors() == Client.Errors.IN_RESULT;
      case ANSWERS_LIMITED -> client.maxAnswerBytes() < Long.MAX_VALUE;
    };
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
