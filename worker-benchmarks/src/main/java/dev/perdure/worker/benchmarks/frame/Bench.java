package dev.perdure.worker.benchmarks.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a benchmark: what it may use, and where its results go. Not thread-safe. */
public final class Bench {
  private final boolean quick;
  private final Path folder;
  private final Path samples;
  private final PrintStream out;
  private final List<ComparisonResult> comparisons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param quick whether to see only that all works
   * @param folder an empty one, for whatever a benchmark writes
   * @param samples the repository's samples, which are built
   * @param out where each comparison's table goes
   */
  public Bench(boolean quick, Path folder, Path samples, PrintStream out) {
    this.quick = quick;
    this.folder = folder;
    this.samples = samples;
    this.out = out;
  }

  /** Whether it shall only be seen that all works. */
  public boolean isQuick() {
    return quick;
  }

  /** {@code full}, or {@code small} if it shall only be seen that all works. */
  public int size(int full, int small) {
    return quick ? small : full;
  }

  /** A folder for whatever the benchmark writes. */
  public Path folder() {
    return folder;
  }

  /** A new folder of this name in the benchmark's. */
  public Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** The repository's samples, which are built. */
  public Path samples() {
    return samples;
  }

  /** Says in the results what could not be measured, and why. */
  public void note(String text) {
    notes.add(text);
    out.println("  " + text);
  }

  /** A comparison whose results become part of this benchmark's once it has run. */
  public Comparison compare(String title) {
    return new Comparison(title, this::add);
  }

  private void add(ComparisonResult result) {
    comparisons.add(result);
    out.println(TextTable.of(result));
  }

  /** All results so far, as those of {@code benchmark}. */
  public BenchmarkResult result(Benchmark benchmark, Environment environment) {
    return new BenchmarkResult(
        benchmark.name(), benchmark.about(), environment, comparisons, notes);
  }
}
