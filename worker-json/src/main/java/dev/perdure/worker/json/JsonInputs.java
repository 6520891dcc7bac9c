package dev.perdure.worker.json;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads a request's list of inputs, which may have thousands of elements. */
final class JsonInputs {
  private static final int INITIAL_ELEMENTS = 16;
  private static final int MAX_AFTER_MISS = 64;
  private static final Input[] NO_INPUTS = {};

  private JsonInputs() {}

  static List<Input> read(JsonReader reader) throws IOException {
    if (reader.isNull()) {
      return List.of();
    }
    reader.open('[', "a list of inputs");
    if (reader.closes(']')) {
      return List.of();
    }
    JsonInputBatch batch = new JsonInputBatch(reader);
    Input[] inputs = NO_INPUTS;
    int count = 0;
    int oneByOne = 0;
    int afterMiss = 1;
    do {
      reader.path.element(count);
      if (count == inputs.length) {
        inputs = Arrays.copyOf(inputs, Math.max(INITIAL_ELEMENTS, 2 * count));
      }
      if (oneByOne == 0 && reader.mayNest() && batch.read(inputs, count)) {
        count += batch.count();
        reader.path.element(count - 1);
        reader.path.innerMember("digest");
        afterMiss = 1;
      } else {
        if (oneByOne == 0) {
          // Reads one by one all inputs that were in a batch in vain, so that none is in several
          // batches; and more each time if none has the usual form, so that not all are looked at
          // twice.
          oneByOne = Math.max(batch.count(), afterMiss);
          afterMiss = Math.min(2 * afterMiss, MAX_AFTER_MISS);
        }
        oneByOne--;
        inputs[count++] = input(reader);
      }
    } while (reader.another(']'));
    return List.of(Arrays.copyOf(inputs, count));
  }

  private static Input input(JsonReader reader) throws IOException {
    String path = "";
    Digest digest = Digest.empty();
    reader.open('{', "an input, which is an object");
    if (!reader.closes('}')) {
      do {
        String name = reader.name();
        reader.path.innerMember(name);
        switch (name) {
          case "path" -> path = reader.isNull() ? "" : reader.text();
          case "digest" -> digest = reader.isNull() ? Digest.empty() : reader.digest();
          default -> JsonUnusual.skip(reader);
        }
      } while (reader.another('}'));
    }
    return new Input(path, digest);
  }
}
