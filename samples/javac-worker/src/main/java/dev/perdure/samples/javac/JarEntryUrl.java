package dev.perdure.samples.javac;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes URLs that look like those into jars, and read from a jar that is open. */
final class JarEntryUrl extends URLStreamHandler {
  private final Path entry;

  private JarEntryUrl(Path entry) {
    this.entry = entry;
  }

  @SuppressWarnings("deprecation") // The other way to pass a handler came with Java 20.
  static URL of(URL jar, String name, Path entry) {
    try {
      return new URL(null, "jar:" + jar + "!/" + name, new JarEntryUrl(entry));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new EntryConnection(url, entry);
  }

  private static final class EntryConnection extends URLConnection {
    private final Path entry;

    EntryConnection(URL url, Path entry) {
      super(url);
      this.entry = entry;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return Files.newInputStream(entry);
    }

    @Override
    public long getContentLengthLong() {
      try {
        return Files.size(entry);
      } catch (IOException e) {
        return -1;
      }
    }
  }
}
