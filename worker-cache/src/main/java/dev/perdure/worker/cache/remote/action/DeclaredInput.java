package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.cache.remote.entry.Blob;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An artifact that the client declared as an input of the request. */
final class DeclaredInput implements Artifact {
  private final Input input;

  private DeclaredInput(Input input) {
    this.input = input;
  }

  /**
   * The inputs of a request by path. If an input has no digest, its content is hashed.
   *
   * @throws IOException if such an input can't be read
   */
  static Map<String, DeclaredInput> of(WorkContext context, ContentDigests digests)
      throws IOException {
    Map<String, DeclaredInput> declared = new HashMap<>();
    List<Input> inputs = context.inputs();
    for (Input input : inputs) {
      Digest digest =
          input.digest().isEmpty() ? digests.of(context.resolve(input.path())) : input.digest();
      declared.put(input.path(), new DeclaredInput(new Input(input.path(), digest)));
    }
    return declared;
  }

  /**
   * Whether the content is still the declared one. True for a digest that is not a SHA-256, which
   * can't be checked.
   */
  boolean isUnchanged(WorkContext context, ContentDigests digests) throws IOException {
    return !Blob.isSha256(digest().toString())
        || digests.of(context.resolve(path())).equals(digest());
  }

  @Override
  public String path() {
    return input.path();
  }

  @Override
  public Digest digest() {
    return input.digest();
  }
}
