package dev.perdure.samples.javac;

import com.sun.tools.javac.file.CacheFSInfo;
import com.sun.tools.javac.file.FSInfo;
import com.sun.tools.javac.file.PathFileObject;
import com.sun.tools.javac.main.Option;
import com.sun.tools.javac.util.Context;
import dev.perdure.worker.WorkContext;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file manager of one request, which uses jars that are already known. It handles locations
 * that consist only of such jars, as those of build tools do, and leaves all others to javac. The
 * names that javac prints are those of this request, wherever the jar was when it was first read.
 */
public class KeepingFileManager extends RequestFileManager {
  /** A jar of a location, with the name that this request uses for it. */
  private record NamedJar(Path name, KeptJar jar) {}

  private final KeptJars kept;

  /** The jars of locations that were asked for; none if javac must read the location itself. */
  private final Map<Location, List<NamedJar>> opened = new HashMap<>();

  /**
   * A file manager that registers itself with {@code context}.
   *
   * @param charset of sources, if no option tells; null for the default of the JVM
   */
  public KeepingFileManager(
      Context context, KeptJars kept, WorkContext request, @Nullable Charset charset) {
    super(withFacts(context, kept), request, charset);
    this.kept = kept;
  }

  /** Called before javac's own constructor, which asks for the FSInfo. */
  private static Context withFacts(Context context, KeptJars kept) {
    // Some options make javac ask for its file manager before it has created its FSInfo. Then it
    // requires its own one.
    if (context.get(FSInfo.class) != null) {
      context.put(FSInfo.class, (FSInfo) null);
      context.put(FSInfo.class, new KeptFacts(kept));
    }
    return context;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    List<NamedJar> jars = jars(location);
    if (jars.isEmpty() || recurse) {
      return super.list(location, packageName, kinds, recurse);
    }
    String folder = packageName.replace('.', '/');
    List<JavaFileObject> found = new ArrayList<>();
    for (NamedJar jar : jars) {
      for (Path file : jar.jar().files(folder)) {
        if (kinds.contains(getKind(file.getFileName().toString()))) {
          found.add(object(file, jar));
        }
      }
    }
    return found;
  }

  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      Location location, String className, JavaFileObject.Kind kind) throws IOException {
    List<NamedJar> jars = jars(location);
    if (jars.isEmpty() || kind == JavaFileObject.Kind.OTHER || kind == JavaFileObject.Kind.HTML) {
      return super.getJavaFileForInput(location, className, kind);
    }
    return find(jars, className.replace('.', '/') + kind.extension);
  }

  @Override
  public @Nullable FileObject getFileForInput(
      Location location, String packageName, String relativeName) throws IOException {
    List<NamedJar> jars = jars(location);
    if (jars.isEmpty() || !isRelativeUri(relativeName)) {
      return super.getFileForInput(location, packageName, relativeName);
    }
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    return find(jars, folder + relativeName);
  }

  private @Nullable JavaFileObject find(List<NamedJar> jars, String name) {
    int slash = name.lastIndexOf('/');
    String folder = slash < 0 ? "" : name.substring(0, slash);
    for (NamedJar jar : jars) {
      Path file = jar.jar().file(folder, name.substring(slash + 1));
      if (file != null) {
        return object(file, jar);
      }
    }
    return null;
  }

  private JavaFileObject object(Path file, NamedJar jar) {
    return PathFileObject.forJarPath(this, file, jar.name());
  }

  private List<NamedJar> jars(Location location) throws IOException {
    List<NamedJar> known = opened.get(location);
    if (known == null) {
      known = open(location);
      opened.put(location, known);
    }
    return known;
  }

  private List<NamedJar> open(Location location) throws IOException {
    if (location.isModuleOrientedLocation() || location.isOutputLocation()) {
      return List.of();
    }
    Collection<? extends Path> path = getLocationAsPaths(location);
    List<KeptJar> jars =
        path == null || multiReleaseValue == null ? null : kept.open(path, multiReleaseValue);
    if (jars == null) {
      return List.of();
    }
    List<NamedJar> named = new ArrayList<>();
    for (Path name : path) {
      named.add(new NamedJar(name, jars.get(named.size())));
    }
    return named;
  }

  @Override
  public @Nullable ClassLoader getClassLoader(Location location) {
    Collection<? extends Path> path =
        location == StandardLocation.ANNOTATION_PROCESSOR_PATH
                || location == StandardLocation.CLASS_PATH
            ? getLocationAsPaths(location)
            : null;
    List<KeptJar> jars = path == null ? null : kept.open(path, KeptJars.RUNNING_RELEASE);
    return path == null || jars == null
        ? super.getClassLoader(location)
        : closing(new ProcessorLoader(urls(path), jars));
  }

  private static URL[] urls(Collection<? extends Path> path) {
    List<URL> urls = new ArrayList<>();
    for (Path file : path) {
      try {
        urls.add(file.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  // Methods that change locations.

  @Override
  public boolean handleOption(Option option, String value) {
    opened.clear();
    return super.handleOption(option, value);
  }

  @Override
  public void setLocation(Location location, @Nullable Iterable<? extends File> files)
      throws IOException {
    opened.clear();
    super.setLocation(location, files);
  }

  @Override
  public void setLocationFromPaths(Location location, Collection<? extends Path> paths)
      throws IOException {
    opened.clear();
    super.setLocationFromPaths(location, paths);
  }

  /** What javac asks about files besides their content. */
  private static final class KeptFacts extends CacheFSInfo {
    private final KeptJars kept;

    KeptFacts(KeptJars kept) {
      this.kept = kept;
    }

    @Override
    public List<Path> getJarClassPath(Path file) throws IOException {
      KeptJar jar = kept.open(file, KeptJars.RUNNING_RELEASE);
      boolean leads = jar == null || jar.attributes().containsKey(Attributes.Name.CLASS_PATH);
      return leads ? super.getJarClassPath(file) : List.of();
    }
  }
}
