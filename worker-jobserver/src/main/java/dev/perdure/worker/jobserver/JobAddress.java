package dev.perdure.worker.jobserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The address of a job server, which it passes to its children in their environment or arguments.
 */
public sealed interface JobAddress {
  /**
   * A named pipe, which GNU make 4.4 and newer creates and joins.
   *
   * @param path the path of the pipe
   */
  record Fifo(Path path) implements JobAddress {
    @Override
    public Map<String, String> environment(Map<String, String> inherited, int jobs) {
      return Makeflags.with(inherited, jobs, "fifo:" + path);
    }
  }

  /**
   * A pipe that children inherit as open file descriptors, for GNU make before 4.4.
   *
   * @param pipe a file by which it can be opened: a named pipe, or a file in {@code /proc}
   */
  record Descriptors(Path pipe) implements JobAddress {
    /** The descriptor number of the pipe in children; 0 to 2 are taken. */
    private static final int NUMBER = 3;

    @Override
    public Map<String, String> environment(Map<String, String> inherited, int jobs) {
      return Makeflags.with(inherited, jobs, NUMBER + "," + NUMBER);
    }

    /** A shell opens the pipe, since a JVM's children inherit only the first three descriptors. */
    @Override
    public List<String> command(List<String> command) {
      String script = "exec " + NUMBER + "<>\"$0\"; exec \"$@\"";
      return Commands.prefixed(command, "sh", "-c", script, pipe.toString());
    }
  }

  /**
   * A POSIX semaphore, for GHC's {@code -jsem} from 9.8 on.
   *
   * @param name the name for {@code sem_open}
   */
  record Semaphore(String name) implements JobAddress {
    @Override
    public List<String> ghcArguments() {
      return JsemOption.of(name);
    }
  }

  /**
   * A Unix domain socket, which newer GHCs use instead of the semaphore. They derive its path from
   * the name by a rule that no document states; here it is the file with that name in the directory
   * for temporary files.
   *
   * @param name the name that GHC is told, including the version at its beginning
   * @param path the path of the socket
   */
  record Socket(String name, Path path) implements JobAddress {
    /** The beginning of names in this protocol. */
    static final String PREFIX = "v2-";

    @Override
    public List<String> ghcArguments() {
      return JsemOption.of(name);
    }
  }

  /**
   * The job server of the process that started this one, if it has one.
   *
   * @param environment the environment, of which {@code MAKEFLAGS} is read
   * @param arguments the arguments, of which the last {@code -jsem NAME} is read; it takes
   *     precedence over the environment
   */
  static Optional<JobAddress> find(Map<String, String> environment, List<String> arguments) {
    String name = JsemOption.last(arguments);
    if (!name.isEmpty()) {
      return Optional.of(ofSemaphore(name));
    }
    String makeflags = environment.getOrDefault(Makeflags.VARIABLE, "");
    // Most workers have no such parent, so regular expressions must not slow down their start.
    return makeflags.isEmpty() ? Optional.empty() : Makeflags.find(makeflags);
  }

  /**
   * The address that GHC is told by {@code -jsem NAME}. A socket is assumed in {@code TMPDIR}, or
   * in {@code /tmp} if that is not set. If it is elsewhere, create a {@link Socket} with its path.
   */
  static JobAddress ofSemaphore(String name) {
    return name.startsWith(Socket.PREFIX)
        ? new Socket(name, SocketPool.directory().resolve(name))
        : new Semaphore(name);
  }

  /** The arguments with which GHC joins; empty if this is not one of its protocols. */
  default List<String> ghcArguments() {
    return List.of();
  }

  /**
   * The variables that a child needs to join; empty if it needs none.
   *
   * @param inherited the child's environment until now
   * @param jobs how many tokens there are, which GNU make needs to know
   */
  default Map<String, String> environment(Map<String, String> inherited, int jobs) {
    return Map.of();
  }

  /** The command that runs {@code command} with the descriptors that it needs. */
  default List<String> command(List<String> command) {
    return command;
  }
}
