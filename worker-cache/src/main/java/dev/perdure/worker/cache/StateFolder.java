package dev.perdure.worker.cache;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkFailedException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the state of an incremental tool, lent to one request. When the request ends, the
 * folder and its content are deleted, unless {@link #keep} was called. Thread-safe.
 */
public final class StateFolder {
  private final StateFolders owner;
  private final Object key;
  private final Path path;
  private final RequestInputs inputs;
  private final List<Input> snapshot;
  private final @Nullable InputChanges changes;

  // Guarded by this.
  private boolean kept;
  private boolean ended;

  StateFolder(
      StateFolders owner,
      Object key,
      Path path,
      RequestInputs inputs,
      List<Input> snapshot,
      @Nullable InputChanges changes) {
    this.owner = owner;
    this.key = key;
    this.path = path;
    this.inputs = inputs;
    this.snapshot = snapshot;
    this.changes = changes;
  }

  /** The folder, as an absolute path. It is empty if {@link #changes} is null. */
  public Path path() {
    return path;
  }

  /**
   * A file in the folder, of a name such as an input's path. Such a path comes from the client and
   * may lead anywhere, so use this, not {@link Path#resolve}.
   *
   * @param name relative to the folder
   * @return an absolute path, without {@code .} and {@code ..}
   * @throws WorkFailedException if the name leads out of the folder
   */
  public Path resolve(String name) {
    Path resolved = path.resolve(name).normalize();
    if (!resolved.startsWith(path)) {
      throw new WorkFailedException(CacheMessage.CACHE_STATE_LEFT.text(name, key));
    }
    return resolved;
  }

  /**
   * What has changed since the request that has kept this state; null if there is no state, so that
   * everything must be done.
   */
  public @Nullable InputChanges changes() {
    return changes;
  }

  /**
   * Keeps the content of the folder for the next request with the same key. Call it last, when the
   * work has succeeded. It has no effect if the request is cancelled, because many tools end a
   * cancelled piece of work as if it were complete. It also has no effect if the client sent no
   * digest for a file that has changed since the folder was lent.
   *
   * @throws IllegalStateException if the request has ended
   */
  public synchronized void keep() {
    if (ended) {
      throw new IllegalStateException(CacheMessage.CACHE_STATE_ENDED.text(key));
    }
    kept = !inputs.context().cancellation().isCancelled() && inputs.areUnchanged();
  }

  /** The request has ended. */
  void end() {
    boolean trusted;
    synchronized (this) {
      ended = true;
      trusted = kept;
    }
    owner.takeBack(inputs.context(), key, path, trusted ? snapshot : null);
  }
}
