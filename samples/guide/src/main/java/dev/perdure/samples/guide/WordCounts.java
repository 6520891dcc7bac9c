package dev.perdure.samples.guide;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.InputChanges;
import dev.perdure.worker.cache.StateFolder;
import dev.perdure.worker.cache.StateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the words of all inputs, and reads only those that have changed since the last time. */
public final class WordCounts implements WorkHandler, AutoCloseable {
  // #region state
  private final StateFolders states;

  WordCounts(Path root) {
    states = StateFolders.in(root, 50, 100 << 20); // at most 50 folders and 100 MB
  }

  @Override
  public int work(WorkContext context) throws IOException, InterruptedException {
    String output = context.arguments().get(0);
    StateFolder state = states.lend(context, output);
    InputChanges changes = state.changes();
    if (changes == null) { // There is no state, so everything is new.
      changes = InputChanges.since(List.of(), context.inputs());
    }
    for (Input input : changes.removed()) {
      Files.delete(state.resolve(input.path()));
    }
    List<Input> toCount = new ArrayList<>(changes.added());
    toCount.addAll(changes.changed());
    for (Input input : toCount) {
      count(context.resolve(input.path()), state.resolve(input.path()));
    }
    Files.writeString(context.resolveOutput(output), sum(context.inputs(), state) + "\n");
    state.keep(); // Otherwise the folder is deleted, and the next request has an empty one.
    return 0;
  }

  // #endregion state

  private static void count(Path file, Path result) throws IOException {
    int words = Files.readString(file).split("\\s+", 0).length;
    System.out.println(words + " words in " + file.getFileName());
    Files.createDirectories(result.getParent());
    Files.writeString(result, Integer.toString(words));
  }

  private static int sum(List<Input> inputs, StateFolder counts) throws IOException {
    int sum = 0;
    for (Input input : inputs) {
      sum += Integer.parseInt(Files.readString(counts.resolve(input.path())));
    }
    return sum;
  }

  @Override
  public void close() {
    states.close();
  }
}
