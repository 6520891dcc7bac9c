package dev.perdure.worker.cache.remote;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A worker with a remote cache and a folder of its own, whose time passes only when it waits. Its
 * tool writes its inputs in capitals into its first argument, and says so.
 */
final class Machine implements AutoCloseable {
  private final Path folder;
  private final RemoteCache cache;
  private final WorkerHarness worker;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> tool = text -> text.toUpperCase(Locale.ROOT);
  private volatile Action extra = Action.of("tool");
  private volatile String undeclared = ".";
  private volatile int exitCode;

  Machine(Path folder, RemoteCacheOptions options) throws IOException {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
    RemoteCache.Surroundings surroundings =
        new RemoteCache.Surroundings(
            log::add,
            nanos::get,
            (closed, time) -> {
              waits.add(time);
              nanos.addAndGet(time.toNanos());
            });
    cache = RemoteCache.of(options, surroundings);
    worker = WorkerHarness.inProcess(Worker.of(cache.wrap(this::work, this::action))).start();
  }

  private Action action(WorkContext context) {
    List<String> arguments = context.arguments();
    Action action = extra.reading(arguments.subList(1, arguments.size()));
    String output = arguments.get(0);
    return output.endsWith("/") ? action.writingInto(output) : action.writing(output);
  }

  private int work(WorkContext context) throws IOException {
    runs.incrementAndGet();
    context.resolve(undeclared);
    StringBuilder text = new StringBuilder();
    for (String input : context.arguments().subList(1, context.arguments().size())) {
      text.append(Files.readString(context.resolve(input)));
    }
    String name = context.arguments().get(0);
    Path output = context.resolveOutput(name.endsWith("/") ? name + "sub/made.txt" : name);
    Files.createDirectories(output.getParent());
    Files.writeString(output, tool.apply(text.toString()));
    System.out.println("made " + name);
    return exitCode;
  }

  /** Writes a file of this machine. */
  Machine write(String path, String text) throws IOException {
    Files.createDirectories(file(path).getParent());
    Files.writeString(file(path), text);
    return this;
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  String read(String path) throws IOException {
    return Files.readString(file(path));
  }

  /** Has the tool make {@code output} of {@code inputs}, all declared. */
  WorkResponse work(String output, String... inputs) throws IOException {
    return work(List.of(inputs), output, inputs);
  }

  /** As {@link #work(String, String...)}, with {@code declared} declared only. */
  WorkResponse work(List<String> declared, String output, String... inputs) throws IOException {
    return worker.work(request(declared, output, inputs));
  }

  /** As {@link #work(String, String...)}, but doesn't wait. */
  void send(String output, String... inputs) throws IOException {
    worker.send(request(List.of(inputs), output, inputs));
  }

  private WorkRequest request(List<String> declared, String output, String... inputs)
      throws IOException {
    List<Input> sent = new ArrayList<>();
    for (String path : declared) {
      sent.add(new Input(path, Sha256.of(Files.readAllBytes(file(path)))));
    }
    List<String> arguments = new ArrayList<>(List.of(output));
    arguments.addAll(List.of(inputs));
    return WorkRequest.of(0, arguments).withInputs(sent).withSandboxDir(folder.toString());
  }

  void tool(UnaryOperator<String> value) {
    tool = value;
  }

  /** What each action depends on besides. */
  void extra(Action value) {
    extra = value;
  }

  /** Has the tool ask for a file that is none of its arguments. */
  void undeclaredRead(String path) {
    undeclared = path;
  }

  void exitCode(int value) {
    exitCode = value;
  }

  /** Lets time pass. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** How often the tool ran. */
  int runs() {
    return runs.get();
  }

  /** What the cache has told. */
  List<String> log() {
    return log;
  }

  /** How long it waited between attempts. */
  List<Duration> waits() {
    return waits;
  }

  void closeCache() {
    cache.close();
  }

  RemoteCacheStatistics statistics() {
    return cache.statistics();
  }

  WorkerHarness worker() {
    return worker;
  }

  @Override
  public void close() {
    worker.close();
    cache.close();
  }
}
