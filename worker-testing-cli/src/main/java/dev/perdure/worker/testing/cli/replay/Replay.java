package dev.perdure.worker.testing.cli.replay;

import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import dev.perdure.worker.testing.cli.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a worker do the work of a recording again, in a directory of its own, and compares the
 * results.
 *
 * <p>A request is never sent before the answers that the recording's client already had at that
 * point, since it may need what that work made. Immutable and thread-safe; each setting returns
 * another replay.
 */
public final class Replay {
  /** When requests are sent. */
  public enum Pace {
    /** As soon as the answers before it have come. */
    IN_ORDER,
    /** Like {@link #IN_ORDER}, but not before the time at which the recording's client sent it. */
    RECORDED
  }

  private final Path log;
  private final @Nullable Path directory;
  private final Pace pace;
  private final List<Pattern> ignored;

  private Replay(Path log, @Nullable Path directory, Pace pace, List<Pattern> ignored) {
    this.log = log;
    this.directory = directory;
    this.pace = pace;
    this.ignored = List.copyOf(ignored);
  }

  /** A replay of that log, {@linkplain Pace#IN_ORDER in order}. */
  public static Replay of(Path log) {
    return new Replay(log, null, Pace.IN_ORDER, List.of());
  }

  /** Sets another pace. */
  public Replay pace(Pace pace) {
    return new Replay(log, directory, pace, ignored);
  }

  /**
   * Takes inputs from {@code directory}, at the paths at which the recording's worker had them in
   * its working directory. The directory is only read.
   */
  public Replay inputsFrom(Path directory) {
    return new Replay(log, directory, pace, ignored);
  }

  /** Ignores what the pattern matches in outputs, such as times. */
  public Replay ignore(Pattern pattern) {
    List<Pattern> more = new ArrayList<>(ignored);
    more.add(pattern);
    return new Replay(log, directory, pace, more);
  }

  /**
   * Replays.
   *
   * @param root an empty directory in which the worker works; what it makes stays there
   * @param workers makes the worker's builder, from {@code root} and the way in which the recorded
   *     worker was started
   * @throws RecordingException if the log is not a recording, or has no request
   * @throws WorkerFailure if the worker does something that is a problem for a client; but a
   *     missing answer is reported as a difference
   */
  public ReplayReport run(
      Path root, BiFunction<Path, RecordingHeader, WorkerHarness.Builder> workers)
      throws IOException, InterruptedException {
    try (RecordingReader reader = RecordingReader.open(log)) {
      RecordedEvent.Request first = firstRequest();
      RecordingHeader header = reader.header();
      Path from = directory == null ? header.directory() : directory;
      ReplayRoot replayRoot = ReplayRoot.create(from, root.toRealPath());
      // The tool itself is among the inputs (F7), and the command line may name it there.
      replayRoot.prepare(first.request());
      WorkerHarness.Builder worker =
          workers.apply(replayRoot.path(), header).protocol(first.protocol());
      ReplayRun run = new ReplayRun(replayRoot, pace, ignored);
      return run.play(reader, worker);
    }
  }

  /** Finds the first request, which tells the encoding before the worker is started. */
  private RecordedEvent.Request firstRequest() throws IOException {
    try (RecordingReader reader = RecordingReader.open(log)) {
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        if (event instanceof RecordedEvent.Request request) {
          return request;
        }
      }
    }
    throw new RecordingException(RecordMessage.REQUESTS_NONE.text(log));
  }
}
