package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.conformance.worker.InputContent;
import dev.perdure.worker.testing.conformance.worker.RequestTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes requests from templates, and writes the files that they read. Not thread-safe. */
final class JobFactory {
  private final ExecutionRoot root;
  private int lastNumber;

  JobFactory(ExecutionRoot root) {
    this.root = root;
  }

  ExecutionRoot root() {
    return root;
  }

  /** The request for a template; {@code given} replaces the usual values of placeholders. */
  Job job(RequestTemplate template, int id, Map<String, String> given) {
    int number = ++lastNumber;
    Map<String, String> values = new HashMap<>();
    values.put("n", Integer.toString(number));
    values.put("text", "text of request " + number + " end");
    values.put("code", "1");
    values.put("bytes", "1");
    values.putAll(given);
    values.computeIfAbsent(
        "shell:text", key -> Placeholders.shellWord(values.getOrDefault("text", "")));
    Placeholders placeholders = new Placeholders(values);
    List<String> inputs = new ArrayList<>();
    template
        .inputs()
        .forEach(
            (path, content) -> {
              String filled = placeholders.fill(path);
              inputs.add(filled);
              write(filled, content, placeholders);
            });
    Map<String, String> outputs = placeholders.fill(template.outputs());
    List<String> creates = placeholders.fill(template.creates());
    String started = placeholders.fill(template.started());
    // Bazel creates the directories of the outputs that an action declares.
    outputs.keySet().forEach(this::makeFolder);
    creates.forEach(this::makeFolder);
    makeFolder(started);
    return new Job(
        WorkRequest.of(id, placeholders.fill(template.arguments()))
            .withInputs(root.inputs(inputs.stream().sorted().toList())),
        placeholders.fill(template.exitCode()),
        template.output() == null ? null : placeholders.fill(template.output(), root),
        placeholders.fill(template.contains(), root),
        outputs,
        creates,
        started,
        template.startedAfter(),
        root.directory());
  }

  private void write(String path, InputContent content, Placeholders placeholders) {
    makeFolder(path);
    Path input = root.resolve(path);
    try {
      if (content instanceof InputContent.Text text) {
        Files.writeString(input, placeholders.fill(text.text()));
      } else if (content instanceof InputContent.CopyOf copy && !Files.exists(input)) {
        // It may be large, and be an input of thousands of requests: it is copied once.
        Files.copy(copy.file(), input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the kit can't write the input " + path, e);
    }
  }

  private void makeFolder(String path) {
    Path folder = root.resolve(path).getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the kit can't make the directory of " + path, e);
    }
  }
}
