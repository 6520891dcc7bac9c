package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The outputs of one action: where they are on this machine, and which names an entry may give
 * them.
 *
 * @param files the declared files, normalized
 * @param directories the declared directories, normalized
 */
public record Outputs(Set<String> files, Set<String> directories) {
  public static Outputs of(DeclaredAction action) throws UncacheableException {
    return new Outputs(normalized(action.files()), normalized(action.directories()));
  }

  private static Set<String> normalized(List<String> paths) throws UncacheableException {
    Set<String> normalized = new TreeSet<>();
    for (String path : paths) {
      Path relative = Path.of(path).normalize();
      if (relative.isAbsolute() || relative.startsWith("..")) {
        throw new UncacheableException("output " + path + " is not below the execution root");
      }
      normalized.add(name(relative));
    }
    return normalized;
  }

  private static String name(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /**
   * Whether {@code path} is one of these outputs. It comes from an entry that anybody may have
   * written.
   */
  public boolean admits(String path) {
    if (files.contains(path)) {
      return true;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\\') >= 0
          || segment.indexOf('\0') >= 0) {
        return false;
      }
    }
    return directories.stream().anyMatch(it -> it.isEmpty() || path.startsWith(it + "/"));
  }

  /** Whether a directory has files before the work, which would be mistaken for its outputs. */
  boolean areMixed(WorkContext context) throws IOException {
    for (String directory : directories) {
      Path folder = context.resolve(directory);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> list = Files.list(folder)) {
          if (list.findAny().isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** All files that the work made, by the names that an entry gives them. */
  public Map<String, Path> made(WorkContext context) throws IOException, UncacheableException {
    Map<String, Path> made = new LinkedHashMap<>();
    for (String file : files) {
      put(made, file, context.resolveOutput(file));
    }
    for (String directory : directories) {
      Path folder = context.resolveOutput(directory);
      for (Path file : below(folder)) {
        String inside = name(folder.relativize(file));
        put(made, directory.isEmpty() ? inside : directory + "/" + inside, file);
      }
    }
    return made;
  }

  private static void put(Map<String, Path> made, String name, Path file)
      throws UncacheableException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UncacheableException("output " + name + " is no regular file");
    }
    made.put(name, file);
  }

  private static List<Path> below(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = new ArrayList<>();
      walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).forEach(files::add);
      files.sort(null);
      return files;
    }
  }
}
