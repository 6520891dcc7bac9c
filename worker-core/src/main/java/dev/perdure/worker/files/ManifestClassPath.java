package dev.perdure.worker.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Reads which files the manifest of a jar adds to the class path that the jar is on, as the JVM
 * does.
 */
public final class ManifestClassPath {
  private ManifestClassPath() {}

  /**
   * The files that the manifest of {@code jar} names, as absolute paths, whether they exist or not;
   * none if it is not a jar. Their own manifests are not read.
   *
   * @param jar the jar; if it is a symlink, names are relative to where the jar really is
   */
  public static List<Path> of(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    try {
      Path real = jar.toRealPath();
      List<Path> named = new ArrayList<>();
      for (String entry : read(real).split("\\s+", -1)) {
        Path file = entry.isEmpty() ? null : resolve(real, entry);
        if (file != null) {
          named.add(file);
        }
      }
      return named;
    } catch (IOException e) {
      return List.of(); // Not a jar, or unreadable: the JVM ignores it, too.
    }
  }

  private static String read(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile(), false)) {
      Manifest manifest = open.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return value == null ? "" : value;
    }
  }

  /** The file of a URL that is relative to the jar's; the JVM also accepts a badly encoded one. */
  private static @Nullable Path resolve(Path jar, String entry) {
    try {
      URI uri = jar.toUri().resolve(entry);
      return "file".equalsIgnoreCase(uri.getScheme()) ? Path.of(uri) : null;
    } catch (IllegalArgumentException e) {
      return resolvePlain(jar, entry);
    }
  }

  private static @Nullable Path resolvePlain(Path jar, String entry) {
    try {
      return jar.resolveSibling(entry).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
