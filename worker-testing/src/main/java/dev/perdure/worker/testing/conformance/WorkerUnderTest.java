package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A worker that is to be checked: its command line, what it says it supports, and requests that it
 * can be asked. Immutable and thread-safe; each setting returns another one.
 *
 * <p>It is read from a file of JSON:
 *
 * <pre>{@code
 * {
 *   "name": "hello",
 *   "command": ["{here}/hello-worker"],
 *   "environment": {"JAVA_HOME": "/usr/lib/jvm/default-java"},
 *   "protocols": ["proto", "json"],
 *   "supports": ["multiplex", "cancel", "sandbox", "one-shot"],
 *   "requests": {
 *     "work": [
 *       {
 *         "arguments": ["out/{n}.txt", "in.txt"],
 *         "inputs": {"in.txt": "hello"},
 *         "exitCode": 0,
 *         "output": "wrote out/{n}.txt\n",
 *         "outputs": {"out/{n}.txt": "hello"}
 *       }
 *     ]
 *   }
 * }
 * }</pre>
 *
 * <p>Only {@code command} and one request {@code work} must be there. The page of the conformance
 * kit explains each key, placeholder and kind of request.
 */
public final class WorkerUnderTest {
  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final List<Protocol> protocols;
  private final Set<Capability> capabilities;
  private final Map<Role, List<RequestTemplate>> requests;

  WorkerUnderTest(
      String name,
      List<String> command,
      Map<String, String> environment,
      List<Protocol> protocols,
      Set<Capability> capabilities,
      Map<Role, List<RequestTemplate>> requests) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.protocols = List.copyOf(protocols);
    this.capabilities = Set.copyOf(capabilities);
    this.requests = Map.copyOf(requests);
  }

  /**
   * Reads a worker's file.
   *
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if it isn't as described: what was expected, what came, where
   */
  public static WorkerUnderTest read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return WorkerFile.parse(
        Files.readString(file), file.toString(), folder == null ? Path.of("/") : folder);
  }

  /**
   * Another command line. {@code --persistent_worker} is added. Its directory is one that the kit
   * makes, so an element that names an existing file is made absolute.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public WorkerUnderTest command(List<String> command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command is empty");
    }
    return new WorkerUnderTest(
        name,
        command.stream().map(WorkerUnderTest::absolute).toList(),
        environment,
        protocols,
        capabilities,
        requests);
  }

  private static String absolute(String element) {
    boolean isFile = element.indexOf('/') >= 0 && Files.exists(Path.of(element));
    return isFile ? Path.of(element).toAbsolutePath().normalize().toString() : element;
  }

  /** The worker's environment, besides {@code TMPDIR} (F2). */
  public WorkerUnderTest environment(Map<String, String> environment) {
    return new WorkerUnderTest(name, command, environment, protocols, capabilities, requests);
  }

  /**
   * The protocols that it speaks; all checks are run in each.
   *
   * @throws IllegalArgumentException if there are none
   */
  public WorkerUnderTest protocols(Collection<Protocol> protocols) {
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("protocols are empty");
    }
    return new WorkerUnderTest(
        name,
        command,
        environment,
        EnumSet.copyOf(protocols).stream().toList(),
        capabilities,
        requests);
  }

  /** All that it supports. */
  public WorkerUnderTest supporting(Collection<Capability> capabilities) {
    return new WorkerUnderTest(
        name, command, environment, protocols, Set.copyOf(capabilities), requests);
  }

  /** What reports call it. */
  public String name() {
    return name;
  }

  /** The command line, without {@code --persistent_worker}. */
  public List<String> command() {
    return command;
  }

  /** The environment, besides {@code TMPDIR}. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The protocols that it speaks; at least one. */
  public List<Protocol> protocols() {
    return protocols;
  }

  /** True if the worker says that it can do that. */
  public boolean supports(Capability capability) {
    return capabilities.contains(capability);
  }

  List<RequestTemplate> requests(Role role) {
    return requests.getOrDefault(role, List.of());
  }
}
