package dev.perdure.samples.javabuilder;

import dev.perdure.samples.javac.FolderDeletion;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files of a compilation lie that are no outputs. Their names are those of Bazel's own
 * builder, since they are seen in diagnostics. They stay until the next compilation of this target,
 * which empties them.
 *
 * @param parent of them
 * @param name that theirs begin with
 */
record WorkFolders(Path parent, String name) {
  /** The folders for an output jar: {@code a/_javac/lib/liblib_*} for {@code a/liblib.jar}. */
  static WorkFolders of(BuilderArguments arguments, WorkContext context) {
    String label = arguments.one(BuilderOption.TARGET_LABEL);
    Path jar = Path.of(arguments.one(BuilderOption.OUTPUT));
    String file = String.valueOf(jar.getFileName());
    int dot = file.lastIndexOf('.');
    Path parent = jar.resolveSibling("_javac").resolve(label.substring(label.lastIndexOf(':') + 1));
    return new WorkFolders(
        context.resolveOutput(parent.toString()), dot < 0 ? file : file.substring(0, dot));
  }

  /** For what annotation processors write beside classes. */
  Path classes() {
    return parent.resolve(name + "_classes");
  }

  /** For sources that annotation processors write. */
  Path sources() {
    return parent.resolve(name + "_sources");
  }

  /** For sources out of jars. */
  Path temporary() {
    return parent.resolve(name + "_tmp");
  }

  /** Makes an empty folder. */
  static Path empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      FolderDeletion.delete(folder);
    }
    return Files.createDirectories(folder);
  }
}
