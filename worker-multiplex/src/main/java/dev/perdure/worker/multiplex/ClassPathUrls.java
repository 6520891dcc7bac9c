package dev.perdure.worker.multiplex;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The URLs of a class path, as the JVM writes them: with symlinks resolved and the same characters
 * escaped. Tools print them, and look for other jars next to their own.
 */
final class ClassPathUrls {
  /** The characters that are not escaped, besides ASCII letters and digits. */
  private static final String PLAIN = "/!$&'()*+,-.:@_~";

  private static final String HEX = "0123456789abcdef";

  private ClassPathUrls() {}

  /**
   * The URLs of jars and directories.
   *
   * @throws IOException if one does not exist
   */
  static URL[] of(List<Path> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      Path entry = classPath.get(i);
      if (!Files.exists(entry)) {
        throw new IOException("class path entry " + entry + " of the tool does not exist");
      }
      urls[i] = url(entry.toRealPath());
    }
    return urls;
  }

  private static URL url(Path file) throws IOException {
    String path = file.toString().replace(File.separatorChar, '/');
    StringBuilder escaped = new StringBuilder(path.startsWith("/") ? "" : "/");
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        escaped.append((char) each);
      } else {
        escaped.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
      }
    }
    if (Files.isDirectory(file) && !path.endsWith("/")) {
      escaped.append('/');
    }
    return new URL("file", "", escaped.toString());
  }

  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || PLAIN.indexOf(each) >= 0;
  }
}
