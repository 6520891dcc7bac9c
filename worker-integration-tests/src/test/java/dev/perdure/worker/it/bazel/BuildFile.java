package dev.perdure.worker.it.bazel;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A BUILD file of targets that {@link ScriptedWork} makes. */
final class BuildFile {
  private final StringBuilder text =
      new StringBuilder("load(\"//:perdure_worker.bzl\", \"perdure_genrule\")\n");

  /**
   * Adds a target whose output is {@code name}.txt.
   *
   * @param sources labels of its inputs, with commas between
   * @param steps what the worker does before it writes
   */
  BuildFile target(String name, String sources, String... steps) {
    text.append("perdure_genrule(\n  name = ").append(quoted(name));
    text.append(",\n  worker = \"//workers:it\",\n  mnemonic = \"It\",\n  outs = ");
    text.append(list(name + ".txt")).append(",\n  srcs = ");
    text.append(sources.isEmpty() ? "[]" : list(sources.split(",")));
    text.append(",\n  arguments = [\n    \"$(location ").append(name).append(".txt)\",\n");
    for (String step : steps) {
      text.append("    ").append(quoted(step)).append(",\n");
    }
    text.append("  ],\n)\n");
    return this;
  }

  String text() {
    return text.toString();
  }

  private static String list(String... values) {
    return Stream.of(values).map(BuildFile::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
