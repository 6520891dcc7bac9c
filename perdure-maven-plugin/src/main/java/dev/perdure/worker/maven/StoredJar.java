package dev.perdure.worker.maven;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar whose entries need no inflating, which saves time at each start, and have a fixed time, so
 * that two builds make the same bytes. Of entries with the same name the first one counts, as on a
 * class path.
 */
final class StoredJar implements AutoCloseable {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final Set<String> names = new HashSet<>();

  private StoredJar(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Replaces {@code file} by a jar that has nothing but a manifest yet. */
  static StoredJar create(Path file, Manifest manifest) throws IOException {
    StoredJar jar = new StoredJar(new BufferedOutputStream(Files.newOutputStream(file)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    jar.add("META-INF/", new byte[0]);
    jar.add(JarFile.MANIFEST_NAME, bytes.toByteArray());
    return jar;
  }

  void add(String name, byte[] content) throws IOException {
    if (!names.add(name)) {
      return;
    }
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
