package dev.perdure.worker.cache.remote.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.cache.remote.action.DeclaredAction;
import dev.perdure.worker.cache.remote.action.KeyedRequest;
import dev.perdure.worker.cache.remote.action.Provenance;
import dev.perdure.worker.cache.remote.action.ToolFiles;
import dev.perdure.worker.cache.remote.action.TrustedStore;
import dev.perdure.worker.cache.remote.action.UncacheableException;
import dev.perdure.worker.cache.remote.attempt.Attempts;
import dev.perdure.worker.cache.remote.attempt.Transfers;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.ActionResultCodec;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.failure.CacheLog;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.failure.RemoteMessage;
import dev.perdure.worker.cache.remote.http.HttpStore;
import dev.perdure.worker.cache.remote.http.PartNames;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.SandboxCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Looks results up and publishes them. Failures here are counted and reported, and never make a
 * request fail. Thread-safe.
 */
public final class ResultCache {
  private final HttpStore store;
  private final Attempts reading;
  private final Restoration restoration;
  private final @Nullable Publisher publisher;
  private final boolean failures;
  private final TrustedStore trusted;
  private final ContentDigests digests = ContentDigests.create();
  private final ToolFiles toolFiles = new ToolFiles(digests);
  private final Counters counters;
  private final CacheLog log;

  /** Publishes nothing if {@code publisher} is null, and failed results only if asked to. */
  public ResultCache(
      HttpStore store,
      Attempts reading,
      Transfers transfers,
      @Nullable Publisher publisher,
      ResultLimits limits,
      Counters counters,
      CacheLog log) {
    this.store = store;
    this.reading = reading;
    this.publisher = publisher;
    this.counters = counters;
    this.log = log;
    failures = limits.failures();
    trusted = new TrustedStore(store.base());
    restoration = new Restoration(this::fetch, transfers, limits.maxBytes());
  }

  private boolean fetch(Blob blob, Path file) throws IOException, InterruptedException {
    return reading
        .of(() -> store.fetch(blob, file))
        .orElseThrow(() -> new IOException("the server gave no answer"));
  }

  /** The request with its key; null if its result can't be kept. */
  public @Nullable KeyedRequest key(WorkContext context, Callable<DeclaredAction> declaration) {
    log.requestBegins();
    try {
      List<Digest> tool = toolFiles.digests();
      return KeyedRequest.of(context, declaration.call(), tool, digests, trusted);
    } catch (Exception e) { // The handler can report this better.
      counters.unpublished().increment();
      return null;
    }
  }

  /** Restores the result of a request, outputs and text, if the server has it. */
  public Lookup lookup(KeyedRequest request) {
    Lookup lookup;
    try {
      lookup = tryLookup(request);
    } catch (CorruptEntryException e) {
      counters.corrupt().increment();
      log.say(RemoteMessage.ENTRY_CORRUPT.text(request.key().hash(), e.getMessage()));
      lookup = Lookup.of(Lookup.Outcome.UNUSABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.context().cancellation().throwIfCancelled();
      lookup = Lookup.of(Lookup.Outcome.UNKNOWN);
    } catch (Exception e) { // The server failed (reported elsewhere), or this machine.
      lookup = Lookup.of(Lookup.Outcome.UNKNOWN);
    }
    (lookup.isHit() ? counters.hits() : counters.misses()).increment();
    return lookup;
  }

  private Lookup tryLookup(KeyedRequest request) throws Exception {
    Optional<byte[]> entry = reading.of(() -> store.entry(request.key().hash()));
    if (entry.isEmpty()) {
      return Lookup.of(Lookup.Outcome.UNKNOWN);
    }
    if (entry.get().length == 0) {
      return Lookup.of(Lookup.Outcome.MISS);
    }
    ActionResult result = ActionResultCodec.decode(entry.get());
    if (result.exitCode() != 0 && !failures) {
      throw new CorruptEntryException("it has exit code " + result.exitCode());
    }
    String text = result.text() + longText(result.longText());
    if (!restoration.run(result, request.outputs(), request.context())) {
      return Lookup.of(Lookup.Outcome.UNUSABLE);
    }
    trusted.add(result);
    request.context().out().print(text);
    return Lookup.hit(result.exitCode());
  }

  private String longText(Blob blob) throws IOException, InterruptedException {
    if (blob.isEmpty()) {
      return "";
    }
    if (blob.size() > HttpStore.MAX_ENTRY_BYTES) {
      throw new CorruptEntryException("its text has " + blob.size() + " bytes");
    }
    try (PartNames names = new PartNames()) {
      Path file = LocalFailure.of(names::temporary);
      if (!fetch(blob, file)) {
        throw new CorruptEntryException("its text is missing");
      }
      return Files.readString(file, UTF_8);
    }
  }

  /** Publishes what the work of a request has made, if that is allowed. */
  public void publish(
      KeyedRequest request,
      Lookup lookup,
      Collection<String> foreign,
      int exitCode,
      RequestRun run) {
    if (publisher == null
        || lookup.outcome() == Lookup.Outcome.UNKNOWN
        || (exitCode != 0 && !failures)) {
      return;
    }
    String key = request.key().hash();
    try {
      if (request.mixed()) {
        throw new UncacheableException("there were files in its output directory before");
      }
      Provenance provenance = Provenance.of(request.origins(), foreign, trusted);
      // This resolves the outputs, which are then searched for the sandbox directory.
      Map<String, Path> made = request.outputs().made(request.context());
      List<String> leaks = SandboxCheck.findings(run);
      if (!leaks.isEmpty()) {
        throw new UncacheableException(leaks.get(0));
      }
      boolean done =
          publisher.publish(
              request.key(),
              provenance,
              made,
              exitCode,
              run.printed(),
              lookup.outcome() == Lookup.Outcome.UNUSABLE);
      (done ? counters.published() : counters.unpublished()).increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The work is done, and its answer must not be delayed.
      counters.unpublished().increment();
    } catch (Exception e) { // Whatever is thrown, the work itself is done.
      counters.unpublished().increment();
      log.say(RemoteMessage.NOT_PUBLISHED.text(key, e.getMessage()));
    }
  }
}
