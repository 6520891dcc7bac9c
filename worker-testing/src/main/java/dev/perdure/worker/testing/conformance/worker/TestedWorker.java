package dev.perdure.worker.testing.conformance.worker;

import dev.perdure.worker.testing.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the checks know of the worker under test.
 *
 * @param command the command line, without {@code --persistent_worker}
 * @param environment the environment, besides {@code TMPDIR}
 * @param protocols the protocols that it supports; at least one
 * @param supports what it claims to support
 * @param requests the requests of its file, by what they are used for
 */
public record TestedWorker(
    List<String> command,
    Map<String, String> environment,
    List<Protocol> protocols,
    Set<Need> supports,
    Map<Role, List<RequestTemplate>> requests) {
  public TestedWorker {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    protocols = List.copyOf(protocols);
    supports = Set.copyOf(supports);
    requests = Map.copyOf(requests);
  }

  /** Whether the worker claims to support that. */
  public boolean supports(Need need) {
    return supports.contains(need);
  }

  public List<RequestTemplate> requests(Role role) {
    return requests.getOrDefault(role, List.of());
  }
}
