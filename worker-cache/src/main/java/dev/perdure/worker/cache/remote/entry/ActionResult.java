package dev.perdure.worker.cache.remote.entry;

import java.util.List;

/**
 * What an action made: the body of an entry in {@code /ac}.
 *
 * @param files the files, sorted by path
 * @param exitCode the exit code of the work
 * @param text what the work printed if it is short; otherwise empty
 * @param longText what the work printed if it is too long for an entry; otherwise {@link
 *     Blob#EMPTY}
 */
public record ActionResult(List<OutputFile> files, int exitCode, String text, Blob longText) {
  public ActionResult {
    files = List.copyOf(files);
  }
}
