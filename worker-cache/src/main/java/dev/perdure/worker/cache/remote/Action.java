package dev.perdure.worker.cache.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a request does, as far as its result can be kept: what it is made of besides arguments and
 * declared inputs, and what it makes. Paths are those of the request: relative to the execution
 * root, with {@code /}.
 *
 * @param tool the name of the tool
 * @param reads what the work reads, files or directories: what of it the client did not declare as
 *     input is found here
 * @param files the files that the work makes
 * @param directories the directories in which the work makes files, whose names are not known
 * @param environment the names of the environment variables that the result depends on
 * @param properties whatever else it depends on, as {@code name=value}
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

  /** An action whose result is not kept, because {@code obstacle}. */
  public static Action uncacheable(String obstacle) {
    return new Action("", List.of(), List.of(), List.of(), List.of(), List.of(), obstacle);
  }

  /** Reads these as well. */
  public Action reading(List<String> paths) {
    return new Action(
        tool, joined(reads, paths), files, directories, environment, properties, obstacle);
  }

  /** Makes these files as well. */
  public Action writing(String... paths) {
    List<String> more = joined(files, Arrays.asList(paths));
    return new Action(tool, reads, more, directories, environment, properties, obstacle);
  }

  /** Makes files in these directories as well. */
  public Action writingInto(String... paths) {
    List<String> more = joined(directories, Arrays.asList(paths));
    return new Action(tool, reads, files, more, environment, properties, obstacle);
  }

  /** Depends on these environment variables of the worker as well. */
  public Action environment(String... names) {
    List<String> more = joined(environment, Arrays.asList(names));
    return new Action(tool, reads, files, directories, more, properties, obstacle);
  }

  /** Depends on this as well, such as the version of a program that it starts. */
  public Action property(String name, String value) {
    List<String> more = joined(properties, List.of(name + "=" + value));
    return new Action(tool, reads, files, directories, environment, more, obstacle);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
