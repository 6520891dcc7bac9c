package dev.perdure.samples.guile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.files.FileClaim;
import dev.perdure.worker.files.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of compiled servers, with one folder for each version of Guile and of the server. A
 * server is compiled once for all workers. It appears complete or not at all, so several workers
 * may compile it at once.
 */
final class ServerHome {
  private static final String SOURCE = "server.scm";

  private final Path folder;

  ServerHome(Path folder) {
    this.folder = folder;
  }

  /** The folder in the user's cache, by the XDG base directory specification. */
  static ServerHome ofUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return new ServerHome(home.resolve("perdure").resolve("guile-worker").toAbsolutePath());
  }

  /**
   * The folder for {@code GUILE_LOAD_COMPILED_PATH} that has the server, which is compiled now if
   * it does not exist.
   *
   * @throws IOException if it can't be compiled or kept
   */
  Path of(GuileOptions options) throws IOException, InterruptedException {
    if (folder.toString().contains(":")) {
      throw new IOException(folder + " can't be searched by Guile, since its name has a colon");
    }
    byte[] source = source();
    Files.createDirectories(folder);
    String version = GuildCommand.run(options, folder, List.of("--version"));
    Path home = folder.resolve(key(source, version));
    if (!Files.exists(home)) {
      compile(options, source, home);
    }
    return home;
  }

  private void compile(GuileOptions options, byte[] source, Path home)
      throws IOException, InterruptedException {
    FileClaim.removeAbandoned(folder); // Abandoned by workers that were killed.
    try (FileClaim claim = FileClaim.create(folder)) {
      Path build = Files.createDirectory(folder.resolve(claim.name()));
      try {
        Files.write(build.resolve(SOURCE), source);
        Path compiled = build.resolve("home").resolve("scripts").resolve("compile.go");
        GuildCommand.run(options, build, List.of("compile", "-o", compiled.toString(), SOURCE));
        Files.move(build.resolve("home"), home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (!Files.exists(home)) { // Otherwise another worker was faster.
          throw e;
        }
      } finally {
        FileTree.delete(build);
      }
    }
  }

  private static byte[] source() throws IOException {
    try (InputStream stream = ServerHome.class.getResourceAsStream(SOURCE)) {
      if (stream == null) {
        throw new IOException("no " + SOURCE + " in the jar of the worker");
      }
      return stream.readAllBytes();
    }
  }

  private static String key(byte[] source, String version) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    digest.update(source);
    digest.update(version.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
