package dev.perdure.worker.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A source file of this module, for rules that the compiler can't check. */
public record MainSource(Path path, String code) {
  private static final Path ROOT = Path.of("src", "main", "java");

  /** All of them, comments left out; there is at least one. */
  public static List<MainSource> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<MainSource> all =
          files.filter(path -> path.toString().endsWith(".java")).map(MainSource::read).toList();
      if (all.isEmpty()) {
        throw new AssertionError("no sources in " + ROOT.toAbsolutePath());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MainSource read(Path path) {
    try {
      // A slash-slash in a string, as of a label, is no comment here: it has no space behind it.
      String code =
          Files.readString(path).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)// .*$", "");
      return new MainSource(ROOT.relativize(path), code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String type() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }
}
