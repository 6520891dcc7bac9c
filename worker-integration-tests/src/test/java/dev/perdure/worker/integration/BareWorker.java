package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import dev.perdure.worker.testing.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A worker process whose pipes are treated as no decent client would. Killed after two minutes at
 * the latest, so that no wait is longer.
 */
final class BareWorker implements AutoCloseable {
  private final Process process;
  private final Path log;

  private BareWorker(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static BareWorker start(Path files, Loop loop, String... flags) throws IOException {
    List<String> command = new ArrayList<>(Place.command(loop, flags));
    command.add("--persistent_worker");
    return start(files, Map.of("TMPDIR", files.toString()), command);
  }

  static BareWorker start(Path files, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = files.resolve("worker.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture.delayedExecutor(120, TimeUnit.SECONDS).execute(process::destroyForcibly);
    return new BareWorker(process, log);
  }

  Process process() {
    return process;
  }

  InputStream answers() {
    return process.getInputStream();
  }

  void send(Protocol protocol, WorkRequest request) throws IOException {
    send(encode(protocol, request));
  }

  void send(byte[] bytes) throws IOException {
    OutputStream requests = process.getOutputStream();
    requests.write(bytes);
    requests.flush();
  }

  static byte[] encode(Protocol protocol, WorkRequest request) throws IOException {
    WorkerCodec codec = protocol == Protocol.JSON ? new JsonWorkerCodec() : new ProtoWorkerCodec();
    WireOutput encoded = new WireOutput();
    codec.writeRequest(request, encoded);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoded.writeTo(bytes);
    return bytes.toByteArray();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** SIGTERM; the pipes stay open. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for the end, and returns the milliseconds that it took. */
  long awaitEnd() throws InterruptedException {
    long start = System.nanoTime();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the worker did not end");
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("ended after " + millis + " ms");
    return millis;
  }

  int exitCode() {
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** The log, with the stacks of all threads at its end. */
  String logWithStacks() throws IOException, InterruptedException {
    String quit = Long.toString(process.pid());
    if (new ProcessBuilder("kill", "-QUIT", quit).start().waitFor() == 0) {
      process.waitFor(2, TimeUnit.SECONDS); // It prints them soon, and goes on.
    }
    return log();
  }

  String lastLine() throws IOException {
    return log().lines().reduce("", (first, second) -> second);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
