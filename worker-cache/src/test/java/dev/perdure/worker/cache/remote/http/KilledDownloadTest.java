package dev.perdure.worker.cache.remote.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed while it downloads. */
@Timeout(60)
class KilledDownloadTest {
  @TempDir Path directory;

  /** Writes a part of a file beside its place, says so, and waits to be killed. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
      Path target = Path.of(args[0]);
      PartNames names = new PartNames();
      Files.writeString(names.beside(target), "half");
      System.out.println("half");
      System.in.read();
      names.close();
    }
  }

  private Process start() throws IOException {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                directory.resolve("out").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(worker.getInputStream().read()).isEqualTo('h');
    return worker;
  }

  private long parts() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }

  @Test
  void partOfAKilledWorker_isRemovedByTheNextAndThatOfALivingOneIsNot() throws Exception {
    Process killed = start();
    killed.destroyForcibly().waitFor();
    assertThat(parts()).isOne();
    Process living = start();
    assertThat(parts()).as("the living one's").isOne();
    try (PartNames next = new PartNames()) {
      Files.writeString(next.beside(directory.resolve("out")), "half");
      assertThat(parts()).isEqualTo(2);
    }
    assertThat(parts()).isOne();
    living.getOutputStream().close();
    assertThat(living.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(directory).isEmptyDirectory();
  }
}
