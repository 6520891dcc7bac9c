package dev.perdure.worker.cache.remote.http;

import dev.perdure.worker.files.FileClaim;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for incomplete files, next to their targets. A claim in each directory shows whether the
 * worker that writes there is still alive; files that a killed worker left are removed first.
 */
public final class PartNames implements Closeable {
  private final Map<Path, FileClaim> claims = new HashMap<>();
  private final List<Path> parts = new ArrayList<>();

  /** A name in the directory for temporary files. */
  public Path temporary() throws IOException {
    return beside(Path.of(System.getProperty("java.io.tmpdir"), "file"));
  }

  public Path beside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " has no directory");
    }
    FileClaim claim = claims.get(folder);
    if (claim == null) {
      Files.createDirectories(folder);
      FileClaim.removeAbandoned(folder);
      claim = FileClaim.create(folder);
      claims.put(folder, claim);
    }
    Path part = folder.resolve("." + claim.name() + "-" + parts.size() + ".part");
    parts.add(part);
    return part;
  }

  /** Deletes the files that did not get their final names, and gives up the claims. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Path part : parts) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        failure = e;
      }
    }
    for (FileClaim claim : claims.values()) {
      try {
        claim.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
