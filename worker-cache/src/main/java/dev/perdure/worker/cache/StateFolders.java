package dev.perdure.worker.cache;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.files.FileClaim;
import dev.perdure.worker.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what incremental tools write for their next run, in a folder for each key. A folder is lent
 * to one request at a time, together with the {@link InputChanges} since the last one.
 *
 * <pre>{@code
 * StateFolder state = states.lend(context, target);
 * InputChanges changes = state.changes();
 * if (changes == null) {
 *   compileAll(context, state.path());
 * } else {
 *   compileAgain(context, state.path(), changes);
 * }
 * state.keep();
 * }</pre>
 *
 * <p>A state is used only if the last request that borrowed it said that it may be kept. What any
 * other leaves, one that failed, was cancelled or ran out of memory, is deleted. If the number or
 * the size of the folders is above its limit, the least recently used ones are deleted. Folders
 * that are lent are not.
 *
 * <p>All folders are deleted when this is closed or the worker ends. Those of a worker that was
 * killed are deleted by the next one that lends a folder in the same directory. Thread-safe.
 */
public final class StateFolders implements AutoCloseable {
  private static final int MAX_FOLDERS = 100;
  private static final long MAX_BYTES = 1L << 30;

  // Of a directory's mode: others may write to it; only the owner of a file in it may rename it.
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  /** A trusted state, and the inputs that it was made of. */
  private record Kept(Path path, List<Input> inputs, long bytes) {}

  private final Path root;
  private final int maxFolders;
  private final long maxBytes;
  private final ContentDigests contents = ContentDigests.create();
  private final Thread atExit = new Thread(null, this::close, "perdure-states-end", 0, false);

  // All guarded by this.
  private final Map<Object, Kept> leastRecentlyUsedFirst = new LinkedHashMap<>();
  private final Map<Object, WorkContext> lent = new HashMap<>();
  private @Nullable FileClaim claim;
  private long bytes;
  private long made;
  private boolean closed;

  private StateFolders(Path root, int maxFolders, long maxBytes) {
    this.root = root;
    this.maxFolders = maxFolders;
    this.maxBytes = maxBytes;
  }

  /** Up to 100 folders in {@code root}, of 1 GiB in all. */
  public static StateFolders in(Path root) {
    return in(root, MAX_FOLDERS, MAX_BYTES);
  }

  /**
   * Folders in {@code root}. It is created with the first folder, and several workers can share it.
   *
   * @param maxFolders how many folders are kept at most; more are only there while they are lent
   * @param maxBytes how many bytes the files in kept folders have at most
   */
  public static StateFolders in(Path root, int maxFolders, long maxBytes) {
    if (maxFolders < 0) {
      throw new IllegalArgumentException("max folders is " + maxFolders);
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("max bytes is " + maxBytes);
    }
    return new StateFolders(root.toAbsolutePath().normalize(), maxFolders, maxBytes);
  }

  /**
   * Lends the folder of {@code key} until the request ends. Waits while another request has it.
   *
   * <p>If the request declares no inputs, nobody can tell what has changed, and the folder is a new
   * one.
   *
   * @param key what the state belongs to: such as the target, and all options that it depends on.
   *     If the tool writes absolute paths into its state, the directory of the request is a part of
   *     it. An immutable object with {@code equals} and {@code hashCode}
   * @throws dev.perdure.worker.WorkCancelledException if the request is cancelled while it waits
   * @throws IllegalStateException if the request has a folder already, since two requests could
   *     wait for each other; or if this is closed
   * @throws IOException if the folder can't be created, or if the directory belongs to another user
   *     or can be changed by all, who could replace a state
   */
  public StateFolder lend(WorkContext context, Object key)
      throws IOException, InterruptedException {
    Objects.requireNonNull(key, "key");
    RequestInputs inputs = new RequestInputs(context, contents);
    CancellationToken.Registration waking = context.cancellation().onCancel(this::wake);
    Kept known;
    try {
      known = take(context, key);
    } finally {
      waking.close();
    }
    StateFolder folder = null;
    boolean bound = false;
    try {
      trim().forEach(each -> delete(each.path()));
      folder = open(key, inputs, known);
      context.closeAtEnd(folder::end);
      bound = true;
      return folder;
    } finally {
      if (!bound) {
        takeBack(context, key, folder == null ? null : folder.path(), null);
      }
    }
  }

