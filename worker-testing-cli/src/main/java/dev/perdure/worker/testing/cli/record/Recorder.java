package dev.perdure.worker.testing.cli.record;

import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import dev.perdure.worker.testing.cli.recording.RecordingHeader;
import dev.perdure.worker.testing.cli.recording.StartClock;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Records a worker: passes the bytes of its three standard streams on, unchanged, and logs them
 * with their times.
 *
 * <p>The bytes are not decoded, and never wait for a disk, so a broken stream stays broken, and a
 * fast one stays fast. The log is complete up to its last line, however the recorder ends.
 * Immutable and thread-safe.
 */
public final class Recorder {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path log;
  private final List<Pattern> secrets;

  private Recorder(Path log, List<Pattern> secrets) {
    this.log = log;
    this.secrets = List.copyOf(secrets);
  }

  /**
   * A recorder that writes to {@code log}: a new file, or a directory in which each worker gets a
   * file, named after its start time and process id.
   */
  public static Recorder to(Path log) {
    return new Recorder(log, List.of());
  }

  /**
   * Leaves out secrets. In the command, the environment, arguments, outputs and the worker's log,
   * three asterisks replace what the pattern matches, or its first group if it has one. Variables
   * of the environment are matched as {@code NAME=value}, and the log line by line.
   *
   * <p>With this, the thread that writes the log decodes messages. Bytes that are not a message are
   * left out, because they may contain anything.
   */
  public Recorder mask(Pattern secret) {
    List<Pattern> more = new ArrayList<>(secrets);
    more.add(secret);
    return new Recorder(log, more);
  }

  /**
   * Starts a worker, with this process's environment and working directory, and connects it to the
   * three streams. The first two are closed when the worker closes its own.
   *
   * @throws RecordingException if the log already exists
   * @throws IOException if the log can't be written, or the worker can't be started
   */
  public RecordedWorker start(
      List<String> command, InputStream in, OutputStream out, OutputStream err) throws IOException {
    Path file = Files.isDirectory(log) ? log.resolve(name()) : log;
    OutputStream fileStream = create(file);
    try {
      return start(command, fileStream, in, out, err);
    } catch (IOException e) {
      fileStream.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  RecordedWorker start(
      List<String> command, OutputStream file, InputStream in, OutputStream out, OutputStream err)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
    StartClock clock = StartClock.running();
    Process process = builder.start();
    Path directory = Path.of("").toAbsolutePath();
    RecordingHeader header =
        new RecordingHeader(started, process.pid(), directory, command, builder.environment());
    Mask mask = new Mask(secrets);
    LogWriter log =
        LogWriter.start(
            file, mask.isEmpty() ? new LogFormat.Plain() : new MaskedFormat(mask), header);
    new Passage(RecordedStream.IN, in, process.getOutputStream(), log, clock).start();
    return new RecordedWorker(
        process,
        log,
        clock,
        err,
        new Passage(RecordedStream.OUT, process.getInputStream(), out, log, clock).start(),
        new Passage(RecordedStream.ERR, process.getErrorStream(), keptOpen(err), log, clock)
            .start());
  }

  /** Keeps the stream open, because the recorder itself may still write to it. */
  private static OutputStream keptOpen(OutputStream err) {
    return new FilterOutputStream(err) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  private static OutputStream create(Path file) throws IOException {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new RecordingException(RecordMessage.LOG_EXISTS.text(file));
    }
  }

  private static String name() {
    return NAME.format(Instant.now()) + "-" + ProcessHandle.current().pid() + ".jsonl";
  }
}
