package dev.perdure.samples.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.files.FileClaim;
import dev.perdure.worker.files.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The folder of compiled servers, with one folder for each compiler and version of the source.
 *
 * <p>Several workers may share it: one compiles while the others wait, and a server appears
 * complete or not at all.
 */
final class ServerCache {
  private final Path folder;

  ServerCache(Path folder) {
    this.folder = folder;
  }

  /** The folder in the user's cache, by the XDG base directory specification. */
  static Path usualFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return home.resolve("perdure").resolve("ghc-worker");
  }

  /**
   * The program of the server for a compiler; it is compiled now if it does not exist.
   *
   * @param context the request that waits for it
   * @throws IOException if it can't be compiled
   * @throws InterruptedException if the thread was interrupted
   */
  Path server(Ghc ghc, WorkContext context) throws IOException, InterruptedException {
    Path home = folder.resolve("ghc-" + ghc.version() + "-" + key(ghc));
    if (!Files.exists(home)) {
      Files.createDirectories(folder);
      Path lock = folder.resolve(home.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.exists(home)) {
          compile(ghc, home, context);
        }
      }
    }
    try (Stream<Path> files = Files.list(home)) {
      return files.findFirst().orElseThrow(() -> new IOException(home + " is empty: delete it"));
    }
  }

  private void compile(Ghc ghc, Path home, WorkContext context)
      throws IOException, InterruptedException {
    FileClaim.removeAbandoned(folder); // Abandoned by workers that were killed.
    try (FileClaim claim = FileClaim.create(folder)) {
      Path build = Files.createDirectory(folder.resolve(claim.name()));
      try {
        Path program = new ServerBuild(ghc, context).in(build);
        Files.move(program, home, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileTree.delete(build);
      }
    }
  }

  private static String key(Ghc ghc) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    ServerSource.digestInto(digest);
    digest.update((ghc + String.join(" ", ServerBuild.flags(ghc))).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
