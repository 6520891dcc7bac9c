package dev.perdure.worker.multiplex;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens a resource of a tool in a jar that the tool has open; otherwise works like the JDK's own
 * connection.
 */
final class ToolJarConnection extends JarURLConnection {
  private final OpenJars jars;

  // Null until connected.
  private @Nullable JarFile file;
  private @Nullable JarEntry entry;

  /** The JDK's own connection, if the tool turns caching off; otherwise null. */
  private @Nullable JarURLConnection uncached;

  ToolJarConnection(URL url, OpenJars jars) throws IOException {
    super(url);
    this.jars = jars;
    jarFileURLConnection = getJarFileURL().openConnection();
  }

  @Override
  public void connect() throws IOException {
    if (connected) {
      return;
    }
    String name = getEntryName();
    if (getUseCaches()) {
      file = jars.of(getURL()).file();
      entry = name == null ? null : file.getJarEntry(name);
      if (name != null && entry == null) {
        throw new FileNotFoundException("JAR entry " + name + " not found in " + file.getName());
      }
    } else {
      uncached = (JarURLConnection) new URL(getURL().toExternalForm()).openConnection();
      uncached.setUseCaches(false);
      file = uncached.getJarFile();
      entry = uncached.getJarEntry();
    }
    connected = true;
  }

  private JarFile file() throws IOException {
    connect();
    if (file == null) {
      throw new IOException("not connected to " + getURL());
    }
    return file;
  }

  @Override
  public JarFile getJarFile() throws IOException {
    return file();
  }

  @Override
  public @Nullable JarEntry getJarEntry() throws IOException {
    connect();
    return entry;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    JarFile jar = file();
    if (uncached != null) {
      return uncached.getInputStream();
    }
    if (entry == null) {
      throw new IOException("no entry name specified");
    }
    InputStream in = jar.getInputStream(entry);
    if (in == null) {
      throw new IOException(getURL() + " can't be read");
    }
    return in;
  }

  @Override
  public Object getContent() throws IOException {
    return getEntryName() == null ? file() : super.getContent();
  }

  @Override
  public int getContentLength() {
    long length = getContentLengthLong();
    return length > Integer.MAX_VALUE ? -1 : (int) length;
  }

  @Override
  public long getContentLengthLong() {
    try {
      connect();
      return entry == null ? jarFileURLConnection.getContentLengthLong() : entry.getSize();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public String getContentType() {
    String name = getEntryName();
    if (name == null) {
      return "x-java/jar";
    }
    String type = typeOfContent();
    if (type == null) {
      type = guessContentTypeFromName(name);
    }
    return type == null ? "content/unknown" : type;
  }

  private @Nullable String typeOfContent() {
    try {
      JarFile jar = file();
      if (entry == null) {
        return null;
      }
      try (InputStream in = new BufferedInputStream(jar.getInputStream(entry))) {
        return guessContentTypeFromStream(in);
      }
    } catch (IOException e) {
      return null;
    }
  }

  /** The header field of the jar, as in the JDK. */
  @Override
  public @Nullable String getHeaderField(String name) {
    return jarFileURLConnection.getHeaderField(name);
  }
}
