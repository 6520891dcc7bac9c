package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something that a check needs; without it the check is skipped, with the reason. */
enum Need {
  MULTIPLEX,
  CANCEL,
  SANDBOX,
  ONE_SHOT,
  JSON,
  PROTO,
  /** The check uses no protocol, or works with any, so it is run only once. */
  ONCE,
  /** The check looks at the process from outside. */
  PROC;

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Why a check with this need can't be run; empty if it can. */
  String missing(WorkerUnderTest worker, Protocol protocol) {
    return switch (this) {
      case MULTIPLEX -> undeclared(worker, Capability.MULTIPLEX);
      case CANCEL -> undeclared(worker, Capability.CANCEL);
      case SANDBOX -> undeclared(worker, Capability.SANDBOX);
      case ONE_SHOT -> undeclared(worker, Capability.ONE_SHOT);
      case PROC -> Files.isReadable(STATUS) ? "" : "there is no " + STATUS + " on this machine";
      case JSON, PROTO, ONCE -> "";
    };
  }

  /** Whether a check with this need says something about that protocol. */
  boolean concerns(WorkerUnderTest worker, Protocol protocol) {
    return switch (this) {
      case JSON -> protocol == Protocol.JSON;
      case PROTO -> protocol == Protocol.PROTO;
      case ONCE -> protocol == worker.protocols().get(0);
      case MULTIPLEX, CANCEL, SANDBOX, ONE_SHOT, PROC -> true;
    };
  }

  private static String undeclared(WorkerUnderTest worker, Capability capability) {
    return worker.supports(capability)
        ? ""
        : "the worker does not say that it supports " + capability.word();
  }
}
