package dev.perdure.worker.benchmarks.frame;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results in a folder: {@code results/jdk17/NAME.json} for each benchmark and JDK, and what is made
 * of all of them, {@code RESULTS.md} and {@code results.html}.
 */
public final class Results {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path folder;

  public Results(Path folder) {
    this.folder = folder;
  }

  /** Replaces what {@code result}'s benchmark had on this JDK. */
  public void save(BenchmarkResult result) throws IOException {
    Path file =
        folder.resolve(
            "results/jdk" + result.environment().jdkFeature() + "/" + result.name() + ".json");
    Files.createDirectories(file.getParent());
    // A list of numbers on one line: a file that people can read, and that git can compare.
    String json =
        GSON.toJson(result)
            .replaceAll("(?<=[\\[,])\\s+(-?[0-9.E-]+)(?=[,\\s])", " $1")
            .replaceAll("(?<=[0-9])\\s+\\]", "]");
    Files.writeString(file, json + "\n");
  }

  /** All that were saved, in the order of {@code names} and of the JDKs. */
  public List<BenchmarkResult> load(List<String> names) throws IOException {
    List<BenchmarkResult> all = new ArrayList<>();
    if (Files.isDirectory(folder.resolve("results"))) {
      try (Stream<Path> walk = Files.walk(folder.resolve("results"))) {
        for (Path file : walk.filter(it -> it.toString().endsWith(".json")).toList()) {
          all.add(GSON.fromJson(Files.readString(file), BenchmarkResult.class));
        }
      }
    }
    all.removeIf(it -> !names.contains(it.name()));
    all.sort(
        Comparator.comparingInt((BenchmarkResult it) -> names.indexOf(it.name()))
            .thenComparingInt(it -> it.environment().jdkFeature()));
    return all;
  }

  /** Writes the document and the page of all that were saved; returns the page. */
  public Path present(List<String> names) throws IOException {
    List<BenchmarkResult> all = load(names);
    Files.writeString(folder.resolve("RESULTS.md"), ResultsDocument.of(all));
    Path page = folder.resolve("results.html");
    Files.writeString(page, ResultsPage.of(all));
    return page;
  }
}
