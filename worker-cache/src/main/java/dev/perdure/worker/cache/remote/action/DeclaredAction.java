package dev.perdure.worker.cache.remote.action;

import java.util.List;

/**
 * What the author of a worker says of a request: the values of an {@code Action}. Paths are
 * relative to the execution root, with {@code /}.
 *
 * @param tool the name of the tool
 * @param reads the files or directories that the work reads
 * @param files the files that the work makes
 * @param directories the directories in which the work makes files
 * @param environment the names of the environment variables that the result depends on
 * @param properties what else it depends on, as {@code name=value}
 * @param obstacle why the result can't be kept; empty if it can
 */
public record DeclaredAction(
    String tool,
    List<String> reads,
    List<String> files,
    List<String> directories,
    List<String> environment,
    List<String> properties,
    String obstacle) {}
