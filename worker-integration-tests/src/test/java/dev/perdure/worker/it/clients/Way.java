package dev.perdure.worker.it.clients;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A client and one of its protocols.
 *
 * @param client the client
 * @param protocol the protocol
 */
record Way(Client client, Protocol protocol) {
  static Stream<Way> all() {
    return Arrays.stream(Client.values())
        .flatMap(client -> client.protocols().stream().sorted().map(it -> new Way(client, it)));
  }

  /** One for each client. */
  static Stream<Way> proto() {
    return all().filter(way -> way.protocol() == Protocol.PROTO);
  }

  @Override
  public String toString() {
    return client + ", " + protocol;
  }
}
