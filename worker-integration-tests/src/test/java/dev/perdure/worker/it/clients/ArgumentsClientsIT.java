package dev.perdure.worker.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler sees the same arguments from each client, whether or not it expands flagfiles. */
class ArgumentsClientsIT {
  @TempDir Path directory;

  private ClientWorker start(Client client, Protocol protocol) throws Exception {
    List<String> program =
        WorkerClassPath.command(
            WorkerClassPath.origin(ArgumentsWorker.class), ArgumentsWorker.class.getName());
    Path action = Files.createDirectory(directory.resolve("action"));
    return new ClientWorker(client, protocol, program, Map.of(), action);
  }

  @ParameterizedTest
  @MethodSource("dev.perdure.worker.it.clients.Way#all")
  void flagfile_hasTheSameMeaning(Way way) throws Exception {
    try (ClientWorker worker = start(way.client(), way.protocol())) {
      Map<String, byte[]> nested = Map.of("sub/nested.params", "two\n\nGrün".getBytes(UTF_8));
      WorkResponse answer =
          worker.run(nested, List.of("one", "@sub/nested.params", "@repo//x:y", "@@z"));

      assertThat(answer.output()).isEqualTo("one\ntwo\n\nGrün\n@repo//x:y\n@z\n");
      assertThat(answer.exitCode()).isZero();
      assertThat(worker.run(Map.of(), List.of("next")).output()).isEqualTo("next\n");
      assertThat(worker.log()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILDFARM", "NATIVELINK", "BUILDBARN"})
  void flagfileThatIsLeftAndIncludesItself_failsItsRequestOnly(Client client) throws Exception {
    try (ClientWorker worker = start(client, Protocol.PROTO)) {
      WorkResponse answer = worker.run(Map.of(), List.of("one", "@action.params"));

      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output())
          .isEqualTo("flagfile action.params includes itself [flagfile-cycle]\n");
      assertThat(worker.run(Map.of(), List.of("next")).output()).isEqualTo("next\n");
    }
  }
}
