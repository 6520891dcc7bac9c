package dev.perdure.worker.cache.remote.result;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.remote.action.Outputs;
import dev.perdure.worker.cache.remote.attempt.Transfers;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.http.PartNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Restores the outputs of an entry. All of them are downloaded under temporary names next to their
 * targets and compared with their hashes before the first one gets its final name. So nobody ever
 * sees an incomplete file, and a download that fails changes no output.
 */
final class Restoration {
  /** Fetches a blob to a file; false if the server does not have it. */
  @FunctionalInterface
  interface Fetch {
    boolean to(Blob blob, Path file) throws IOException, InterruptedException;
  }

  /** A file that is being restored. */
  private record Part(OutputFile output, Path part, Path target) {}

  private final Fetch fetch;
  private final Transfers transfers;
  private final long maxBytes;

  Restoration(Fetch fetch, Transfers transfers, long maxBytes) {
    this.fetch = fetch;
    this.transfers = transfers;
    this.maxBytes = maxBytes;
  }

  /**
   * Restores the outputs of {@code result}.
   *
   * @return false if the server no longer has all of it
   * @throws CorruptEntryException if the entry does not have the declared outputs, or a blob is not
   *     what the entry says
   */
  boolean run(ActionResult result, Outputs outputs, WorkContext context) throws Exception {
    check(result, outputs);
    List<Part> parts = new ArrayList<>();
    try (PartNames names = new PartNames()) {
      for (String directory : outputs.directories()) {
        Path folder = context.resolveOutput(directory);
        LocalFailure.of(() -> Files.createDirectories(folder));
      }
      List<Callable<Boolean>> fetches = new ArrayList<>();
      for (OutputFile output : result.files()) {
        Path target = context.resolveOutput(output.path());
        Path part = LocalFailure.of(() -> names.beside(target));
        parts.add(new Part(output, part, target));
        fetches.add(() -> fetch(output.content(), part));
      }
      if (!transfers.all(fetches)) {
        return false;
      }
      for (Part part : parts) {
        LocalFailure.of(() -> put(part));
      }
      return true;
    }
  }

  private void check(ActionResult result, Outputs outputs) throws CorruptEntryException {
    Set<String> names = new HashSet<>();
    long bytes = result.longText().size();
    for (OutputFile output : result.files()) {
      if (!outputs.admits(output.path())) {
        throw new CorruptEntryException(output.path() + " is none of the action's outputs");
      }
      if (!names.add(output.path())) {
        throw new CorruptEntryException(output.path() + " is in it twice");
      }
      bytes += output.content().size();
      if (bytes < 0 || bytes > maxBytes) {
        throw new CorruptEntryException("its files have more than " + maxBytes + " bytes");
      }
    }
    if (!names.containsAll(outputs.files())) {
      throw new CorruptEntryException("not all of the outputs " + outputs.files() + " are in it");
    }
  }

  private boolean fetch(Blob blob, Path part) throws IOException, InterruptedException {
    if (blob.isEmpty()) {
      LocalFailure.of(() -> Files.createFile(part));
      return true;
    }
    return fetch.to(blob, part);
  }

  private static Path put(Part part) throws IOException {
    if (part.output().executable()) {
      Set<PosixFilePermission> permissions =
          EnumSet.copyOf(Files.getPosixFilePermissions(part.part()));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(part.part(), permissions);
    }
    return Files.move(part.part(), part.target(), StandardCopyOption.ATOMIC_MOVE);
  }
}
