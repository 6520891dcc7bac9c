package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jar:} URLs of a tool's resources, which open the tool's own jars. The JVM would open
 * them in a cache that all class loaders share. Then the first loader that is closed would close
 * the jars for the others, and a replaced jar would not be noticed. In all other respects they work
 * like the JVM's.
 */
final class ToolJarUrls extends URLStreamHandler implements URLStreamHandlerFactory {
  private static final String PROTOCOL = "jar";

  private final OpenJars jars;

  ToolJarUrls(OpenJars jars) {
    this.jars = jars;
  }

  @Override
  public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
    return protocol.equals(PROTOCOL) ? this : null;
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    return new ToolJarConnection(url, jars);
  }

  @Override
  protected void parseURL(URL url, String spec, int start, int limit) {
    try {
      String base = url.getFile();
      URL context = base == null || base.isEmpty() ? null : new URL(PROTOCOL + ':' + base);
      URL parsed = new URL(context, spec);
      String path = parsed.getPath();
      setURL(url, PROTOCOL, "", -1, null, null, path, parsed.getQuery(), parsed.getRef());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  protected boolean sameFile(URL one, URL other) {
    return plain(one).sameFile(plain(other));
  }

  @Override
  protected int hashCode(URL url) {
    return plain(url).hashCode();
  }

  private static URL plain(URL url) {
    try {
      return new URL(url.toExternalForm());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
