package dev.perdure.worker;

import java.util.Objects;

/**
 * An input file of a request.
 *
 * @param path the path relative to the execution root, with {@code /}; never contains the sandbox
 *     directory (F7)
 * @param digest the digest of the contents; {@linkplain Digest#empty() empty} if the client sent
 *     none
 */
public record Input(String path, Digest digest) {
  public Input {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(digest, "digest");
  }
}
