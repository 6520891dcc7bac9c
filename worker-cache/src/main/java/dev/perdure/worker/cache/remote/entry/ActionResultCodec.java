package dev.perdure.worker.cache.remote.entry;

import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes and decodes entries of {@code /ac} in the form that every server and client of this
 * protocol uses: the message {@code build.bazel.remote.execution.v2.ActionResult}. So a server that
 * checks what its entries refer to, such as bazel-remote, can check ours.
 */
public final class ActionResultCodec {
  private static final int OUTPUT_FILES = 2;
  private static final int OUTPUT_DIRECTORIES = 3;
  private static final int EXIT_CODE = 4;
  private static final int STDOUT_RAW = 5;
  private static final int STDOUT_DIGEST = 6;
  private static final int STDERR_RAW = 7;
  private static final int STDERR_DIGEST = 8;
  private static final int EXECUTION_METADATA = 9;
  private static final int OUTPUT_FILE_SYMLINKS = 10;
  private static final int OUTPUT_DIRECTORY_SYMLINKS = 11;
  private static final int OUTPUT_SYMLINKS = 12;

  private static final int FILE_PATH = 1;
  private static final int FILE_DIGEST = 2;
  private static final int FILE_EXECUTABLE = 4;

  private static final int METADATA_WORKER = 1;

  private static final int DIGEST_HASH = 1;
  private static final int DIGEST_SIZE = 2;

  private ActionResultCodec() {}

  public static byte[] encode(ActionResult result) {
    ProtoWriter writer = new ProtoWriter();
    for (OutputFile file : result.files()) {
      ProtoWriter message =
          new ProtoWriter()
              .text(FILE_PATH, file.path())
              .message(FILE_DIGEST, digest(file.content()))
              .number(FILE_EXECUTABLE, file.executable() ? 1 : 0);
      writer.message(OUTPUT_FILES, message);
    }
    writer.number(EXIT_CODE, result.exitCode()).text(STDOUT_RAW, result.text());
    if (!result.longText().isEmpty()) {
      writer.message(STDOUT_DIGEST, digest(result.longText()));
    }
    // Makes sure that an entry is never empty: not every server can tell that from a missing one.
    writer.message(EXECUTION_METADATA, new ProtoWriter().text(METADATA_WORKER, "perdure"));
    return writer.toBytes();
  }

  private static ProtoWriter digest(Blob blob) {
    return new ProtoWriter().text(DIGEST_HASH, blob.sha256()).number(DIGEST_SIZE, blob.size());
  }

  /**
   * Reads an entry. Fields that we never write and don't need are skipped. A field that we could
   * not restore is rejected, since the result would be incomplete without it.
   */
  public static ActionResult decode(byte[] bytes) throws CorruptEntryException {
    ProtoReader reader = new ProtoReader(bytes);
    List<OutputFile> files = new ArrayList<>();
    int exitCode = 0;
    String text = "";
    Blob longText = null;
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case OUTPUT_FILES -> files.add(file(reader.message()));
        case EXIT_CODE -> exitCode = int32(reader.number());
        case STDOUT_RAW -> text = reader.text();
        case STDOUT_DIGEST -> {
          refuseSecond(longText != null, "digests of the output");
          longText = blob(reader.message());
        }
        case OUTPUT_DIRECTORIES,
            STDERR_RAW,
            STDERR_DIGEST,
            OUTPUT_FILE_SYMLINKS,
            OUTPUT_DIRECTORY_SYMLINKS,
            OUTPUT_SYMLINKS ->
            throw new CorruptEntryException(
                "no worker wrote it: it has field " + field + " of ActionResult");
        default -> reader.skip();
      }
    }
    return new ActionResult(files, exitCode, text, longText == null ? Blob.EMPTY : longText);
  }

  /** Rejects larger numbers: truncating to 32 bits could turn a failure into a success. */
  private static int int32(long number) throws CorruptEntryException {
    if (number != (int) number) {
      throw new CorruptEntryException("it has exit code " + number);
    }
    return (int) number;
  }

  /** Rejects a message that comes twice: other readers merge both, so the meaning is unclear. */
  private static void refuseSecond(boolean second, String what) throws CorruptEntryException {
    if (second) {
      throw new CorruptEntryException("it has two " + what);
    }
  }

  private static OutputFile file(ProtoReader reader) throws CorruptEntryException {
    String path = "";
    Blob content = null;
    boolean executable = false;
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case FILE_PATH -> path = reader.text();
        case FILE_DIGEST -> {
          refuseSecond(content != null, "digests of a file");
          content = blob(reader.message());
        }
        case FILE_EXECUTABLE -> executable = reader.number() != 0;
        default -> reader.skip();
      }
    }
    if (content == null) {
      throw new CorruptEntryException("it does not say what is in " + path);
    }
    return new OutputFile(path, content, executable);
  }

  private static Blob blob(ProtoReader reader) throws CorruptEntryException {
    String hash = "";
    long size = 0;
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case DIGEST_HASH -> hash = reader.text();
        case DIGEST_SIZE -> size = reader.number();
        default -> reader.skip();
      }
    }
    try {
      return new Blob(hash, size);
    } catch (IllegalArgumentException e) {
      throw new CorruptEntryException("it names no content: " + e.getMessage());
    }
  }
}
