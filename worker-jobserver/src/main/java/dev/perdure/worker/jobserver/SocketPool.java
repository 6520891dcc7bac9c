package dev.perdure.worker.jobserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the second {@code -jsem} protocol, which uses a Unix domain socket with one byte per
 * command. One thread serves all clients.
 */
final class SocketPool implements TokenPool {
  /** The longest path that the JDK accepts: two bytes less than Linux does. */
  private static final int MAX_PATH = 106;

  /** How many clients are served; those that come later wait until one leaves. */
  private static final int MAX_CLIENTS = 1000;

  /**
   * How long no client is accepted after accepting one has failed, unless something else happens.
   */
  private static final long PAUSE_MILLIS = 100;

  private final JobAddress.Socket address;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey accepting;
  private final int maxClients;

  /** Whether the last accept failed. Used by the pool's thread only. */
  private boolean refused;

  /**
   * Why an accept failed. This is reported at the end, since a log may need a file descriptor, too.
   */
  private volatile @Nullable IOException refusal;

  /** The waiting clients, in order. Used by the pool's thread only. */
  private final Deque<SocketPeer> waiting = new ArrayDeque<>();

  /** Guarded by this. */
  private int free;

  private volatile boolean closed;

  SocketPool(JobAddress.Socket address, int tokens) throws IOException {
    this(address, tokens, MAX_CLIENTS);
  }

  SocketPool(JobAddress.Socket address, int tokens, int maxClients) throws IOException {
    free = tokens;
    this.address = address;
    this.maxClients = maxClients;
    int length = address.path().toString().getBytes(UTF_8).length;
    if (length > MAX_PATH) {
      throw new IOException(JobMessage.SOCKET_PATH_LONG.text(address.path(), length, MAX_PATH));
    }
    selector = Selector.open();
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(address.path()));
    listener.configureBlocking(false);
    accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    new JobThread("perdure-job-server").execute(this::serve);
  }

  /** The directory of sockets: the one that the C library and GHC use for temporary files. */
  static Path directory() {
    return Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp"));
  }

  @Override
  public JobAddress address() {
    return address;
  }

  @Override
  public synchronized int free() {
    return free;
  }

  @Override
  public void add(int count) {
    synchronized (this) {
      free += count;
    }
    selector.wakeup();
  }

  @Override
  public synchronized int remove(int most) {
    int removed = Math.max(0, Math.min(most, free));
    free -= removed;
    return removed;
  }

  @Override
  public boolean knowsItsClients() {
    return true;
  }

  private void serve() {
    try {
      while (!closed) {
        select();
        serveSelected();
        serveWaiting();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closeChannels();
    }
  }

  private void select() throws IOException {
    boolean full = refused || selector.keys().size() > maxClients; // One key is the listener's.
    refused = false;
    accepting.interestOps(full ? 0 : SelectionKey.OP_ACCEPT);
    selector.select(full ? PAUSE_MILLIS : 0);
  }

  private void serveSelected() {
    for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.attachment() instanceof SocketPeer peer) {
        readFrom(peer);
      } else {
        accept();
      }
    }
  }

  private void accept() {
    try {
      SocketChannel channel = listener.accept();
      if (channel != null) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new SocketPeer(channel));
      }
    } catch (IOException e) {
      refused = true;
      refusal = e;
    }
  }

  private void readFrom(SocketPeer peer) {
    boolean alive;
    try {
      alive = peer.read();
    } catch (IOException e) {
      alive = false;
    }
    if (!alive) {
      drop(peer);
    } else if (!peer.waits) {
      obey(peer);
    }
  }

  /** Handles the commands of a client, until it has to wait. */
  private void obey(SocketPeer peer) {
    while (!peer.waits && peer.hasCommand()) {
      byte command = peer.nextCommand();
      if (command == SocketTokens.WAIT && !take()) {
        peer.waits = true;
        waiting.add(peer);
      } else if (!peer.answer(answer(peer, command))) {
        drop(peer);
        return;
      }
    }
  }

  /** The answer to a command; a wait is answered when a token has been taken for it. */
  private byte answer(SocketPeer peer, byte command) {
    if (command == SocketTokens.WAIT || (command == SocketTokens.TRY && take())) {
      peer.held++;
      return SocketTokens.DONE;
    }
    if (command == SocketTokens.RELEASE && peer.held > 0) {
      peer.held--;
      putBack(1);
      return SocketTokens.DONE;
    }
    return SocketTokens.REFUSED;
  }

  private void serveWaiting() {
    while (!waiting.isEmpty() && take()) {
      SocketPeer first = waiting.remove();
      first.waits = false;
      first.held++;
      if (first.answer(SocketTokens.DONE)) {
        obey(first);
      } else {
        drop(first);
      }
    }
  }

  private synchronized boolean take() {
    if (free <= 0) {
      return false;
    }
    free--;
    return true;
  }

  private synchronized void putBack(int count) {
    free += count;
  }

  /** Takes back the tokens of a client, and removes it. */
  private void drop(SocketPeer peer) {
    waiting.remove(peer);
    putBack(peer.held);
    peer.held = 0;
    try {
      peer.channel.close();
    } catch (IOException e) {
      // It is closed as well as possible.
    }
  }

  private void closeChannels() {
    List<Closeable> all = new ArrayList<>();
    selector.keys().forEach(key -> all.add(key.channel()));
    all.add(selector);
    for (Closeable each : all) {
      try {
        each.close();
      } catch (IOException e) {
        // The others are still closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(address.path());
    closed = true;
    selector.wakeup();
    if (refusal != null) {
      JobLog.warn(JobMessage.CLIENTS_WAITED.text(address.name(), refusal));
    }
  }
}
