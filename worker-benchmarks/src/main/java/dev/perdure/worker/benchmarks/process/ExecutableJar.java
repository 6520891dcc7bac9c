package dev.perdure.worker.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** One jar made of several, with a main class, not compressed, as the samples' build makes it. */
public final class ExecutableJar {
  private static final String SERVICES = "META-INF/services/";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Adds what {@code jars} hold, which may be folders; their services are put together. */
  public ExecutableJar add(List<Path> jars) throws IOException {
    return add(jars, name -> true);
  }

  /**
   * Adds the class {@code main}, with those inside of it, from {@code jar}, which may be a folder.
   */
  public ExecutableJar add(Path jar, Class<?> main) throws IOException {
    String path = main.getName().replace('.', '/');
    return add(List.of(jar), name -> name.startsWith(path + ".") || name.startsWith(path + "$"));
  }

  private ExecutableJar add(List<Path> jars, Predicate<String> wanted) throws IOException {
    for (Path jar : jars) {
      if (Files.isDirectory(jar)) {
        add(jar, wanted);
      } else {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
          add(files.getPath("/"), wanted);
        }
      }
    }
    return this;
  }

  private void add(Path root, Predicate<String> wanted) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString();
        boolean left = name.endsWith("module-info.class") || name.endsWith("MANIFEST.MF");
        if (!left && wanted.test(name)) {
          entries.merge(name, Files.readAllBytes(file), (a, b) -> merged(name, a, b));
        }
      }
    }
  }

  private static byte[] merged(String name, byte[] first, byte[] second) {
    return name.startsWith(SERVICES)
        ? (new String(first, UTF_8) + "\n" + new String(second, UTF_8)).getBytes(UTF_8)
        : first;
  }

  /** Writes it; returns {@code file}. */
  public Path write(Path file, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(stored(entry.getKey(), entry.getValue()));
        jar.write(entry.getValue());
      }
    }
    return file;
  }

  private static ZipEntry stored(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
