package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.file.PathFileObject;
import dev.perdure.worker.WorkContext;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Tells which jar of a compilation's class path a file is from. Not thread-safe. */
final class JarNames {
  private final WorkContext request;
  private final Set<String> platform;

  /** By the jar, as the JDK knows it; empty for what is no jar of the class path. */
  private final IdentityHashMap<FileSystem, String> names = new IdentityHashMap<>();

  /**
   * @param platform jars that are not of the class path, as the client names them
   */
  JarNames(WorkContext request, Set<String> platform) {
    this.request = request;
    this.platform = platform;
  }

  /** The jar, as the client names it; null for a file that is in no jar of the class path. */
  @Nullable String of(@Nullable JavaFileObject file) {
    if (!(file instanceof PathFileObject object)) {
      return null;
    }
    FileSystem jar = object.getPath().getFileSystem();
    String name = names.get(jar);
    if (name == null) {
      name = read(object);
      names.put(jar, name);
    }
    return name.isEmpty() ? null : name;
  }

  /** javac writes a file in a jar as {@code a.jar(/p/C.class)}. */
  private String read(PathFileObject file) {
    String name = file.getName();
    String entry = "(" + file.getPath() + ")";
    if (!name.endsWith(entry)) {
      return "";
    }
    Path jar = Path.of(name.substring(0, name.length() - entry.length()));
    String given = request.relativize(jar).toString();
    return platform.contains(given) ? "" : given;
  }
}
