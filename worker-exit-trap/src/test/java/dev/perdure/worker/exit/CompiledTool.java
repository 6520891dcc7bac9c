package dev.perdure.worker.exit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The class files of a tool that is compiled while the test runs, by class name. */
record CompiledTool(Map<String, byte[]> classFiles) {
  /**
   * Compiles a source file as {@code javac --release} does; {@code directory} holds the classes.
   */
  static CompiledTool of(String source, int release, Path directory) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("--release", "" + release, "-Xlint:-options", "-d", directory.toString());
    if (!javac.getTask(messages, null, null, options, null, List.of(file(source))).call()) {
      throw new AssertionError(messages.toString());
    }
    Map<String, byte[]> classFiles = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = directory.relativize(file).toString().replace('/', '.').replace('\\', '.');
        classFiles.put(
            name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CompiledTool(classFiles);
  }

  byte[] classFile(String className) {
    return Objects.requireNonNull(classFiles.get(className), className);
  }

  private static JavaFileObject file(String source) {
    return new SimpleJavaFileObject(URI.create("string:///Tool.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
