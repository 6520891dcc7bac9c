package dev.perdure.samples.scalac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A jar with the class {@code lib.L}, whose only method has the name that a test wants. */
final class Library {
  private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

  private Library() {}

  /** Writes the jar, over what is there, with the same time stamp each time. */
  static void write(Path jar, String method) throws IOException {
    Path folder = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "library");
    Path source = folder.resolve("L.java");
    Files.writeString(
        source, "package lib; public class L { public static int " + method + "() { return 1; } }");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    if (result != 0) {
      throw new IOException("javac ended with " + result);
    }
    try (OutputStream out =
            Files.newOutputStream(
                jar, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      ZipEntry entry = new ZipEntry("lib/L.class");
      entry.setTime(0);
      zip.putNextEntry(entry);
      Files.copy(folder.resolve("lib/L.class"), zip);
    }
    Files.setLastModifiedTime(jar, TIME);
  }
}
