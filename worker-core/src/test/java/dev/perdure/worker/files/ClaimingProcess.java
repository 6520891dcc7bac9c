package dev.perdure.worker.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that claims a name in a directory, and a tree of this name. */
final class ClaimingProcess implements AutoCloseable {
  private final Process process;
  private final String name;

  private ClaimingProcess(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  /** Starts it, by way of {@code prefix}, and returns when it has its name. */
  static ClaimingProcess start(Path directory, String... prefix) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(List.of(ClaimingProcess.class.getName(), directory.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String name = lines.readLine();
    if (name == null) {
      process.destroyForcibly();
      throw new IOException("no name");
    }
    return new ClaimingProcess(process, name);
  }

  /** Claims, says so, and waits for the end of input. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    FileClaim.removeAbandoned(directory);
    FileClaim claim = FileClaim.create(directory);
    Path tree = Files.createDirectory(directory.resolve(claim.name()));
    Files.writeString(tree.resolve("file"), "text");
    System.out.println(claim.name());
    System.in.read();
  }

  String name() {
    return name;
  }

  /** Ends it as nothing else does: no line of it runs any more. */
  void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
