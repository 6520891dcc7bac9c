package dev.perdure.samples.javabuilder;

import dev.perdure.worker.WorkContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What is in source jars. */
final class SourceJars {
  private static final String PROTOBUF_META = "protobuf.meta";

  private final List<Path> sources = new ArrayList<>();
  private final ByteArrayOutputStream protobufMeta = new ByteArrayOutputStream();

  private SourceJars() {}

  /** Unpacks jars into a folder, which is emptied before. */
  static SourceJars unpack(List<String> jars, Path folder, WorkContext context) throws IOException {
    SourceJars unpacked = new SourceJars();
    if (!jars.isEmpty()) {
      WorkFolders.empty(folder);
    }
    for (String name : jars) {
      try (JarFile jar = new JarFile(context.resolve(name).toFile())) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          unpacked.add(jar, entry, folder);
        }
      } catch (IOException e) {
        throw new IOException("unable to open " + name + " as a jar file", e);
      }
    }
    return unpacked;
  }

  private void add(JarFile jar, JarEntry entry, Path folder) throws IOException {
    String name = entry.getName();
    if (name.endsWith(".java")) {
      Path source = place(folder, name);
      Files.createDirectories(source.getParent());
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, source);
      }
      sources.add(source);
    } else if (name.equals(PROTOBUF_META)) {
      try (InputStream in = jar.getInputStream(entry)) {
        in.transferTo(protobufMeta);
      }
    }
  }

  /** The sources, in the order of the jars and their entries, each a file below the folder. */
  List<Path> sources() {
    return sources;
  }

  /** Other files, for the output jar: the descriptors of protocol buffers, if there are any. */
  Map<String, byte[]> others() {
    return protobufMeta.size() == 0 ? Map.of() : Map.of(PROTOBUF_META, protobufMeta.toByteArray());
  }

  /** Where to write an entry; not where another one was written. */
  private static Path place(Path folder, String entry) throws IOException {
    String name = entry.replaceFirst("^/+", "");
    Path place = folder.resolve(name);
    for (int i = 1; Files.exists(place); i++) {
      place = folder.resolve(Integer.toString(i)).resolve(name);
    }
    if (!place.normalize().startsWith(folder.normalize())) {
      throw new IOException("an entry that leaves its folder: " + entry);
    }
    return place;
  }
}
