package dev.perdure.worker.testing.cli.recording;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a recorded worker was started; the first line of a log.
 *
 * @param started the start time, from which all times of events are counted
 * @param pid the worker's process id
 * @param directory the working directory: the execution root of an unsandboxed worker (F2)
 * @param command the command line
 * @param environment the whole environment, in the order of its names
 */
public record RecordingHeader(
    Instant started,
    long pid,
    Path directory,
    List<String> command,
    Map<String, String> environment) {
  /** The version of recordings, in their first line; a reader refuses a higher one. */
  public static final int VERSION = 1;

  /** Copies the list and the map. */
  public RecordingHeader {
    command = List.copyOf(command);
    environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
  }
}
