package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.javac.api.ClientCodeWrapper;
import com.sun.tools.javac.util.Context;
import dev.perdure.samples.javac.KeepingFileManager;
import dev.perdure.samples.javac.KeptJars;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file manager of one compilation: class paths are read from jars that are known already, and
 * classes and native headers stay in memory until they go into their jars.
 */
@ClientCodeWrapper.Trusted
final class BuildFileManager extends KeepingFileManager {
  private final Map<String, byte[]> classes = new HashMap<>();
  private final Map<String, byte[]> nativeHeaders = new HashMap<>();
  private final KeptJars kept;
  private final WorkContext request;
  private final ProcessorLoaders processorLoaders;
  private final boolean writesNativeHeaders;

  /**
   * @param writesNativeHeaders whether they are asked for
   */
  BuildFileManager(
      Context context,
      KeptJars kept,
      WorkContext request,
      ProcessorLoaders processorLoaders,
      boolean writesNativeHeaders) {
    super(context, kept, request, UTF_8);
    this.kept = kept;
    this.request = request;
    this.processorLoaders = processorLoaders;
    this.writesNativeHeaders = writesNativeHeaders;
  }

  /** The classes that were written, by their names in the jar. */
  Map<String, byte[]> classes() {
    return classes;
  }

  /** The native headers that were written, by their names in the jar. */
  Map<String, byte[]> nativeHeaders() {
    return nativeHeaders;
  }

  // Outputs.

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.NATIVE_HEADER_OUTPUT
        ? writesNativeHeaders
        : super.hasLocation(location);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling)
      throws IOException {
    return location == StandardLocation.CLASS_OUTPUT && kind == JavaFileObject.Kind.CLASS
        ? new MemoryFile(className.replace('.', '/') + kind.extension, kind, classes)
        : super.getJavaFileForOutput(location, className, kind, sibling);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, @Nullable FileObject sibling)
      throws IOException {
    return location == StandardLocation.NATIVE_HEADER_OUTPUT
        ? new MemoryFile(relativeName, JavaFileObject.Kind.OTHER, nativeHeaders)
        : super.getFileForOutput(location, packageName, relativeName, sibling);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    if (a instanceof MemoryFile one && b instanceof MemoryFile other) {
      return one.isSame(other);
    }
    return !(a instanceof MemoryFile) && !(b instanceof MemoryFile) && super.isSameFile(a, b);
  }

  // Annotation processors.

  @Override
  public @Nullable ClassLoader getClassLoader(Location location) {
    Collection<? extends Path> path =
        location == StandardLocation.ANNOTATION_PROCESSOR_PATH
            ? getLocationAsPaths(location)
            : null;
    List<Object> identities = path == null ? null : kept.identities(path);
    return path == null || identities == null
        ? super.getClassLoader(location)
        : processorLoaders.lend(path, identities, request);
  }
}
