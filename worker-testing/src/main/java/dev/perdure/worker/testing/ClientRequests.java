package dev.perdure.worker.testing;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.wire.FieldWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the requests that a client sends for actions. Immutable.
 *
 * @param client the client
 * @param root the directory of the actions' files
 */
record ClientRequests(Client client, ExecutionRoot root) {
  // BuildBuddy reads flagfiles by a scanner whose lines have this limit.
  private static final int MAX_LINE_BYTES = 64 << 10;

  WorkRequest sent(WorkRequest action) {
    if (action.cancel()) {
      checkCancel();
    }
    if (action.requestId() != 0 && !client.isMultiplex()) {
      throw unsent("request id " + action.requestId());
    }
    return new WorkRequest(
        arguments(action),
        action.inputs().stream().map(this::input).toList(),
        action.requestId(),
        action.cancel(),
        action.verbosity(),
        sandboxDir(action.sandboxDir()));
  }

  void checkCancel() {
    if (!client.cancels()) {
      throw unsent("a cancel");
    }
  }

  private List<String> arguments(WorkRequest action) {
    if (!client.expandsFlagfiles()) {
      return action.arguments();
    }
    List<String> expanded = Flagfiles.expand(action.arguments(), root);
    if (client == Client.BUILDBUDDY && !expanded.equals(action.arguments())) {
      for (String line : expanded) {
        if (line.getBytes(StandardCharsets.UTF_8).length >= MAX_LINE_BYTES) {
          throw unsent("a flagfile with a line of 64 KiB");
        }
      }
    }
    return expanded;
  }

  private String sandboxDir(String wanted) {
    return switch (client.sandbox()) {
      case NONE -> {
        if (!wanted.isEmpty()) {
          throw unsent("sandbox directory " + wanted);
        }
        yield wanted;
      }
      case RELATIVE -> wanted;
      case ABSOLUTE -> root.resolve(wanted).toString();
    };
  }

  private Input input(Input input) {
    Digest digest =
        switch (client.digests()) {
          case TEXT -> input.digest();
          case MESSAGE -> message(input);
          case NONE -> Digest.empty();
        };
    return new Input(input.path(), digest);
  }

  /** The digest as {@code Digest} of the remote execution API: 1 is the hash, 2 the size. */
  private Digest message(Input input) {
    FieldWriter out = new FieldWriter();
    out.text(1, input.digest().toString());
    Path file = root.resolve(input.path());
    try {
      out.number(2, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.of(out.message());
  }

  private IllegalArgumentException unsent(String what) {
    return new IllegalArgumentException(client.program() + " never sends " + what);
  }
}
