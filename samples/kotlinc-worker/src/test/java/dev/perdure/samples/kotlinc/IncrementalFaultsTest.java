package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kotlin.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever disturbs an incremental compilation, the results are those of a full one. */
class IncrementalFaultsTest {
  private static final String STDLIB =
      Unit.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  private static final int MOMENTS = 12;
  private static final int ROUNDS = 4;

  @TempDir Path directory;

  /** A library of three files, one of which changes. */
  private final class Target {
    private final Path sources;
    private final Path output;

    Target(String name) {
      sources = directory.resolve(name);
      output = directory.resolve(name + ".out");
    }

    FakeContext request(int version) throws IOException {
      List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect"));
      arguments.addAll(List.of("-cp", STDLIB, "-d", output.toString()));
      List<Input> inputs = new ArrayList<>();
      Files.createDirectories(sources);
      for (String text :
          List.of(
              "class Kept(val name: String)\n",
              "fun changed() = listOf(" + version + ").size\n",
              "fun uses() = Kept(\"\" + changed())\n")) {
        Path file = sources.resolve("File" + inputs.size() + ".kt");
        Files.writeString(file, text);
        arguments.add(file.toString());
        inputs.add(new Input(file.toString(), Digest.ofText(text)));
      }
      return new FakeContext(arguments, inputs);
    }

    /** The files that a request makes; each byte is a character. */
    SortedMap<String, String> make(KotlincHandler handler, FakeContext request) throws Exception {
      clear();
      assertThat(request.workIn(handler)).as(request.printed()).isZero();
      SortedMap<String, String> made = new TreeMap<>();
      try (Stream<Path> walk = Files.walk(output)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          made.put(
              output.relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
      return made;
    }

    void clear() throws IOException {
      if (Files.exists(output)) {
        try (Stream<Path> walk = Files.walk(output)) {
          for (Path file : walk.filter(Files::isRegularFile).toList()) {
            Files.delete(file);
          }
        }
      }
    }

    void compileInBothWays(KotlincHandler handler, int version) throws Exception {
      SortedMap<String, String> full = make(handler, request(version));
      FakeContext request = request(version).workerArguments(IncrementalCompiler.FLAG);
      assertThat(make(handler, request)).as("version " + version).isEqualTo(full);
    }
  }

  @Test
  void cancelAtAnyMoment_leavesNoTrace() throws Exception {
    Target target = new Target("cancelled");
    ExecutorService client = Executors.newSingleThreadExecutor();
    try (IncrementalCompiler compiler = new IncrementalCompiler(directory.resolve("states"))) {
      KotlincHandler handler = new KotlincHandler(compiler);
      target.compileInBothWays(handler, 0);
      long begin = System.nanoTime();
      target.compileInBothWays(handler, 1);
      long whole = System.nanoTime() - begin;
      for (int moment = 0; moment < MOMENTS; moment++) {
        FakeContext request = target.request(2 * moment).workerArguments(IncrementalCompiler.FLAG);
        long nanos = whole * moment / MOMENTS;
        Future<?> cancelling =
            client.submit(
                () -> {
                  TimeUnit.NANOSECONDS.sleep(nanos);
                  request.cancel();
                  return null;
                });
        try {
          target.clear();
          request.workIn(handler);
        } catch (WorkCancelledException e) {
          // Or it was done before.
        }
        cancelling.get();
        target.compileInBothWays(handler, 2 * moment + 1);
      }
      assertThat(compiler.incrementals()).isPositive();
    } finally {
      client.shutdownNow();
    }
  }

  @Test
  void requestsAtTheSameTime_haveNothingInCommon() throws Exception {
    List<Target> targets = List.of(new Target("a"), new Target("b"), new Target("c"));
    ExecutorService slots = Executors.newFixedThreadPool(targets.size());
    try (IncrementalCompiler compiler = new IncrementalCompiler(directory.resolve("states"))) {
      KotlincHandler handler = new KotlincHandler(compiler);
      List<Future<?>> done = new ArrayList<>();
      for (Target target : targets) {
        done.add(
            slots.submit(
                () -> {
                  for (int version = 0; version < ROUNDS; version++) {
                    target.compileInBothWays(handler, version);
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
      assertThat(compiler.incrementals()).isEqualTo((long) targets.size() * (ROUNDS - 1));
    } finally {
      slots.shutdownNow();
    }
  }

  @Test
  void statesThatCannotBeKept_areReported_andEverythingIsCompiled() throws Exception {
    List<String> logged = new ArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage() + ": " + record.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(IncrementalCompiler.class.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(log);
    Path states = Files.createFile(directory.resolve("states"));
    try (IncrementalCompiler compiler = new IncrementalCompiler(states)) {
      KotlincHandler handler = new KotlincHandler(compiler);
      new Target("a").compileInBothWays(handler, 1);
      assertThat(compiler.incrementals()).isZero();
    } finally {
      logger.removeHandler(log);
      logger.setUseParentHandlers(true);
    }
    assertThat(logged).singleElement().asString().contains(states.toString());
  }
}
