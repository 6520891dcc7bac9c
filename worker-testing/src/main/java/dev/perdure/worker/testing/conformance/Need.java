package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a check can't do without; else it is skipped, with the reason. */
enum Need {
  MULTIPLEX,
  CANCEL,
  SANDBOX,
  ONE_SHOT,
  JSON,
  PROTO,
  /** The check doesn't speak the protocol, or any will do: it is run once. */
  ONCE,
  /** The check looks at the process from outside. */
  PROC;

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Why a check that needs this can't be run; empty if it can. */
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

  /** False if a check that needs this says nothing about that protocol. */
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
