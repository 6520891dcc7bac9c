package dev.perdure.samples.javac;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.DigestCache;
import dev.perdure.worker.cache.InputRoot;
import dev.perdure.worker.cache.LoadScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jars and class loaders that one request may find open. Belongs to the request's thread. */
final class KeptJars {
  /**
   * What a jar is known by: its content, wherever it lies; and the file that is open, since a jar
   * that is overwritten in place no longer is what its open file says.
   */
  private record Identity(Digest digest, Object file) {}

  /** The release of Java that runs this program, and that javac compiles for if not told. */
  static final String RUNNING_RELEASE = Integer.toString(Runtime.version().feature());

  /** Processors expect no second compilation at the same time; a slot is always the same thread. */
  private static final ThreadLocal<Object> SLOT = ThreadLocal.withInitial(Object::new);

  private final DigestCache cache;
  private final WorkContext request;
  private final InputRoot root;

  /** What this request holds. */
  private final Map<CacheKey<KeptJar>, KeptJar> opened = new HashMap<>();

  /** What this request was told about its jars. */
  private final Map<Path, Identity> identities = new HashMap<>();

  KeptJars(DigestCache cache, WorkContext request) {
    this.cache = cache;
    this.request = request;
    this.root = InputRoot.of(request);
  }

  /**
   * The jars of a path, open until the request ends; null if one of its elements is anything but a
   * jar with a digest, so that javac must see for itself.
   */
  @Nullable List<KeptJar> open(Collection<? extends Path> path, String release) throws IOException {
    List<KeptJar> jars = new ArrayList<>(path.size());
    for (Path file : path) {
      Identity identity = identity(file);
      if (identity == null) {
        return null;
      }
      CacheKey<KeptJar> key = key(identity, release);
      KeptJar jar = opened.get(key);
      if (jar == null) {
        jar = cache.get(request, key, scope -> open(file, release, scope));
        opened.put(key, jar);
      }
      jars.add(jar);
    }
    return jars;
  }

  /** One jar; null as for {@link #open(Collection, String)}. */
  @Nullable KeptJar open(Path file, String release) throws IOException {
    List<KeptJar> jars = open(List.of(file), release);
    return jars == null ? null : jars.get(0);
  }

  /**
   * A class loader for annotation processors, with the classes that earlier requests have loaded
   * and warmed up; null as for {@link #open(Collection, String)}.
   */
  @Nullable ProcessorLoader loader(Collection<? extends Path> path) throws IOException {
    List<Identity> jars = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path file : path) {
      Identity identity = identity(file);
      if (identity == null) {
        return null;
      }
      jars.add(identity);
      files.add(file.toRealPath()); // The classes may ask where they are from, in later requests.
    }
    return cache.get(
        request,
        CacheKey.of(ProcessorLoader.class, List.copyOf(jars), List.copyOf(files), SLOT.get()),
        scope -> {
          List<KeptJar> parts = new ArrayList<>();
          for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            parts.add(
                scope.get(
                    key(jars.get(i), RUNNING_RELEASE), part -> open(file, RUNNING_RELEASE, part)));
          }
          return ProcessorLoader.of(parts, files);
        });
  }

  private static CacheKey<KeptJar> key(Identity identity, String release) {
    return CacheKey.of(KeptJar.class, identity, release);
  }

  private static KeptJar open(Path file, String release, LoadScope scope) throws IOException {
    KeptJar jar = KeptJar.open(file, release);
    scope.weigh(jar.weight());
    return jar;
  }

  private @Nullable Identity identity(Path file) {
    Identity known = identities.get(file);
    if (known == null) {
      known = read(file);
      if (known != null) {
        identities.put(file, known);
      }
    }
    return known;
  }

  private @Nullable Identity read(Path file) {
    if (!file.toString().endsWith(".jar")) {
      return null;
    }
    try {
      Object open = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      Digest digest = cache.digest(request, root.input(file));
      return open == null || digest.isEmpty() ? null : new Identity(digest, open);
    } catch (IOException | UncheckedIOException e) {
      return null; // Missing or unreadable: javac has words for that.
    }
  }
}
