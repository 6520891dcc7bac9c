package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a request's result will be made from, found before the work: every declared input, and what
 * else the action says that it reads.
 */
public final class Origins {
  /** With more undeclared files than this, a directory is probably a whole source tree. */
  private static final int MAX_UNKNOWN = 1_000;

  private final SortedMap<String, Artifact> artifacts = new TreeMap<>();

  /** What the action reads but no client declared and no store has, sorted by path. */
  private final SortedMap<String, Digest> unknown = new TreeMap<>();

  private final Map<String, DeclaredInput> declared;
  private final WorkContext context;
  private final ContentDigests digests;

  /** The declared inputs that the action itself reads, which are checked again. */
  private final List<DeclaredInput> read = new ArrayList<>();

  private Origins(WorkContext context, ContentDigests digests) throws IOException {
    this.context = context;
    this.digests = digests;
    declared = DeclaredInput.of(context, digests);
    artifacts.putAll(declared);
  }

  /**
   * Finds out where everything comes from.
   *
   * @throws IOException if something can't be read
   * @throws UncacheableException if there are too many undeclared files
   */
  static Origins of(
      WorkContext context, DeclaredAction action, ContentDigests digests, TrustedStore store)
      throws IOException, UncacheableException {
    Origins origins = new Origins(context, digests);
    for (String path : action.reads()) {
      origins.addTree(path, store);
    }
    return origins;
  }

  private void addTree(String path, TrustedStore store) throws IOException, UncacheableException {
    Path file = context.resolve(path);
    if (!Files.isDirectory(file)) {
      add(path, file, store);
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(file)) {
      files = walk.filter(it -> !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    for (Path inside : files) {
      Path name = Path.of(path).resolve(file.relativize(inside)).normalize();
      add(name.toString().replace(name.getFileSystem().getSeparator(), "/"), inside, store);
    }
  }

  private void add(String path, Path file, TrustedStore store)
      throws IOException, UncacheableException {
    DeclaredInput input = declared.get(path);
    if (input == null) {
      input = declared.get(Path.of(path).normalize().toString());
    }
    if (input != null) {
      read.add(input);
    } else if (Files.exists(file)) {
      if (unknown.size() == MAX_UNKNOWN) {
        throw new UncacheableException(path + " and " + MAX_UNKNOWN + " others are no inputs");
      }
      Digest digest = digests.of(file);
      if (store.has(digest)) {
        artifacts.put(path, StoredArtifact.of(path, digest, store));
      } else {
        unknown.put(path, digest);
      }
    }
  }

  /** Whether the origin of {@code path} is known. */
  boolean isKnown(String path) {
    return artifacts.containsKey(path);
  }

  /**
   * The digests of everything, of known origin or not, sorted by path. Equal origins have equal
   * contents.
   */
  SortedMap<String, Digest> contents() {
    SortedMap<String, Digest> contents = new TreeMap<>(unknown);
    artifacts.forEach((path, artifact) -> contents.put(path, artifact.digest()));
    return contents;
  }

  SortedMap<String, Artifact> artifacts() {
    return artifacts;
  }

  public SortedMap<String, Digest> unknown() {
    return unknown;
  }

  /** The path of a declared input that was read and has changed since; empty if there is none. */
  String changed() throws IOException {
    for (DeclaredInput input : read) {
      if (!input.isUnchanged(context, digests)) {
        return input.path();
      }
    }
    return "";
  }
}
