package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.RequestTemplate;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.conformance.worker.TestedWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A worker to be checked: its command line, what it claims to support, and requests that it can
 * handle. Immutable and thread-safe; each setting returns another one.
 *
 * <p>It is read from a JSON file:
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
   * @throws IllegalArgumentException if its content is wrong; the message says what was expected,
   *     what was there instead, and where
   */
  public static WorkerUnderTest read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return WorkerFile.parse(
        Files.readString(file), file.toString(), folder == null ? Path.of("/") : folder);
  }

  /**
   * Sets another command line, to which {@code --persistent_worker} is added. It runs in a
   * directory that the kit creates, so an element that names an existing file is made absolute.
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

  /** Sets the worker's environment, besides {@code TMPDIR} (F2). */
  public WorkerUnderTest environment(Map<String, String> environment) {
    return new WorkerUnderTest(name, command, environment, protocols, capabilities, requests);
  }

  /**
   * Sets the protocols that it supports; all checks are run in each.
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

  /** Sets what it supports. */
  public WorkerUnderTest supporting(Collection<Capability> capabilities) {
    return new WorkerUnderTest(
        name, command, environment, protocols, Set.copyOf(capabilities), requests);
  }

  /** Its name in reports. */
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

  /** The protocols that it supports; at least one. */
  public List<Protocol> protocols() {
    return protocols;
  }

  /** Whether the worker claims to support that. */
  public boolean supports(Capability capability) {
    return capabilities.contains(capability);
  }

  /** What the checks see of it. */
  TestedWorker tested() {
    Set<Need> supports =
        capabilities.stream().map(Capability::need).collect(Collectors.toUnmodifiableSet());
    return new TestedWorker(command, environment, protocols, supports, requests);
  }
}
