package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars; those of contents of equal length have one length, and all have one time stamp. */
final class Jars {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 2, 3, 4, 6);

  private Jars() {}

  /** Compiles {@code source}, which declares class {@code name}, into a jar; returns its bytes. */
  static byte[] compile(Path root, String name, String source) throws Exception {
    Path work = Files.createTempDirectory(root, "jar");
    String file = name.replace('.', '/');
    FileTree.write(work, file + ".java", source);
    RecordedContext context =
        new RecordedContext(work, java.util.List.of("-proc:none", "-d", "out", file + ".java"));
    assertThat(new JavacHandler().work(context)).as(context.printed()).isZero();
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String path : FileTree.digests(work.resolve("out")).keySet()) {
      entries.put(path, Files.readAllBytes(work.resolve("out").resolve(path)));
    }
    return of(entries);
  }

  static byte[] of(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (var entry : entries.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(ENTRY_TIME);
        header.setSize(entry.getValue().length);
        header.setCrc(sum.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Writes into the file that is there, if there is one. */
  static void write(Path file, byte[] jar) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, jar);
    Files.setLastModifiedTime(file, TIME);
  }

  /** Puts another file in its place. */
  static void replace(Path file, byte[] jar) throws IOException {
    Path other = file.resolveSibling("new-" + file.getFileName());
    write(other, jar);
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
