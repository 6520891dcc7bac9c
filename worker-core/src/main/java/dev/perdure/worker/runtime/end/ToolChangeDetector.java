package dev.perdure.worker.runtime.end;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the files from which this process was started have changed. They are among the
 * inputs of its requests (bazel#29447), mostly under other names than on its class path. Used by
 * the thread that reads; loaded for the second request.
 */
public final class ToolChangeDetector {
  /** How many inputs that are not of this process are remembered. */
  private static final int MAX_OTHERS = 50_000;

  /** The absolute names of the jars, with {@code /}, both as given and with symlinks resolved. */
  private final Set<String> jars = new HashSet<>();

  /** The same for directories, with a {@code /} at the end. */
  private final Set<String> directories = new HashSet<>();

  /** The file names of the jars. */
  private final Set<String> jarNames = new HashSet<>();

  /** The inputs that are files of this process, with their first digests. */
  private final Map<String, Digest> known = new HashMap<>();

  /** The lengths of their names, so that most inputs need no look-up. */
  private final BitSet lengths = new BitSet();

  /** Inputs that could be files of this process by their names, but are not. */
  private final Set<String> others = new HashSet<>();

  public ToolChangeDetector(ToolFiles files, WorkRequest first) {
    for (Path each : files.all()) {
      boolean directory = each.toFile().isDirectory();
      add(each, directory);
      Path real = real(each.toString());
      if (real != null) {
        add(real, directory);
      }
    }
    String nothing = changed(first);
    if (!nothing.isEmpty()) {
      known.clear(); // If a file has two digests in one request, that tells nothing.
    }
  }

  private void add(Path file, boolean directory) {
    String name = slashes(file.toString());
    if (directory) {
      directories.add(name + "/");
    } else {
      jars.add(name);
      jarNames.add(lastPart(name));
    }
  }

  /** The path of a file that now has another digest, or an empty string. */
  public String changed(WorkRequest request) {
    for (Input input : request.inputs()) {
      String path = input.path();
      Digest before = lengths.get(path.length()) ? known.get(path) : null;
      if (before != null) {
        if (!input.digest().isEmpty() && !input.digest().equals(before)) {
          return path;
        }
      } else if (!input.digest().isEmpty() && mayBeOwn(path) && isOwn(path)) {
        known.put(path, input.digest());
        lengths.set(path.length());
      }
    }
    return "";
  }

  private boolean mayBeOwn(String path) {
    return !directories.isEmpty() || (path.endsWith(".jar") && jarNames.contains(lastPart(path)));
  }

  private boolean isOwn(String path) {
    if (others.contains(path)) {
      return false;
    }
    Path real = real(path);
    boolean own =
        real == null ? isNamed(path) : isOneOf(slashes(real.toString())) || isOneOf(absolute(path));
    if (!own && others.size() < MAX_OTHERS) {
      others.add(path);
    }
    return own;
  }

  private boolean isOneOf(String file) {
    if (jars.contains(file)) {
      return true;
    }
    for (String directory : directories) {
      if (file.startsWith(directory)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a path that does not exist here names one of these files. Inputs are named relative to
   * the execution root, which need not be the working directory.
   */
  private boolean isNamed(String path) {
    for (String jar : jars) {
      if (jar.endsWith(path) && (jar.length() == path.length() || jar.endsWith("/" + path))) {
        return true;
      }
    }
    for (String directory : directories) {
      for (int end = path.indexOf('/') + 1; end > 0; end = path.indexOf('/', end) + 1) {
        if (directory.endsWith("/" + path.substring(0, end))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The path with symlinks resolved; null if there is no such file. */
  private static @Nullable Path real(String path) {
    try {
      return Path.of(path).toRealPath();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static String absolute(String path) {
    return slashes(Path.of(path).toAbsolutePath().normalize().toString());
  }

  private static String slashes(String path) {
    return path.replace(File.separatorChar, '/');
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
