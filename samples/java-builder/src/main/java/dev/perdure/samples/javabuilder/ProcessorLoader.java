package dev.perdure.samples.javabuilder;

import dev.perdure.samples.javac.JdkLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads annotation processors and compiler plugins from jars; what it does not find there it has
 * from the JDK, never from this program. javac closes its loaders at the end of a compilation: this
 * one outlives that, until {@link #end}. Thread-safe.
 */
final class ProcessorLoader extends URLClassLoader {
  /** A jar as it was when the loader was made, by a name that no sandbox takes along. */
  private record Jar(Path file, @Nullable Object key, long size) {
    static Jar of(Path name) throws IOException {
      Path file = name.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Jar(file, attributes.fileKey(), attributes.size());
    }

    boolean isSound() {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.size() == size && Objects.equals(now.fileKey(), key);
      } catch (IOException e) {
        return false;
      }
    }

    URL url() {
      try {
        return file.toUri().toURL();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static {
    registerAsParallelCapable();
  }

  private final List<Jar> jars;

  private ProcessorLoader(List<Jar> jars) {
    super(jars.stream().map(Jar::url).toArray(URL[]::new), JdkLoader.INSTANCE);
    this.jars = jars;
  }

  /** A loader over the jars of a path, which are there. */
  static ProcessorLoader open(Collection<? extends Path> path) {
    List<Jar> jars = new ArrayList<>();
    try {
      for (Path name : path) {
        jars.add(Jar.of(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProcessorLoader(jars);
  }

  /** Whether its jars are still those that it has opened. */
  boolean isSound() {
    return jars.stream().allMatch(Jar::isSound);
  }

  /** Does nothing. */
  @Override
  public void close() {}

  /** Closes the jars. */
  void end() throws IOException {
    super.close();
  }

  /** Closes the jars of a loader that is no longer of use. */
  void endQuietly() {
    try {
      end();
    } catch (IOException e) {
      // It read from files that are gone; there is nothing to lose.
    }
  }
}
