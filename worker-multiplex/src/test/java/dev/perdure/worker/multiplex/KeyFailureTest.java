package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that can't be compared fails the request that has it, and no other. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class KeyFailureTest {
  /** Fails as its name says. */
  private record Key(String name) {
    @Override
    public int hashCode() {
      if (name.equals("hash")) {
        throw new IllegalStateException("no hash code");
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      if (name.equals("equals")) {
        throw new AssertionError("not comparable");
      }
      return other instanceof Key key && key.name.equals(name);
    }
  }

  @Parameter Protocol protocol;

  @Test
  void key_thatFails_failsItsRequestOnly() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        WireClient.of(
            protocol,
            Worker.of(
                    context -> {
                      if (context.requestId() == 1) {
                        gate.pass();
                      }
                      return 0;
                    })
                .multiplex(
                    Multiplex.create()
                        .slots(3)
                        .exclusiveBy(request -> new Key(request.arguments().get(0)))));
    client.work(1, "good");
    gate.await(1);
    client.work(2, "equals");
    WorkResponse second = client.await();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).startsWith("java.lang.AssertionError: not comparable");
    client.work(3, "hash");
    WorkResponse third = client.await();
    assertThat(third.exitCode()).isEqualTo(1);
    assertThat(third.output()).startsWith("java.lang.IllegalStateException: no hash code");
    client.work(4, "other");
    assertThat(client.await()).isEqualTo(WorkResponse.of(4, 0, ""));
    client.work(5, "good");
    client.work(6, "third");
    assertThat(client.await()).isEqualTo(WorkResponse.of(6, 0, ""));
    gate.open(1);
    assertThat(client.await(2))
        .containsExactly(WorkResponse.of(1, 0, ""), WorkResponse.of(5, 0, ""));
    assertThat(client.rest()).isEmpty();
  }
}
