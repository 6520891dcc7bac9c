package dev.perdure.worker.cache.remote.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.cache.remote.action.ActionKey;
import dev.perdure.worker.cache.remote.action.Provenance;
import dev.perdure.worker.cache.remote.action.UncacheableException;
import dev.perdure.worker.cache.remote.attempt.Attempts;
import dev.perdure.worker.cache.remote.attempt.Transfers;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.ActionResultCodec;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import dev.perdure.worker.cache.remote.failure.CacheLog;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import dev.perdure.worker.cache.remote.http.HttpStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Publishes results. Blobs come first and the entry last, so that an entry never names missing
 * blobs. If several workers publish one key, the first one wins, as far as the protocol allows: an
 * existing entry is left alone, and a written one is read back. A worker whose own bytes differ
 * reports that. Thread-safe.
 */
public final class Publisher {
  /** A longer printed text goes into a blob. */
  public static final int MAX_TEXT_BYTES = 16 << 10;

  private final HttpStore store;
  private final Attempts reading;
  private final Attempts writing;
  private final Transfers transfers;
  private final long maxBytes;
  private final CacheLog log;

  public Publisher(
      HttpStore store,
      Attempts reading,
      Attempts writing,
      Transfers transfers,
      long maxBytes,
      CacheLog log) {
    this.store = store;
    this.reading = reading;
    this.writing = writing;
    this.transfers = transfers;
    this.maxBytes = maxBytes;
    this.log = log;
  }

  /**
   * Publishes what was made. The {@code provenance} only has to exist, and says where the result
   * may go.
   *
   * @param overwrite whether an existing entry is known to be unusable
   * @return whether the entry in the store is this result
   */
  boolean publish(
      ActionKey key,
      Provenance provenance,
      Map<String, Path> made,
      int exitCode,
      String printed,
      boolean overwrite)
      throws Exception {
    List<OutputFile> files = new ArrayList<>();
    List<Callable<Boolean>> uploads = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, Path> output : made.entrySet()) {
      Path file = output.getValue();
      Blob blob = LocalFailure.of(() -> Blob.of(file));
      bytes += blob.size();
      files.add(new OutputFile(output.getKey(), blob, Files.isExecutable(file)));
      if (!blob.isEmpty()) {
        uploads.add(() -> put(() -> store.putBlob(blob, file)));
      }
    }
    byte[] text = printed.getBytes(UTF_8);
    Blob longText = text.length > MAX_TEXT_BYTES ? Blob.of(text) : Blob.EMPTY;
    if (!longText.isEmpty()) {
      uploads.add(() -> put(() -> store.putBlob(longText, text)));
    }
    if (text.length > HttpStore.MAX_ENTRY_BYTES) {
      throw new UncacheableException("it prints " + text.length + " bytes");
    }
    if (bytes + longText.size() > maxBytes) {
      throw new UncacheableException("its files have more than " + maxBytes + " bytes");
    }
    ActionResult result =
        new ActionResult(files, exitCode, longText.isEmpty() ? printed : "", longText);
    boolean published = put(key, result, uploads, overwrite);
    if (published) {
      provenance.store().add(result);
    }
    return published;
  }

  private boolean put(
      ActionKey key, ActionResult result, List<Callable<Boolean>> uploads, boolean overwrite)
      throws Exception {
    if (!overwrite) {
      Optional<byte[]> there = reading.of(() -> store.entry(key.hash()));
      if (there.isEmpty()) {
        return false;
      }
      if (there.get().length > 0) {
        return isSame(key, result, there.get());
      }
    }
    return transfers.all(uploads)
        && put(() -> store.putEntry(key.hash(), ActionResultCodec.encode(result)))
        && isSame(key, result, reading.of(() -> store.entry(key.hash())).orElse(new byte[0]));
  }

  private boolean isSame(ActionKey key, ActionResult result, byte[] entry)
      throws CorruptEntryException {
    if (entry.length == 0) {
      return false;
    }
    ActionResult there = ActionResultCodec.decode(entry);
    if (there.equals(result)) {
      return true;
    }
    log.say(RemoteMessage.ENTRY_DIFFERS.text(key.hash(), firstDifference(result, there)));
    return false;
  }

  private static String firstDifference(ActionResult result, ActionResult there) {
    for (OutputFile file : result.files()) {
      if (!there.files().contains(file)) {
        return file.path();
      }
    }
    return there.files().equals(result.files()) ? "what it prints" : "the number of its files";
  }

  private boolean put(Put put) throws IOException, InterruptedException {
    return writing
        .of(
            () -> {
              put.run();
              return true;
            })
        .isPresent();
  }

  /** One upload. */
  @FunctionalInterface
  private interface Put {
    void run() throws IOException, InterruptedException;
  }
}
