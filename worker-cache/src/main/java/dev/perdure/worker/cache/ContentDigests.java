package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The SHA-256 of files, in the form of {@link Sha256}. A file is read again only if something has
 * changed: its device, inode, size, modification time, or the change time of the inode.
 *
 * <p>A file that was changed within the last seconds is read each time, because another write could
 * leave the same change time. So is every file if the file system does not tell the change time. If
 * several threads ask for one file, it is read once. Thread-safe.
 */
public final class ContentDigests {
  private static final int MAX_REMEMBERED = 50_000;

  private final InstantSource clock;
  private final int maxRemembered;

  /** The digests of files that were read, least recently used first. Guarded by this. */
  private final Map<FileIdentity, Digest> remembered = new LinkedHashMap<>(16, 0.75f, true);

  /** The files that are being read. Guarded by this. */
  private final Map<FileIdentity, CompletableFuture<Digest>> reading = new HashMap<>();

  private final LongAdder reads = new LongAdder();

  ContentDigests(InstantSource clock, int maxRemembered) {
    this.clock = clock;
    this.maxRemembered = maxRemembered;
  }

  /** An instance that remembers the last 50,000 files. */
  public static ContentDigests create() {
    return new ContentDigests(InstantSource.system(), MAX_REMEMBERED);
  }

  /**
   * The digest of the content of {@code file}; symlinks are followed. If the file is written to
   * meanwhile, the digest is that of the bytes that were read, and is not remembered.
   *
   * @throws ClosedByInterruptException if the thread is interrupted while another thread reads the
   *     file; its interrupt flag stays set
   * @throws IOException if there is no such file, or it can't be read
   */
  public Digest of(Path file) throws IOException {
    FileIdentity identity = FileIdentity.of(file);
    if (identity == null || !identity.isSettled(clock.instant())) {
      return read(file);
    }
    CompletableFuture<Digest> answer = new CompletableFuture<>();
    CompletableFuture<Digest> running;
    synchronized (this) {
      Digest known = remembered.get(identity);
      if (known != null) {
        return known;
      }
      running = reading.putIfAbsent(identity, answer);
    }
    return running == null ? readFor(answer, file, identity) : await(running, file);
  }

  /**
   * The inputs of a request in the client's order, each with a digest: the client's, otherwise that
   * of the file. It is empty for what can't be read, such as a missing file or a directory.
   */
  public List<Input> inputs(WorkContext context) {
    return new RequestInputs(context, this).all();
  }

  /** How often a file was read so far. */
  public long reads() {
    return reads.sum();
  }

  private Digest readFor(CompletableFuture<Digest> answer, Path file, FileIdentity identity)
      throws IOException {
    try {
      Digest digest = read(file);
      if (identity.equals(FileIdentity.of(file))) {
        remember(identity, digest);
        answer.complete(digest);
      }
      return digest;
    } finally {
      synchronized (this) {
        reading.remove(identity);
      }
      answer.cancel(false); // An interrupt does not affect a digest.
    }
  }

  private Digest await(CompletableFuture<Digest> running, Path file) throws IOException {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } catch (CancellationException e) {
      return read(file); // Reading failed in the other thread, or the file changed meanwhile.
    } catch (ExecutionException e) {
      throw new AssertionError(e); // The future never completes with a failure.
    }
  }

  private synchronized void remember(FileIdentity identity, Digest digest) {
    remembered.put(identity, digest);
    if (remembered.size() > maxRemembered) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  private Digest read(Path file) throws IOException {
    reads.increment();
    try (InputStream content = Files.newInputStream(file)) {
      return Sha256.of(content);
    }
  }
}
