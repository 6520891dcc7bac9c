package dev.perdure.worker.multiplex;

import java.io.Closeable;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The jars that one loaded tool reads from, each opened once. Thread-safe. */
final class OpenJars implements Closeable {
  /** An open jar, with its manifest, which the JDK would copy at each call. */
  record OpenJar(JarFile file, @Nullable Manifest manifest) {
    /** Whether it can still be read: a tool may close a jar that it was given. */
    private boolean isOpen() {
      try {
        return file.size() >= 0;
      } catch (IllegalStateException e) {
        return false;
      }
    }
  }

  /** The open jars by the URLs of their contents. Guarded by this. */
  private final Map<String, OpenJar> jars = new HashMap<>();

  /** Guarded by this. */
  private boolean closed;

  /**
   * The jar of a {@code jar:} URL.
   *
   * @throws IOException if it can't be opened, or all have been closed
   */
  synchronized OpenJar of(URL inJar) throws IOException {
    String text = inJar.toExternalForm();
    String ref = inJar.getRef() == null ? "" : '#' + inJar.getRef();
    String root = text.substring(0, text.indexOf("!/") + 2) + ref;
    OpenJar known = jars.get(root);
    if (known == null || !known.isOpen()) {
      if (closed) {
        throw new IOException("the tool has ended; it can't open " + text);
      }
      JarURLConnection connection = (JarURLConnection) new URL(root).openConnection();
      connection.setUseCaches(false);
      JarFile file = connection.getJarFile();
      known = new OpenJar(file, file.getManifest());
      jars.put(root, known);
    }
    return known;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    IOException failure = null;
    for (OpenJar jar : jars.values()) {
      try {
        jar.file().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    jars.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
