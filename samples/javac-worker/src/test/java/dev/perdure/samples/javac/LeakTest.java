package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.DigestCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests whose class path and annotation processor are new each time leave nothing behind. As
 * many as {@code -Dperdure.leak.requests} says: 100 to find what leaks with every request, 10,000
 * for what leaks less.
 */
class LeakTest {
  private static final int REQUESTS = Integer.getInteger("perdure.leak.requests", 100);
  private static final List<String> ARGUMENTS =
      List.of("-cp", "lib.jar", "-processorpath", "processor.jar", "-d", "out", "User.java");

  @TempDir Path root;

  /** What a process can leak, in bytes and numbers, when garbage is collected. */
  private record Footprint(long heap, long metaspace, long classes, long files) {
    @SuppressWarnings("removal") // As long as there are finalizers, they keep garbage.
    static Footprint now() throws IOException {
      // Several: what one finds dead is cleaned by threads of its own, and only each fourth of the
      // serial collector closes all gaps.
      for (int i = 0; i < 5; i++) {
        System.gc();
        System.runFinalization();
      }
      return new Footprint(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          metaspaceNow(),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          openFiles());
    }

    private static long metaspaceNow() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(it -> it.getName().equals("Metaspace"))
          .map(MemoryPoolMXBean::getUsage)
          .mapToLong(it -> it.getUsed())
          .sum();
    }

    private static long openFiles() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return files.count();
      }
    }
  }

  @Test
  void requestsWithAChangingClassPath_leaveHeapMetaspaceAndFilesFlat() throws Exception {
    Processors.compile(root, "processingEnv.getElementUtils().getTypeElement(\"User\");");
    Map<String, byte[]> processor = entries(root.resolve("processor"));
    FileTree.write(root, "lib/L.java", "package lib; public class L {}");
    assertThat(new JavacHandler().work(new RecordedContext(root, List.of("-d", "l", "lib/L.java"))))
        .isZero();
    Map<String, byte[]> library = entries(root.resolve("l"));
    Path work = Files.createDirectory(root.resolve("work"));
    FileTree.write(work, "User.java", "class User { lib.L l; }");

    try (DigestCache cache = DigestCache.of(CacheLimits.defaults().withMaxCount(20))) {
      JavacHandler handler = new JavacHandler(cache);
      Footprint before = null;
      for (int i = 0; i < REQUESTS; i++) {
        if (i == REQUESTS / 3) {
          before = Footprint.now();
        }
        request(handler, work, library, processor, i);
      }
      Footprint after = Footprint.now();

      assertThat(cache.statistics().loads()).as("all is new each time").isGreaterThan(REQUESTS);
      assertThat(before).isNotNull();
      assertThat(after.heap()).as("heap, before: %s", before).isLessThan(before.heap() + (4 << 20));
      assertThat(after.metaspace())
          .as("metaspace, before: %s", before)
          .isLessThan(before.metaspace() + (2 << 20));
      assertThat(after.classes()).as("classes").isLessThan(before.classes() + 200);
      assertThat(after.files()).as("open files").isLessThan(before.files() + 5);
    }
  }

  private static void request(
      JavacHandler handler,
      Path work,
      Map<String, byte[]> library,
      Map<String, byte[]> processor,
      int number)
      throws Exception {
    byte[] mark = Integer.toString(number).getBytes(UTF_8);
    library.put("number.txt", mark);
    processor.put("number.txt", mark);
    Jars.replace(work.resolve("lib.jar"), Jars.of(library));
    Jars.replace(work.resolve("processor.jar"), Jars.of(processor));
    RecordedContext context = RecordedContext.ofAllFiles(work, ARGUMENTS);
    assertThat(handler.work(context)).as(context.printed()).isZero();
    context.end();
  }

  private static Map<String, byte[]> entries(Path folder) throws Exception {
    Map<String, byte[]> entries = new HashMap<>();
    for (String name : FileTree.digests(folder).keySet()) {
      entries.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    return entries;
  }
}
