package dev.perdure.worker.benchmarks.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Jars of small classes, for class paths of any length. */
public final class LibraryJars {
  private static final int PACKAGES = 5;

  private LibraryJars() {}

  /**
   * Writes jars below {@code folder}. The n-th has classes {@code lib<n>.p<k % 5>.C<k>}, each with
   * a method {@code int f(int)}.
   *
   * @return their paths, relative to {@code folder}
   */
  public static List<String> write(Path folder, int jars, int classesInEach) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (int jar = 0; jar < jars; jar++) {
      for (int i = 0; i < classesInEach; i++) {
        files.add(source(sources, "lib" + jar + ".p" + i % PACKAGES, "C" + i));
      }
    }
    compile(files, classes);
    Files.createDirectories(folder.resolve("lib"));
    List<String> names = new ArrayList<>();
    for (int jar = 0; jar < jars; jar++) {
      String name = "lib/lib" + jar + ".jar";
      archive(classes, classes.resolve("lib" + jar), folder.resolve(name));
      names.add(name);
    }
    return names;
  }

  private static Path source(Path folder, String packageName, String type) throws IOException {
    Path file = folder.resolve(packageName.replace('.', '/')).resolve(type + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "package "
            + packageName
            + "; public class "
            + type
            + " { public int f(int a) { return a; } }");
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      var units = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(null, manager, null, options, null, units).call()) {
        throw new IOException("the libraries do not compile");
      }
    }
  }

  private static void archive(Path root, Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }
}
