package dev.perdure.worker.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the archive by a training, and starts the worker with it. An archive that fails is deleted,
 * and the next kind is tried: a worker that starts slower is better than a build that fails. An
 * archive of an earlier build is kept if it was made from the same, and the worker still answers
 * with it.
 */
final class ArchiveStep {
  private final Training training;
  private final Consumer<String> warnings;

  ArchiveStep(Training training, Consumer<String> warnings) {
    this.training = training;
    this.warnings = warnings;
  }

  /**
   * Makes the first archive that works, or keeps it.
   *
   * @param kinds the kinds to try, in this order
   * @return the kind that is there now, or null
   * @throws PackagingException if the worker fails the training without an archive, too
   */
  @Nullable ArchiveKind make(List<ArchiveKind> kinds) throws PackagingException, IOException {
    if (!kinds.isEmpty() && canKeep(kinds.get(0))) {
      return kinds.get(0);
    }
    for (ArchiveKind kind : ArchiveKind.values()) {
      discard(kind); // Of an earlier build.
    }
    boolean trained = false;
    for (ArchiveKind kind : kinds) {
      String failure = training.run(List.of(kind.dumpFlag(training.launcher())));
      if (failure != null) {
        discard(kind);
        if (!trained) {
          requireTraining();
          trained = true;
        }
        warn(kind, "could not be made", failure);
        continue;
      }
      trained = true;
      if (!Files.exists(kind.file(training.launcher()))) {
        warn(kind, "could not be made", "the JVM wrote no file");
        continue;
      }
      failure = training.run(List.of(kind.strictFlag()));
      if (failure == null) {
        ArchiveInputs.of(training, kind).record();
        return kind;
      }
      discard(kind);
      warn(kind, "was made, but the worker fails with it", failure);
    }
    if (!trained) {
      requireTraining();
    }
    return null;
  }

  /** Only the best kind: another one was made with a warning, which this build must give, too. */
  private boolean canKeep(ArchiveKind kind) throws IOException {
    return Files.isRegularFile(kind.file(training.launcher()))
        && ArchiveInputs.of(training, kind).areRecorded()
        && training.run(List.of(kind.strictFlag())) == null;
  }

  private void requireTraining() throws PackagingException {
    String failure = training.run(List.of());
    if (failure != null) {
      throw new PackagingException(failure);
    }
  }

  private void discard(ArchiveKind kind) throws IOException {
    Path launcher = training.launcher();
    Files.deleteIfExists(kind.file(launcher));
    for (String suffix : List.of(".aot.config", ".crash", ArchiveInputs.SUFFIX)) {
      Files.deleteIfExists(launcher.resolveSibling(launcher.getFileName() + suffix));
    }
  }

  private void warn(ArchiveKind kind, String what, String failure) {
    warnings.accept("the " + kind.title() + " " + what + ": " + failure);
  }
}