  /** Waits until the key is free, and takes it. Returns its state, or null. */
  private synchronized @Nullable Kept take(WorkContext context, Object key)
      throws InterruptedException {
    if (lent.containsValue(context)) {
      throw new IllegalStateException(CacheMessage.CACHE_STATE_NESTED.text(key));
    }
    while (lent.containsKey(key) && !closed) {
      context.cancellation().throwIfCancelled();
      wait();
    }
    if (closed) {
      throw new IllegalStateException(CacheMessage.CACHE_STATES_CLOSED.text(key));
    }
    lent.put(key, context);
    Kept known = leastRecentlyUsedFirst.remove(key);
    bytes -= known == null ? 0 : known.bytes();
    return known;
  }

  private StateFolder open(Object key, RequestInputs inputs, @Nullable Kept known)
      throws IOException {
    List<Input> now = inputs.all();
    if (known != null && !now.isEmpty() && Files.isDirectory(known.path())) {
      InputChanges changes = InputChanges.since(known.inputs(), now);
      return new StateFolder(this, key, known.path(), inputs, now, changes);
    }
    if (known != null) {
      delete(known.path());
    }
    // A new name each time: what can't be deleted is in nobody's way.
    Path path = Files.createDirectories(nextPath());
    return new StateFolder(this, key, path, inputs, now, null);
  }

  private synchronized Path nextPath() throws IOException {
    if (claim == null) {
      Files.createDirectories(root);
      FileClaim.removeAbandoned(root);
      claim = claimIn(root);
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // The JVM is already ending. The next worker deletes the folders.
      }
    }
    made++;
    return root.resolve(claim.name()).resolve(Long.toString(made));
  }

  /** Claims a name, unless others could replace what will be kept under it. */
  private static FileClaim claimIn(Path root) throws IOException {
    FileClaim claim = FileClaim.create(root);
    Path own = root.resolve(claim.name());
    try {
      Files.createDirectory(own);
      if (!isSafe(root, own)) {
        throw new IOException(CacheMessage.CACHE_STATES_UNSAFE.text(root));
      }
      return claim;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(own);
      claim.close();
      throw e;
    }
  }

  /**
   * Whether only this user, or the system's, can rename what is in {@code root}.
   *
   * @param own a file of this user
   */
  private static boolean isSafe(Path root, Path own) throws IOException {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return true; // The user's folders are not open to others there.
    }
    int owner = (int) Files.getAttribute(root, "unix:uid");
    int mode = (int) Files.getAttribute(root, "unix:mode");
    boolean isOpen = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    return !isOpen && (owner == 0 || owner == (int) Files.getAttribute(own, "unix:uid"));
  }

  /**
   * Ends a loan.
   *
   * @param path the folder; null if none could be made
   * @param inputs what the state was made of; null if it isn't trusted
   */
  void takeBack(
      WorkContext context, Object key, @Nullable Path path, @Nullable List<Input> inputs) {
    Kept kept = path == null || inputs == null ? null : measured(path, inputs);
    if (path != null && kept == null) {
      delete(path);
    }
    List<Kept> dropped;
    synchronized (this) {
      lent.remove(key, context);
      if (kept != null) {
        leastRecentlyUsedFirst.put(key, kept);
        bytes += kept.bytes();
      }
      dropped = trim();
      notifyAll();
    }
    dropped.forEach(each -> delete(each.path()));
    endIfClosed();
  }

  /** Removes what is above the limits, for the caller to delete without the lock. */
  private synchronized List<Kept> trim() {
    List<Kept> dropped = new ArrayList<>();
    Iterator<Kept> each = leastRecentlyUsedFirst.values().iterator();
    while (each.hasNext()
        && (closed
            || bytes > maxBytes
            || leastRecentlyUsedFirst.size() + lent.size() > maxFolders)) {
      Kept oldest = each.next();
      each.remove();
      bytes -= oldest.bytes();
      dropped.add(oldest);
    }
    return dropped;
  }

  private static @Nullable Kept measured(Path path, List<Input> inputs) {
    try {
      return new Kept(path, inputs, FileTree.size(path));
    } catch (IOException e) {
      return null; // Somebody else has changed it meanwhile.
    }
  }

  private static void delete(Path path) {
    try {
      FileTree.delete(path);
    } catch (IOException e) {
      // It is deleted with all others, if not before.
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Deletes all folders, those that are lent when they come back, and lends no more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      trim();
      notifyAll();
    }
    endIfClosed();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // It is running, or has run.
    }
  }

  private synchronized void endIfClosed() {
    if (!closed || !lent.isEmpty() || claim == null) {
      return;
    }
    try {
      try {
        FileTree.delete(root.resolve(claim.name()));
      } catch (IOException e) {
        claim.abandon(); // A later worker tries again.
        return;
      }
      claim.close();
    } catch (IOException e) {
      // The lock file stays, for the next worker.
    } finally {
      claim = null;
    }
  }
}
