package dev.perdure.worker.jobserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job server is found: what it tells its children, and what these read from their
 * environment or their arguments.
 */
public sealed interface JobAddress {
  /**
   * A named pipe, which GNU make 4.4 and newer makes and joins.
   *
   * @param path of the pipe
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
   * @param pipe a file by which it can be opened: a named pipe, or one below {@code /proc}
   */
  record Descriptors(Path pipe) implements JobAddress {
    /** The number that the pipe has in children; 0 to 2 are taken. */
    private static final int NUMBER = 3;

    @Override
    public Map<String, String> environment(Map<String, String> inherited, int jobs) {
      return Makeflags.with(inherited, jobs, NUMBER + "," + NUMBER);
    }

    /** A shell opens the pipe, since a JVM's children inherit no descriptor but the first three. */
    @Override
    public List<String> command(List<String> command) {
      String script = "exec " + NUMBER + "<>\"$0\"; exec \"$@\"";
      return Commands.prefixed(command, "sh", "-c", script, pipe.toString());
    }
  }

  /**
   * A POSIX semaphore, for GHC's {@code -jsem} from 9.8 on.
   *
   * @param name as {@code sem_open} takes it
   */
  record Semaphore(String name) implements JobAddress {
    @Override
    public List<String> ghcArguments() {
      return JsemOption.of(name);
    }
  }

  /**
   * A Unix domain socket, which newer GHCs use instead of the semaphore. They derive its path from
   * the name, below the directory for temporary files, by a rule that no document states; here it
   * is the file of that name.
   *
   * @param name what GHC is told, with the version that it begins with
   * @param path of the socket
   */
  record Socket(String name, Path path) implements JobAddress {
    /** How names of this protocol begin. */
    static final String PREFIX = "v2-";

    @Override
    public List<String> ghcArguments() {
      return JsemOption.of(name);
    }
  }

  /**
   * The job server of the process that started this one, if it has one.
   *
   * @param environment {@code MAKEFLAGS} is read
   * @param arguments the last {@code -jsem NAME} is read, and counts before the environment
   */
  static Optional<JobAddress> find(Map<String, String> environment, List<String> arguments) {
    String name = JsemOption.last(arguments);
    if (!name.isEmpty()) {
      return Optional.of(ofSemaphore(name));
    }
    String makeflags = environment.getOrDefault(Makeflags.VARIABLE, "");
    // Most workers have no such parent: their start need not pay for regular expressions.
    return makeflags.isEmpty() ? Optional.empty() : Makeflags.find(makeflags);
  }

  /**
   * The address that GHC is told by {@code -jsem NAME}. A socket is looked for in {@code TMPDIR},
   * or else in {@code /tmp}; where it is elsewhere, make a {@link Socket} of its path.
   */
  static JobAddress ofSemaphore(String name) {
    return name.startsWith(Socket.PREFIX)
        ? new Socket(name, SocketPool.directory().resolve(name))
        : new Semaphore(name);
  }

  /** What GHC must be told to join; empty if this is none of its protocols. */
  default List<String> ghcArguments() {
    return List.of();
  }

  /**
   * The variables that a child needs to join; empty if it needs none.
   *
   * @param inherited the child's environment until now
   * @param jobs how many tokens there are, which GNU make wants to know
   */
  default Map<String, String> environment(Map<String, String> inherited, int jobs) {
    return Map.of();
  }

  /** The command that runs {@code command} so that it finds what it inherits. */
  default List<String> command(List<String> command) {
    return command;
  }
}
