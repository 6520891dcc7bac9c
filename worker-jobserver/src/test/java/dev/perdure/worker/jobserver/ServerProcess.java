package dev.perdure.worker.jobserver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM that is a job server until it is ended, and says where it is found. */
final class ServerProcess implements AutoCloseable {
  private final Process process;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    if (process.inputReader().readLine() == null) {
      throw new AssertionError("the server did not start");
    }
  }

  /** Takes a token, prints its address, and waits for its end. */
  public static void main(String[] args) throws Exception {
    JobServer server = JobServer.create(JobProtocol.valueOf(args[0]), 3, Path.of(args[1]));
    server.client().acquire().close();
    System.out.println(server.address());
    System.in.read();
    server.close();
  }

  /**
   * Waits until the server is there; the classes that it loads are listed beside it. JNA is on the
   * class path only if the protocol needs it.
   *
   * @param prefix the command that runs the command of the JVM
   */
  static ServerProcess start(JobProtocol protocol, Path directory, String... prefix)
      throws IOException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> protocol == JobProtocol.GHC_SEMAPHORE || !place.contains("jna"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        Commands.prefixed(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + directory.resolve("classes-%p"),
                "-cp",
                classPath,
                ServerProcess.class.getName(),
                protocol.name(),
                directory.toString()),
            prefix);
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM and waits. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Sends SIGKILL and waits. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    process.waitFor();
  }
}
