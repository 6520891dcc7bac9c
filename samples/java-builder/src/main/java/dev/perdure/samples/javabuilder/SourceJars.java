package dev.perdure.samples.javabuilder;

import dev.perdure.worker.WorkContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What is in source jars.
 *
 * @param sources in the order of the jars and their entries, written below a folder
 * @param protobufMeta descriptors of protocol buffers, which go into the output jar; empty if there
 *     are none
 */
record SourceJars(List<Path> sources, byte[] protobufMeta) {
  static final String PROTOBUF_META = "protobuf.meta";

  /** Unpacks jars into a folder, which is emptied before. */
  static SourceJars unpack(List<String> jars, Path folder, WorkContext context) throws IOException {
    List<Path> sources = new ArrayList<>();
    ByteArrayOutputStream meta = new ByteArrayOutputStream();
    if (!jars.isEmpty()) {
      WorkFolders.empty(folder);
    }
    for (String name : jars) {
      try (JarFile jar = new JarFile(context.resolve(name).toFile())) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          if (entry.getName().endsWith(".java")) {
            Path source = place(folder, entry.getName());
            Files.createDirectories(source.getParent());
            Files.copy(jar.getInputStream(entry), source);
            sources.add(source);
          } else if (entry.getName().equals(PROTOBUF_META)) {
            jar.getInputStream(entry).transferTo(meta);
          }
        }
      } catch (IOException e) {
        throw new IOException("unable to open " + name + " as a jar file", e);
      }
    }
    return new SourceJars(sources, meta.toByteArray());
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
