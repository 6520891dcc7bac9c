package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How job tokens are stored and passed on. Choose one that the server's children understand. */
public enum JobProtocol {
  /** One byte per token in a named pipe: GNU make 4.4 and newer. */
  MAKE_FIFO,

  /** One byte per token in an inherited pipe: GNU make before 4.4. */
  MAKE_DESCRIPTORS,

  /** The value of a POSIX semaphore: GHC from 9.8 on, and cabal. Needs JNA. */
  GHC_SEMAPHORE,

  /** One connection per token to a Unix domain socket: GHC with semaphores of version 2. */
  GHC_SOCKET;

  private static final Pattern MAKE_VERSION = Pattern.compile("GNU Make (\\d+)\\.(\\d+)");
  private static final Pattern SEMAPHORE_VERSION =
      Pattern.compile("\\(\"Semaphore version\",\"(\\d+)\"\\)");
  private static final Pattern GHC_VERSION =
      Pattern.compile("\\(\"Project version\",\"(\\d+)\\.(\\d+)[^\"]*\"\\)");

  /**
   * The protocol that a GNU make understands.
   *
   * @param make the program, which is run to get its version
   * @throws IOException if it can't be run, or is not GNU make
   */
  public static JobProtocol ofMake(String make) throws IOException {
    String said = Commands.output(make, "--version");
    Matcher version = MAKE_VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException(JobMessage.PEER_SILENT.text(make, "GNU Make", said));
    }
    return isAtLeast(version, 4, 4) ? MAKE_FIFO : MAKE_DESCRIPTORS;
  }

  /**
   * The protocol of a GHC's {@code -jsem}.
   *
   * @param ghc the program, which is run to get its version
   * @throws IOException if it can't be run, or has no such protocol
   */
  public static JobProtocol ofGhc(String ghc) throws IOException {
    return ofGhcInfo(ghc, Commands.output(ghc, "--info"));
  }

  static JobProtocol ofGhcInfo(String ghc, String info) throws IOException {
    Matcher semaphore = SEMAPHORE_VERSION.matcher(info);
    if (semaphore.find()) {
      return semaphore.group(1).equals("1") ? GHC_SEMAPHORE : GHC_SOCKET;
    }
    Matcher version = GHC_VERSION.matcher(info);
    if (!version.find()) {
      throw new IOException(JobMessage.PEER_SILENT.text(ghc, "Project version", info));
    }
    if (!isAtLeast(version, 9, 8)) {
      String number = version.group(1) + "." + version.group(2);
      throw new IOException(JobMessage.GHC_TOO_OLD.text(ghc, number));
    }
    return GHC_SEMAPHORE;
  }

  private static boolean isAtLeast(Matcher version, int major, int minor) {
    int first = Integer.parseInt(version.group(1));
    return first > major || (first == major && Integer.parseInt(version.group(2)) >= minor);
  }

  /** The directory for a server's pipe, semaphore or socket in this protocol. */
  Path directory() {
    return switch (this) {
      case MAKE_FIFO, MAKE_DESCRIPTORS -> Path.of(System.getProperty("java.io.tmpdir"));
      case GHC_SEMAPHORE -> SemaphorePool.DIRECTORY;
      case GHC_SOCKET -> SocketPool.directory();
    };
  }

  /** Creates a pool in which all {@code tokens} are free. */
  TokenPool pool(Path directory, String name, int tokens) throws IOException {
    Path file = directory.resolve(name);
    return switch (this) {
      case MAKE_FIFO -> new PipePool(new JobAddress.Fifo(file), file, tokens);
      case MAKE_DESCRIPTORS -> new PipePool(new JobAddress.Descriptors(file), file, tokens);
      case GHC_SEMAPHORE -> new SemaphorePool(name, tokens);
      case GHC_SOCKET -> {
        String full = JobAddress.Socket.PREFIX + name;
        yield new SocketPool(new JobAddress.Socket(full, directory.resolve(full)), tokens);
      }
    };
  }

  /** Opens the source from which a client takes tokens. */
  static TokenSource source(JobAddress address) throws IOException {
    if (address instanceof JobAddress.Fifo fifo) {
      return new PipeTokens(fifo.path());
    }
    if (address instanceof JobAddress.Descriptors descriptors) {
      return new PipeTokens(descriptors.pipe());
    }
    if (address instanceof JobAddress.Semaphore semaphore) {
      return new SemaphoreTokens(PosixSemaphore.open(semaphore.name()));
    }
    return new SocketTokens((JobAddress.Socket) address);
  }
}
