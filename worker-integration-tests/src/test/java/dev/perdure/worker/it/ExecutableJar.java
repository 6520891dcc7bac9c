package dev.perdure.worker.it;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes one executable jar of a worker of these tests and all that it needs. */
public final class ExecutableJar {
  /** One class of each jar or folder of classes that goes in beside the worker's own. */
  private static final List<Class<?>> SAMPLES =
      List.of(Worker.class, Multiplex.class, JsonWorkerCodec.class, ProtoWorkerCodec.class);

  private final JarOutputStream jar;
  private final Set<String> names = new HashSet<>();

  private ExecutableJar(JarOutputStream jar) {
    this.jar = jar;
  }

  /**
   * Writes the jar.
   *
   * @param main the worker, which names its codecs
   * @param resource the name of a resource that comes first in the jar
   * @param content what the resource holds
   */
  public static void write(Path file, Class<?> main, String resource, byte[] content)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
    // Beside the jar and then renamed: a running worker keeps the file that it has open.
    Path made = file.resolveSibling(file.getFileName() + ".made");
    try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(made), manifest)) {
      ExecutableJar jar = new ExecutableJar(stream);
      jar.add(resource, content);
      jar.addOrigin(main);
      for (Class<?> sample : SAMPLES) {
        jar.addOrigin(sample);
      }
    }
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void addOrigin(Class<?> sample) throws IOException {
    URI origin;
    try {
      origin = sample.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IOException("where does " + sample + " come from?", e);
    }
    Path path = Path.of(origin);
    if (Files.isDirectory(path)) {
      addTree(path);
    } else {
      try (FileSystem inside = FileSystems.newFileSystem(path)) {
        addTree(inside.getPath("/"));
      }
    }
  }

  private void addTree(Path root) throws IOException {
    List<Path> classes;
    try (Stream<Path> walk = Files.walk(root)) {
      classes = walk.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      String name = root.relativize(file).toString();
      // One jar is no module, and its codecs are named by the worker itself.
      if (!name.endsWith("module-info.class") && !name.startsWith("META-INF")) {
        add(name, Files.readAllBytes(file));
      }
    }
  }

  private void add(String name, byte[] bytes) throws IOException {
    if (names.add(name)) {
      jar.putNextEntry(new ZipEntry(name));
      jar.write(bytes);
      jar.closeEntry();
    }
  }
}
