package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.List;

/** Modules whose compilation tells by a pipe that it runs, and waits until it is let go on. */
final class HeldJobs implements AutoCloseable {
  private final GhcHome home;
  private final RandomAccessFile runs;
  private final RandomAccessFile gate;

  HeldJobs(GhcHome home) throws IOException, InterruptedException {
    this.home = home;
    home.run(".", List.of("sh", "-c", "rm -f runs gate; mkfifo runs gate"));
    runs = new RandomAccessFile(home.folder().resolve("runs").toFile(), "rw");
    gate = new RandomAccessFile(home.folder().resolve("gate").toFile(), "rw");
  }

  /** Writes a module into a folder. */
  void write(String folder, String module) throws IOException {
    String command = "echo runs >" + home.inside("runs") + "; read -r go <" + home.inside("gate");
    Files.createDirectories(home.folder().resolve(folder));
    Files.writeString(
        home.folder().resolve(folder).resolve(module + ".hs"),
        Splice.running(module, "callCommand \"" + command + "\"") + "\n");
  }

  /** Waits until so many more run. */
  void awaitRunning(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      assertThat(runs.readLine()).isEqualTo("runs");
    }
  }

  /** Lets so many go on. */
  void release(int count) throws IOException {
    gate.writeBytes("go\n".repeat(count));
  }

  @Override
  public void close() throws IOException {
    runs.close();
    gate.close();
  }
}
