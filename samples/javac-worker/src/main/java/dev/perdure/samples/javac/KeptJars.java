package dev.perdure.samples.javac;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.CacheLoader;
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

/**
 * What earlier requests have found out about the jars of one request. Used by the request's thread
 * only.
 */
public final class KeptJars {
  /**
   * The identity of a jar: its content, whatever its path is, and the open file, since a jar that
   * is overwritten in place no longer matches what was read from it.
   */
  private record Identity(Digest digest, Object file) {}

  /** The release of Java that runs this program, for which javac compiles by default. */
  static final String RUNNING_RELEASE = Integer.toString(Runtime.version().feature());

  private final DigestCache cache;
  private final WorkContext request;
  private final InputRoot root;

  /** The jars that this request uses, by its names for them and by their keys. */
  private final Map<Path, Map<CacheKey<KeptJar>, KeptJar>> opened = new HashMap<>();

  /** The identities of the jars of this request. */
  private final Map<Path, Identity> identities = new HashMap<>();

  /**
   * What {@code cache} keeps, for a request. A request without inputs has no digests, as in a
   * one-shot run: to hash its jars would cost more than to open them, so none is kept.
   */
  public KeptJars(DigestCache cache, WorkContext request) {
    this.cache = cache;
    this.request = request;
    this.root = InputRoot.of(request);
  }

  /**
   * The jars of a path, usable until the request ends; null if one of its elements is not an intact
   * jar with a digest, so that javac must read the path itself.
   */
  @Nullable List<KeptJar> open(Collection<? extends Path> path, String release) {
    List<KeptJar> jars = new ArrayList<>(path.size());
    for (Path file : path) {
      KeptJar jar = open(file, release);
      if (jar == null) {
        return null;
      }
      jars.add(jar);
    }
    return jars;
  }

  /** One jar; null in the same cases as {@link #open(Collection, String)}. */
  @Nullable KeptJar open(Path file, String release) {
    Identity identity = identity(file);
    if (identity == null) {
      return null;
    }
    CacheKey<KeptJar> key = CacheKey.of(KeptJar.class, identity, release);
    Map<CacheKey<KeptJar>, KeptJar> known = opened.computeIfAbsent(file, it -> new HashMap<>());
    KeptJar jar = known.get(key);
    if (jar == null) {
      try {
        CacheLoader<KeptJar, IOException> loader = scope -> open(file, release, scope);
        jar = cache.get(request, key, CacheLoader.checked(KeptJar::isOpen, loader));
      } catch (IOException e) {
        return null; // Broken, or gone by now: javac will report that.
      }
      lend(jar.file(), file);
      known.put(key, jar);
    }
    return jar;
  }

  /**
   * What the jars of a path are known by, so that what was made of them can be kept; null as for
   * {@link #open(Collection, String)}.
   */
  public @Nullable List<Object> identities(Collection<? extends Path> path) {
    List<Object> identities = new ArrayList<>(path.size());
    for (Path file : path) {
      Identity identity = identity(file);
      if (identity == null) {
        return null;
      }
      identities.add(identity);
    }
    return identities;
  }

  private void lend(LentFile lent, Path name) {
    lent.lend(name);
    request.closeAtEnd(() -> lent.giveBack(name));
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
    if (request.inputs().isEmpty() || !file.toString().endsWith(".jar")) {
      return null;
    }
    try {
      Object open = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      Digest digest = cache.digest(request, root.input(file));
      return open == null || digest.isEmpty() ? null : new Identity(digest, open);
    } catch (IOException | UncheckedIOException e) {
      return null; // Missing or unreadable: javac will report that.
    }
  }
}
