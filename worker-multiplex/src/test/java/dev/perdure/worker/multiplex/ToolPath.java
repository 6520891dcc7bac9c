package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars and directories of classes that are compiled while the test runs. */
final class ToolPath {
  private final Path directory;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private ToolPath(Path directory) {
    this.directory = directory;
  }

  /** Nothing yet; {@code directory} is for what is needed on the way. */
  static ToolPath in(Path directory) {
    return new ToolPath(directory);
  }

  /** A manifest of these lines. */
  ToolPath manifest(String... lines) {
    return with(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n");
  }

  ToolPath with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  ToolPath with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** A class of the tests themselves, with those nested in it. */
  ToolPath with(Class<?> type) throws IOException {
    Path file = Path.of(type.getName().replace('.', '/') + ".class");
    Path root =
        Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    String prefix = type.getSimpleName();
    try (Stream<Path> all = Files.list(root.resolve(file).getParent())) {
      for (Path each : all.sorted().toList()) {
        String name = each.getFileName().toString();
        if (name.equals(prefix + ".class") || name.startsWith(prefix + "$")) {
          with(file.resolveSibling(name).toString(), Files.readAllBytes(each));
        }
      }
    }
    return this;
  }

  /** The classes of {@code source}, a public class {@code name}, below {@code prefix}. */
  ToolPath compiled(String prefix, String name, String source, Path... classPath)
      throws IOException {
    Path work = Files.createTempDirectory(directory, "compiled");
    Path file = work.resolve("src").resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> path = Arrays.stream(classPath).map(Path::toString).toList();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                String.join(":", path) + ":" + System.getProperty("java.class.path"),
                file.toString());
    if (code != 0) {
      throw new AssertionError("javac fails for " + name);
    }
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        with(prefix + classes.relativize(each), Files.readAllBytes(each));
      }
    }
    return this;
  }

  /** Packs all into a jar, the manifest first. */
  Path jar(String name) throws IOException {
    Path jar = directory.resolve(name);
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      byte[] manifest = entries.remove("META-INF/MANIFEST.MF");
      if (manifest != null) {
        put(out, "META-INF/MANIFEST.MF", manifest);
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(1_000_000_000_000L);
    out.putNextEntry(entry);
    out.write(content);
  }

  /** Writes all into a directory. */
  Path directory(String name) throws IOException {
    Path root = directory.resolve(name);
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Path file = root.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
    return root;
  }
}
