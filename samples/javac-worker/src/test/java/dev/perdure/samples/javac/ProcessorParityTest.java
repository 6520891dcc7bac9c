package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An annotation processor that asks everything of its class loader, under worker and command. */
class ProcessorParityTest {
  private static final String BODY =
      """
      StringBuilder text = new StringBuilder();
      ClassLoader loader = Generator.class.getClassLoader();
      text.append(loader instanceof java.net.URLClassLoader).append(++count).append('\\n');
      try {
        for (String name :
            new String[] {
              "text.txt", "folder", "folder/", "odd/a b#c%d", "none", "META-INF/MANIFEST.MF",
              "META-INF/services/javax.annotation.processing.Processor", "META-INF/services/none",
              "other.txt", "Generator.class", "java/lang/Object.class",
              "com/sun/source/tree/Tree.class", "dev/perdure/worker/WorkHandler.class"
            }) {
          for (java.net.URL url : Collections.list(loader.getResources(name))) {
            text.append(name).append(" is ").append(url).append('\\n');
            if (!url.getProtocol().equals("jar")) {
              continue;
            }
            java.net.JarURLConnection connection = (java.net.JarURLConnection) url.openConnection();
            text.append(connection.getEntryName()).append(connection.getContentLength());
            text.append(' ').append(connection.getJarEntry().getTime());
            text.append(' ').append(connection.getLastModified());
            text.append(' ').append(new java.io.File(connection.getJarFile().getName()).getName());
            text.append(connection.getMainAttributes()).append('\\n');
            try (InputStream in = url.openStream()) {
              text.append(new String(in.readAllBytes()).length()).append('\\n');
            }
          }
          text.append(loader.getResource(name) == null).append('\\n');
          InputStream in = loader.getResourceAsStream(name);
          text.append(in == null ? "null" : in.readAllBytes().length).append('\\n');
        }
      } catch (IOException e) {
        text.append(e);
      }
      text.append(Generator.class.getProtectionDomain().getCodeSource().getLocation());
      text.append(Generator.class.getPackage().getImplementationVersion());
      for (String name : List.of("helped.Helper", "org.objectweb.asm.ClassReader",
          "dev.perdure.worker.WorkHandler", "com.sun.tools.javac.util.Context")) {
        try {
          Class<?> found = loader.loadClass(name);
          text.append(found.getName()).append(found.getPackage().getImplementationTitle());
          text.append(found.getPackage().isSealed());
        } catch (ClassNotFoundException e) {
          text.append("no ").append(name);
        }
      }
      processingEnv.getMessager().printMessage(javax.tools.Diagnostic.Kind.NOTE, text);
      try (Writer writer = processingEnv.getFiler().createResource(
          javax.tools.StandardLocation.CLASS_OUTPUT, "", "seen.txt").openWriter()) {
        writer.append(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      """;

  @TempDir static Path root;
  private static Path work;

  @BeforeAll
  static void writeProcessor() throws Exception {
    Path made = Files.createDirectory(root.resolve("made"));
    Processors.compile(made, BODY);
    work = Files.createDirectory(root.resolve("work"));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        "META-INF/MANIFEST.MF",
        """
        Manifest-Version: 1.0
        Class-Path: more/helper%20one.jar gone.jar folder/
        Implementation-Version: 7
        """
            .getBytes(UTF_8));
    entries.put("folder/", new byte[0]);
    for (String name : FileTree.digests(made.resolve("processor")).keySet()) {
      entries.put(name, Files.readAllBytes(made.resolve("processor").resolve(name)));
    }
    entries.put("text.txt", "text".getBytes(UTF_8));
    entries.put("odd/a b#c%d", "odd".getBytes(UTF_8));
    Jars.write(work.resolve("lib/processor.jar"), Jars.of(entries));
    Map<String, byte[]> alone = new LinkedHashMap<>(entries);
    alone.remove("META-INF/MANIFEST.MF");
    Jars.write(work.resolve("lib/alone.jar"), Jars.of(alone));
    byte[] helper = Jars.compile(root, "helped.Helper", "package helped; public class Helper {}");
    Jars.write(work.resolve("lib/more/helper one.jar"), helper);
    FileTree.write(work, "lib/folder/other.txt", "in a folder");
    Files.writeString(work.resolve("lib/broken.jar"), "no jar");
    Files.write(work.resolve("lib/empty.jar"), new byte[0]);
    FileTree.write(work, "User.java", "class User {}");
    FileTree.write(work, "Plain.java", "class Plain {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lib/processor.jar",
        "lib/alone.jar:lib/more/helper one.jar",
        "lib/empty.jar:lib/broken.jar:lib/processor.jar:lib/missing.jar",
        "lib/folder:lib/alone.jar",
      })
  void processor_seesWhatItSeesUnderJavac(String path) throws Exception {
    compare("-processorpath", path);
  }

  @Test
  void processorOnTheClassPath_seesWhatItSeesUnderJavac() throws Exception {
    compare("-cp", "lib/processor.jar");
  }

  /** In the working directory, since a path that the processor prints is one of a sandbox. */
  private void compare(String option, String path) throws Exception {
    String absolute =
        Arrays.stream(path.split(":", -1))
            .map(it -> work.resolve(it).toString())
            .collect(Collectors.joining(":"));
    List<String> arguments =
        List.of(
            option,
            absolute,
            "-processor",
            "Generator",
            "-d",
            Files.createDirectories(work.resolve("out")).toString(),
            work.resolve("User.java").toString());
    FileTree.restore(work.resolve("out"), Set.of());
    Command.Result expected = Command.javac(work, arguments);
    Map<String, String> files = FileTree.digests(work);
    assertThat(files).containsKey("out/seen.txt");
    JavacHandler handler = new JavacHandler();
    for (int i = 0; i < 2; i++) {
      FileTree.restore(work.resolve("out"), Set.of());
      RecordedContext context =
          new RecordedContext(
              Path.of(""), arguments, List.of(new Input("User.java", Digest.empty())));
      int exitCode = handler.work(context);
      context.end();

      assertThat(context.printed()).isEqualTo(expected.printed());
      assertThat(exitCode).isEqualTo(expected.exitCode());
      assertThat(FileTree.digests(work)).isEqualTo(files);
    }
  }
}
