package dev.perdure.samples.javabuilder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import javax.tools.SimpleJavaFileObject;

/** A file that javac writes on its way into a jar. It is there when it has been closed. */
final class MemoryFile extends SimpleJavaFileObject {
  private static final int USUAL_SIZE = 4096;

  private final String name;
  private final Map<String, byte[]> files;

  /**
   * @param name in the jar
   * @param files where the content goes, by name
   */
  MemoryFile(String name, Kind kind, Map<String, byte[]> files) {
    super(URI.create("memory:/" + Integer.toHexString(name.hashCode()) + kind.extension), kind);
    this.name = name;
    this.files = files;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    String file = simpleName + kind.extension;
    return kind == getKind() && (name.equals(file) || name.endsWith("/" + file));
  }

  @Override
  public OutputStream openOutputStream() {
    return new ByteArrayOutputStream(USUAL_SIZE) {
      @Override
      public void close() {
        files.put(name, toByteArray());
      }
    };
  }

  @Override
  public InputStream openInputStream() throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public boolean delete() {
    return files.remove(name) != null;
  }

  /** Whether both stand for the same place in the same jar. */
  boolean isSame(MemoryFile other) {
    return name.equals(other.name) && files == other.files;
  }
}
