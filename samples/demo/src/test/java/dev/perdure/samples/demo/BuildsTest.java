package dev.perdure.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildsTest {
  private static final List<String> SOURCES = List.of("A.java", "B.java", "C.java", "D.java");

  @TempDir Path folder;

  @BeforeEach
  void writeClassFilesToCompareWith() throws Exception {
    for (int i = 0; i < SOURCES.size(); i++) {
      Path output = Files.createDirectories(folder.resolve("cold").resolve(Comparison.folder(i)));
      Files.writeString(output.resolve("X.class"), SOURCES.get(i));
    }
  }

  /** Writes the name of the source, when as many compilations run as the barrier waits for. */
  private final class Meeting implements Compiler {
    private final CyclicBarrier barrier;
    private final String content;
    private final int exitCode;
    final AtomicInteger closed = new AtomicInteger();

    Meeting(int parties, String content, int exitCode) {
      barrier = new CyclicBarrier(parties);
      this.content = content;
      this.exitCode = exitCode;
    }

    @Override
    public String name() {
      return "meeting";
    }

    @Override
    public Outcome compile(List<String> arguments) throws Exception {
      barrier.await(30, TimeUnit.SECONDS);
      Path output = folder.resolve(arguments.get(arguments.indexOf("-d") + 1));
      Files.createDirectories(output);
      String source = arguments.get(arguments.size() - 1).substring("src/".length());
      Files.writeString(output.resolve("X.class"), source + content);
      return new Outcome(arguments, exitCode, "", 1);
    }

    @Override
    public double cpuMillis() {
      return 0;
    }

    @Override
    public long peakMemory() {
      return 0;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private List<BuildTime> build(Meeting compiler, int atOnce) throws Exception {
    return new Builds(folder, Path.of("lib.jar"), SOURCES)
        .run(List.of(new BuildWay("way", "worker", atOnce, () -> compiler)));
  }

  @Test
  void build_hasAsManyActionsAtOnceAsTheWaySays() throws Exception {
    Meeting compiler = new Meeting(2, "", 0);

    List<BuildTime> times = build(compiler, 2);

    assertThat(times).hasSize(1);
    assertThat(times.get(0).millis()).isPositive();
    assertThat(compiler.closed).hasValue(1);
    assertThat(folder.resolve("build-1/004/X.class")).hasContent("D.java");
  }

  @Test
  void otherClassFiles_failTheDemo() {
    assertThatThrownBy(() -> build(new Meeting(1, " otherwise", 0), 1))
        .isInstanceOf(DemoFailure.class)
        .hasMessageStartingWith("the class files of A.java are not equal");
  }

  @Test
  void failedAction_failsTheDemo() {
    Meeting compiler = new Meeting(1, "", 1);
    assertThatThrownBy(() -> build(compiler, 1))
        .isInstanceOf(DemoFailure.class)
        .hasMessageStartingWith("meeting failed on A.java");
    assertThat(compiler.closed).hasValue(1);
  }

  @Test
  void ways_areThoseOfThePlot() {
    assertThat(BuildWay.all(Path.of("worker"), folder))
        .extracting(BuildWay::name)
        .containsExactly("no worker", "1 worker", "2 workers", "4 workers", "1 multiplex worker");
  }
}
