package dev.perdure.worker.runtime.request;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.RequestPaths;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.output.ByteSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A handler that makes a successful request fail if its outputs or its printed text name the
 * sandbox directory. Such outputs differ from run to run, and a cache would hand them to everybody
 * (bazel#29468).
 */
@SuppressWarnings("try") // It throws what the handler's close throws, and nobody else calls it.
public final class SandboxCheck implements WorkHandler, AutoCloseable {
  private static final int FAILED = 1;

  private final WorkHandler handler;

  public SandboxCheck(WorkHandler handler) {
    this.handler = handler;
  }

  @Override
  public WorkHandler forSlot() throws Exception {
    WorkHandler own = handler.forSlot();
    return own == handler ? this : new SandboxCheck(own);
  }

  @Override
  public List<Path> toolFiles() {
    return handler.toolFiles();
  }

  @Override
  public int work(WorkContext context) throws Exception {
    int exitCode = handler.work(context);
    RequestRun run = RequestRun.current();
    if (run == null || exitCode != 0) {
      return exitCode;
    }
    List<String> findings = findings(run);
    findings.forEach(run.out()::println);
    return findings.isEmpty() ? exitCode : FAILED;
  }

  /**
   * The places at which the printed text or the outputs of {@code run} name its sandbox directory;
   * empty if it has no such directory.
   */
  public static List<String> findings(RequestRun run) throws IOException {
    String sandbox = run.request().sandboxDir();
    List<String> findings = new ArrayList<>();
    if (sandbox.isEmpty()) {
      return findings;
    }
    // A single name, such as 2, is a word like others unless a path goes on after it.
    String named = sandbox.indexOf('/') < 0 ? sandbox + "/" : sandbox;
    byte[] bytes = named.getBytes(StandardCharsets.UTF_8);
    long printed = run.findPrinted(bytes);
    if (printed >= 0) {
      findings.add(WorkerMessage.SANDBOX_IN_OUTPUT.text("what was printed", sandbox, printed));
    }
    ByteSearch search = new ByteSearch(bytes);
    RequestPaths paths = new RequestPaths(sandbox);
    for (Path output : run.outputs()) {
      for (Path file : files(output)) {
        try (InputStream stream = Files.newInputStream(file)) {
          long found = search.in(stream);
          if (found >= 0) {
            String name = "output " + paths.relativize(file);
            findings.add(WorkerMessage.SANDBOX_IN_OUTPUT.text(name, sandbox, found));
          }
        }
      }
    }
    return findings;
  }

  /** The files of an output: the file itself, or all files below the directory. */
  private static List<Path> files(Path output) throws IOException {
    if (!Files.exists(output)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() throws Exception {
    if (handler instanceof AutoCloseable own) {
      own.close();
    }
  }
}
