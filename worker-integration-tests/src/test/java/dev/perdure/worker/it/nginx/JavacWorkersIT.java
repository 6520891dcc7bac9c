package dev.perdure.worker.it.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.codec.binary.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two machines' worth of javac-workers, each a process in a folder of its own, compile the same
 * real sources, a file an action, and share one nginx.
 */
@Tag("nginx")
class JavacWorkersIT {
  private static final int FILES = 80;
  private static final String CLASS_PATH = "lib/commons-codec.jar";
  private static final Path LAUNCHER =
      Path.of(System.getProperty("samples.directory"), "javac-worker/target/javac-worker")
          .toAbsolutePath()
          .normalize();

  @TempDir Path dir;
  private Nginx nginx;

  @BeforeEach
  void start() throws IOException {
    nginx = new Nginx(dir.resolve("nginx"));
  }

  @AfterEach
  void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
  }

  /** A machine: its folder, its worker, and what that has compiled. */
  private final class Machine implements AutoCloseable {
    private final Path folder;
    private final List<String> sources;
    private final WorkerHarness worker;
    private int compiled;

    Machine(String name) throws Exception {
      folder = Files.createDirectories(dir.resolve(name));
      sources = unpack(folder);
      Path netrc = folder.resolve("netrc");
      Files.writeString(netrc, "machine 127.0.0.1 login writer password wr1te\n");
      worker =
          WorkerHarness.process(
                  LAUNCHER.toString(),
                  "--remote_cache=" + nginx.url("cache"),
                  "--remote_netrc=netrc")
              .directory(folder)
              .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
              .timeout(Duration.ofMinutes(1))
              .start();
    }

    /** Compiles the next files. */
    void compile(int count) throws IOException {
      for (int i = 0; i < count; i++, compiled++) {
        String source = sources.get(compiled);
        List<String> arguments =
            List.of(
                "-implicit:none",
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-classpath",
                CLASS_PATH,
                "-d",
                "out/" + compiled,
                source);
        List<Input> inputs = List.of(input(CLASS_PATH), input(source));
        WorkResponse answer = worker.work(WorkRequest.of(0, arguments).withInputs(inputs));
        assertThat(answer.exitCode()).as(answer.output()).isZero();
      }
    }

    private Input input(String path) throws IOException {
      return new Input(path, Sha256.of(Files.readAllBytes(folder.resolve(path))));
    }

    /** The digests of all class files by path. */
    Map<String, String> outputs() throws IOException {
      Map<String, String> outputs = new TreeMap<>();
      Path out = folder.resolve("out");
      try (Stream<Path> walk = Files.walk(out)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          String name = out.relativize(file).toString();
          outputs.put(name, Sha256.of(Files.readAllBytes(file)).toString());
        }
      }
      return outputs;
    }

    /** Ends the worker; returns its log. */
    String end() {
      worker.end();
      return worker.log();
    }

    @Override
    public void close() {
      worker.close();
    }
  }

  private static Path jarOf(String resource) throws URISyntaxException {
    String url = Base64.class.getClassLoader().getResource(resource).toURI().toString();
    return Path.of(java.net.URI.create(url.substring("jar:".length(), url.indexOf("!/"))));
  }

  /** The first sources of the library, by name, and the library itself as their class path. */
  private static List<String> unpack(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(jarOf("org/apache/commons/codec/binary/Base64.class"), folder.resolve(CLASS_PATH));
    List<String> sources = new ArrayList<>();
    try (JarFile jar = new JarFile(jarOf("org/apache/commons/codec/binary/Base64.java").toFile())) {
      List<String> names =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(it -> it.endsWith(".java") && !it.endsWith("-info.java"))
              .sorted()
              .toList();
      for (String name : names) {
        Path source = folder.resolve("src").resolve(name);
        Files.createDirectories(source.getParent());
        try (InputStream stream = jar.getInputStream(jar.getEntry(name))) {
          Files.copy(stream, source);
        }
        sources.add("src/" + name);
      }
    }
    return sources;
  }

  @Test
  void secondMachine_downloadsEverythingAndCompilesNothing() throws Exception {
    try (Machine one = new Machine("one");
        Machine two = new Machine("two")) {
      assertThat(one.sources).hasSizeGreaterThanOrEqualTo(FILES);
      one.compile(FILES);
      assertThat(one.end()).contains("remote cache: 0 hits, 80 misses, 80 published");

      two.compile(FILES);
      assertThat(two.end())
          .contains("remote cache: 80 hits, 0 misses, 0 published, 0 not published, 0 corrupt, 0");
      assertThat(two.outputs()).isEqualTo(one.outputs()).hasSizeGreaterThan(FILES);
    }
  }

  @Test
  void serverKilledHalfWay_bothFinish() throws Exception {
    try (Machine one = new Machine("one");
        Machine two = new Machine("two")) {
      for (int i = 0; i < FILES; i += 10) {
        if (i == FILES / 2) {
          nginx.kill();
        }
        one.compile(10);
        two.compile(10);
      }
      assertThat(one.end())
          .contains("0 hits, 80 misses, 40 published")
          .contains("[remote-cache-away]");
      assertThat(two.end()).contains("40 hits, 40 misses").contains("[remote-cache-away]");
      assertThat(two.outputs()).isEqualTo(one.outputs()).hasSizeGreaterThan(FILES);
    }
  }
}
