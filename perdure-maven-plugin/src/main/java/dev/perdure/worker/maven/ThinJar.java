package dev.perdure.worker.maven;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Writes a jar with the worker's own classes, and its dependencies as they are into lib/. */
final class ThinJar {
  private static final String LIB = "lib";

  private ThinJar() {}

  static void write(Path file, Manifest manifest, Path classes, List<Library> libraries)
      throws IOException, PackagingException {
    Path lib = Files.createDirectories(file.resolveSibling(LIB));
    List<String> classPath = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Library library : libraries) {
      if (!names.add(library.name())) {
        throw new PackagingException(
            "two dependencies have the name " + library.name() + ": use the layout single");
      }
      FileUpdate.write(lib.resolve(library.name()), fresh -> copy(library.file(), fresh));
      classPath.add(address(library.name()));
    }
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
    keepOnly(names, lib);
    FileUpdate.write(
        file,
        fresh -> {
          try (StoredJar jar = StoredJar.create(fresh, manifest)) {
            ClassFiles.each(classes, jar::add);
          }
        });
  }

  /** A jar of an earlier build would not be on the class path, but would be copied along. */
  private static void keepOnly(Set<String> names, Path lib) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : jars) {
        if (!names.contains(jar.getFileName().toString())) {
          Files.delete(jar);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException, PackagingException {
    if (!Files.isDirectory(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    Path itsManifest = from.resolve(JarFile.MANIFEST_NAME);
    Manifest manifest = new Manifest();
    if (Files.exists(itsManifest)) {
      try (var in = Files.newInputStream(itsManifest)) {
        manifest.read(in);
      }
    }
    try (StoredJar jar = StoredJar.create(to, manifest)) {
      ClassFiles.each(from, jar::add);
    }
  }

  /** A class path in a manifest has addresses, not paths. */
  private static String address(String name) throws PackagingException {
    try {
      return new URI(null, null, LIB + "/" + name, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new PackagingException("no name of a jar: " + name, e);
    }
  }
}
