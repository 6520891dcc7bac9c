package dev.perdure.worker.cache.remote;

import dev.perdure.worker.cache.remote.action.DeclaredAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Describes what a request does, so that its result can be kept: what it depends on besides its
 * arguments and declared inputs, and what it makes. Paths are relative to the execution root, with
 * {@code /}.
 *
 * @param tool the name of the tool
 * @param reads the files or directories that the work reads; they must include those that the
 *     client did not declare as inputs
 * @param files the files that the work makes
 * @param directories the directories in which the work makes files with names that are not known in
 *     advance
 * @param environment the names of the environment variables that the result depends on
 * @param properties what else it depends on, as {@code name=value}
 * @param obstacle why the result can't be kept; empty if it can
 */
public record Action(
    String tool,
    List<String> reads,
    List<String> files,
    List<String> directories,
    List<String> environment,
    List<String> properties,
    String obstacle) {

  /** Copies the lists. */
  public Action {
    reads = List.copyOf(reads);
    files = List.copyOf(files);
    directories = List.copyOf(directories);
    environment = List.copyOf(environment);
    properties = List.copyOf(properties);
  }

  /** An action of {@code tool} that makes nothing but its exit code and what it prints. */
  public static Action of(String tool) {
    return new Action(tool, List.of(), List.of(), List.of(), List.of(), List.of(), "");
  }

  /** An action whose result is not kept, for the reason {@code obstacle}. */
  public static Action uncacheable(String obstacle) {
    return new Action("", List.of(), List.of(), List.of(), List.of(), List.of(), obstacle);
  }

  /** A copy that also reads {@code paths}. */
  public Action reading(List<String> paths) {
    return new Action(
        tool, joined(reads, paths), files, directories, environment, properties, obstacle);
  }

  /** A copy that also makes these files. */
  public Action writing(String... paths) {
    List<String> more = joined(files, Arrays.asList(paths));
    return new Action(tool, reads, more, directories, environment, properties, obstacle);
  }

  /** A copy that also makes files in these directories. */
  public Action writingInto(String... paths) {
    List<String> more = joined(directories, Arrays.asList(paths));
    return new Action(tool, reads, files, more, environment, properties, obstacle);
  }

  /** A copy that also depends on these environment variables of the worker. */
  public Action environment(String... names) {
    List<String> more = joined(environment, Arrays.asList(names));
    return new Action(tool, reads, files, directories, more, properties, obstacle);
  }

  /** A copy that also depends on this property, such as the version of a program that it starts. */
  public Action property(String name, String value) {
    List<String> more = joined(properties, List.of(name + "=" + value));
    return new Action(tool, reads, files, directories, environment, more, obstacle);
  }

  DeclaredAction declared() {
    return new DeclaredAction(tool, reads, files, directories, environment, properties, obstacle);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
