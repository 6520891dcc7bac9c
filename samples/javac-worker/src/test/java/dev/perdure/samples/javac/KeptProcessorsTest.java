package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.cache.DigestCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class loaders of annotation processors that are kept between requests. */
class KeptProcessorsTest {
  private static final List<String> ARGUMENTS =
      List.of("-processorpath", "processor.jar", "-d", "out", "User.java");

  /** Counts in a static field, and reads a resource in all ways that there are. */
  private static final String BODY =
      """
      try {
        int count = 1 + Integer.getInteger("count." + System.identityHashCode(Generator.class), 0);
        System.setProperty("count." + System.identityHashCode(Generator.class), "" + count);
        String name = "resource.txt";
        ClassLoader loader = Generator.class.getClassLoader();
        String text = new String(loader.getResourceAsStream(name).readAllBytes());
        text += new String(loader.getResource(name).openStream().readAllBytes());
        text += new String(Generator.class.getResourceAsStream(name).readAllBytes());
        text += loader.getResource("none") + " " + loader.getResource(name).toString().endsWith(
            "/processor.jar!/resource.txt");
        text += Generator.class.getProtectionDomain().getCodeSource().getLocation().getPath()
            .endsWith("/processor.jar");
        processingEnv.getMessager().printMessage(
            javax.tools.Diagnostic.Kind.NOTE, "use " + count + " of " + text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      """;

  @TempDir Path root;

  private final DigestCache cache = DigestCache.create();
  private final JavacHandler handler = new JavacHandler(cache);
  private Path work;

  @BeforeEach
  void writeSources() throws Exception {
    Processors.compile(root, BODY);
    work = Files.createDirectory(root.resolve("work"));
    FileTree.write(work, "User.java", "class User {}");
  }

  @AfterEach
  void closeCache() {
    cache.close();
  }

  private byte[] jar(String resource) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    Path folder = root.resolve("processor");
    for (String name : FileTree.digests(folder).keySet()) {
      entries.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    entries.put("resource.txt", resource.getBytes(UTF_8));
    return Jars.of(entries);
  }

  private String work(List<String> arguments) throws Exception {
    RecordedContext context = RecordedContext.ofAllFiles(work, arguments);
    assertThat(handler.work(context)).as(context.printed()).isZero();
    context.end();
    return context.printed();
  }

  @Test
  void unchangedProcessor_isLoadedOnce() throws Exception {
    Jars.write(work.resolve("processor.jar"), jar("a"));

    assertThat(work(ARGUMENTS)).isEqualTo("Note: use 1 of aaanull truetrue\n");
    assertThat(work(ARGUMENTS)).isEqualTo("Note: use 2 of aaanull truetrue\n");
  }

  @Test
  void noCache_loadsTheProcessorEachTime() throws Exception {
    Jars.write(work.resolve("processor.jar"), jar("a"));
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--no-cache");

    assertThat(work(arguments)).contains("use 1 of");
    assertThat(work(arguments)).contains("use 1 of");
  }

  @Test
  void processorOnTheClassPath_isKeptToo() throws Exception {
    Jars.write(work.resolve("processor.jar"), jar("a"));
    List<String> arguments = List.of("-cp", "processor.jar", "-d", "out", "User.java");

    // Whoever finds processors there by chance is warned by newer compilers.
    assertThat(work(withProcessing(arguments))).contains("use 1 of aaa");
    assertThat(work(withProcessing(arguments))).contains("use 2 of aaa");
  }

  private static List<String> withProcessing(List<String> arguments) {
    List<String> more = new ArrayList<>(List.of("-processor", "Generator"));
    more.addAll(arguments);
    return more;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void processorSwappedWithSameSizeAndTime_isSeenInBothOrders(boolean inPlace) throws Exception {
    Path jar = work.resolve("processor.jar");
    for (String resource : List.of("a", "b", "a", "b", "b")) {
      if (inPlace) {
        Jars.write(jar, jar(resource));
      } else {
        Jars.replace(jar, jar(resource));
      }
      assertThat(work(ARGUMENTS)).contains(" of " + resource + resource + resource + "null");
    }
  }

  @Test
  void eachThread_hasAProcessorOfItsOwn() throws Exception {
    Jars.write(work.resolve("processor.jar"), jar("a"));
    assertThat(work(ARGUMENTS)).contains("use 1 of");
    List<String> printed = new ArrayList<>();
    Throwable[] failure = new Throwable[1];
    Thread other =
        new Thread(
            () -> {
              try {
                printed.add(work(ARGUMENTS));
              } catch (Throwable e) {
                failure[0] = e;
              }
            });
    other.start();
    other.join(30_000);

    assertThat(failure[0]).isNull();
    assertThat(printed).singleElement().asString().contains("use 1 of");
  }
}
