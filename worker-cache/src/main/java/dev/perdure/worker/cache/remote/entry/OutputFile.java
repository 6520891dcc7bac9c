package dev.perdure.worker.cache.remote.entry;

/**
 * A file that an action made.
 *
 * @param path relative to the execution root, with {@code /}
 * @param content its content
 * @param executable whether it may be executed
 */
public record OutputFile(String path, Blob content, boolean executable) {}
