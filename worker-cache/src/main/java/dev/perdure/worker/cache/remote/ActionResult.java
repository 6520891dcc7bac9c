package dev.perdure.worker.cache.remote;

import java.util.List;

/**
 * What an action made: the body of an entry of {@code /ac}.
 *
 * @param files by path
 * @param exitCode of the work
 * @param text what the work printed, where it is short; else empty
 * @param longText what the work printed, where it is too long for an entry; else {@link Blob#EMPTY}
 */
record ActionResult(List<OutputFile> files, int exitCode, String text, Blob longText) {
  ActionResult {
    files = List.copyOf(files);
  }
}
