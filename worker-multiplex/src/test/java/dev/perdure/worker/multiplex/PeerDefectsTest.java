package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.ExitTrap;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What other worker libraries get wrong in multiplex, each of which was seen to happen there. The
 * first write failure, which the official library does not notice, is in {@link WritingTest};
 * duplicate ids, by which it dies, are in {@link DuplicateIdTest}.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class PeerDefectsTest {
  @Parameter Protocol protocol;

  private WireClient client(int slots, WorkHandler handler) {
    return WireClient.of(protocol, Worker.of(handler).multiplex(Multiplex.create().slots(slots)));
  }

  /** The official library runs it as an empty request, and dies of it in multiplex. */
  @Test
  void cancelMessage_isNeverRunAsARequest() throws Exception {
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            2,
            context -> {
              started.incrementAndGet();
              return context.requestId();
            });
    client.cancel(5);
    for (int id = 1; id <= 20; id++) {
      client.work(id, "x");
      assertThat(client.await()).isEqualTo(WorkResponse.of(id, id, ""));
      client.cancel(id);
    }
    assertThat(client.rest()).isEmpty();
    assertThat(started).hasValue(20);
  }

  /** The official library keeps one buffer for all: the first print comes in the second answer. */
  @Test
  void printsOfOneRequest_doNotComeInTheAnswerOfAnother() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              System.out.print("printed by " + context.requestId());
              if (context.requestId() == 1) {
                gate.pass();
              }
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.work(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, "printed by 2"));
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, "printed by 1"));
    assertThat(client.rest()).isEmpty();
  }

  /** The official library never answers these, or dies with all other requests. */
  @Test
  void whateverIsThrown_isAnsweredAndTheOthersLiveOn() throws Exception {
    List<Throwable> failures =
        List.of(
            new IOException("the tool's own"),
            new InterruptedException("sneaky"),
            new StackOverflowError("deep"),
            new NoClassDefFoundError("gone"),
            new AssertionError("wrong"));
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              if (context.requestId() == 100) {
                gate.pass();
                return 7;
              }
              throw PeerDefectsTest.<RuntimeException>sneaked(
                  failures.get(context.requestId() - 1));
            });
    client.work(100);
    gate.await(1);
    for (int id = 1; id <= failures.size(); id++) {
      client.work(id);
      WorkResponse response = client.await();
      assertThat(response.requestId()).isEqualTo(id);
      assertThat(response.exitCode()).isEqualTo(1);
      assertThat(response.output()).startsWith(failures.get(id - 1).toString());
    }
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(100, 7, ""));
    assertThat(client.rest()).isEmpty();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaked(Throwable failure) throws T {
    throw (T) failure;
  }

  /** System.exit of one request ends the official library's worker and all other requests. */
  @Test
  void exit_endsItsOwnRequestOnly() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              if (context.requestId() == 1) {
                gate.pass();
              } else {
                ExitTrap.exit(9);
              }
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.work(2);
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 9, ""));
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
  }

  /** The official library starts 501 threads for them. */
  @Test
  void fiveHundredRequests_runOnAsManyThreadsAsThereAreSlots() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    WireClient client =
        client(
            4,
            context -> {
              threads.add(Thread.currentThread());
              return 0;
            });
    for (int id = 1; id <= 500; id++) {
      client.work(id);
    }
    assertThat(client.await(500)).hasSize(500);
    assertThat(threads).hasSizeLessThanOrEqualTo(4);
    assertThat(client.rest()).isEmpty();
  }

  /** The official library runs this with three of the four arguments. */
  @Test
  void frameThatIsCutShort_isNotRun() throws Exception {
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            2,
            context -> {
              started.incrementAndGet();
              return 0;
            });
    WireOutput frame = new WireOutput();
    protocol.codec().writeRequest(WorkRequest.of(1, List.of("a", "b", "c", "d")), frame);
    client.sendRaw(frame.array(), frame.size() - 4);
    assertThat(client.rest()).isEmpty();
    assertThat(client.awaitExit()).isEqualTo(1);
    assertThat(started).hasValue(0);
    assertThat(client.log().lines()).hasSize(1);
  }

  /** The official library runs a frame of length -1 as an empty request. */
  @Test
  void negativeLengthOrGarbage_isNotRun() throws Exception {
    AtomicInteger started = new AtomicInteger();
    WireClient client =
        client(
            2,
            context -> {
              started.incrementAndGet();
              return 0;
            });
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    byte[] bad =
        protocol == Protocol.JSON
            ? "[]\n".getBytes(UTF_8)
            : new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    client.sendRaw(bad, bad.length);
    assertThat(client.awaitExit()).isEqualTo(1);
    assertThat(started).hasValue(1);
    assertThat(client.log()).contains("malformed").hasLineCount(1);
  }

  /** The official library throws finished work away when a cancel has come. */
  @Test
  void workThatFinishedInSpiteOfItsCancel_isAnsweredWithItsOutput() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            1,
            context -> {
              context.cancellation().onCancel(() -> gate.open(1));
              gate.passStubbornly();
              System.out.print("finished");
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.cancel(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, "finished"));
    assertThat(client.rest()).isEmpty();
  }

  /** A left-over flag turns the official library's success into an empty failure. */
  @Test
  void interruptFlagThatIsLeftBehind_changesNoAnswer() throws Exception {
    WireClient client =
        client(
            1,
            context -> {
              boolean seen = Thread.currentThread().isInterrupted();
              Thread.currentThread().interrupt();
              System.out.print("work");
              return seen ? 1 : 0;
            });
    for (int id = 1; id <= 20; id++) {
      client.work(id);
      assertThat(client.await()).isEqualTo(WorkResponse.of(id, 0, "work"));
    }
    assertThat(client.rest()).isEmpty();
  }

  /** The official library prints a stack trace at the end of JSON, and no line at real failures. */
  @Test
  void cleanEndOfInput_isSilent() throws Exception {
    WireClient client = client(2, context -> 0);
    client.work(1);
    client.await();
    assertThat(client.end()).isZero();
    assertThat(client.log()).isEmpty();
  }

  /** In the official library the JSON digest stays base64, so that cache keys differ. */
  @Test
  void digest_isTheSameInBothProtocols() throws Exception {
    Digest digest = Digest.ofText("0123456789abcdef".repeat(4));
    AtomicReference<List<Input>> seen = new AtomicReference<>();
    WireClient client =
        client(
            1,
            context -> {
              seen.set(context.inputs());
              return 0;
            });
    List<Input> inputs = List.of(new Input("a/b", digest));
    client.send(WorkRequest.of(1, List.of()).withInputs(inputs));
    client.await();
    assertThat(seen).hasValue(inputs);
    client.close();
  }

  /** The official library decodes output with the default charset, which is ASCII under Bazel. */
  @Test
  void outputBeyondAscii_arrivesWhole() throws Exception {
    String text = "Gr\u00fcn \u2192 \ud83c\udf0d";
    WireClient client =
        client(
            1,
            context -> {
              System.out.print(text);
              return 0;
            });
    client.work(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, text));
    client.close();
  }

  /** In rules_scala's loop cancelled work that does not stop holds up all other answers. */
  @Test
  void stubbornCancelledWork_doesNotHoldUpOtherAnswers() throws Exception {
    Gate gate = new Gate();
    WireClient client =
        client(
            2,
            context -> {
              if (context.requestId() == 1) {
                gate.passStubbornly();
              }
              return 0;
            });
    client.work(1);
    gate.await(1);
    client.cancel(1);
    for (int id = 2; id <= 50; id++) {
      client.work(id);
      assertThat(client.await()).isEqualTo(WorkResponse.of(id, 0, ""));
    }
    gate.open(1);
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, ""));
    assertThat(client.rest()).isEmpty();
  }

  /** In rules_scala's loop a fast client meets "already active" when it uses id 0 again. */
  @Test
  void sameIdAgainAtOnce_isServed() throws Exception {
    WireClient client = client(2, context -> Integer.parseInt(context.arguments().get(0)));
    for (int i = 0; i < 500; i++) {
      for (int id = 0; id <= 1; id++) {
        client.work(id, "" + i);
        assertThat(client.await()).isEqualTo(WorkResponse.of(id, i, ""));
      }
    }
    assertThat(client.rest()).isEmpty();
  }

  /** npm's worker hangs at two messages in one write, and dies of a frame cut within its header. */
  @Test
  void messagesInPiecesOfAnySize_areAllServed() throws Exception {
    WireClient client = client(2, context -> context.arguments().size());
    WireOutput frames = new WireOutput();
    for (int id = 1; id <= 100; id++) {
      protocol.codec().writeRequest(WorkRequest.of(id, List.of("x".repeat(id * 3), "")), frames);
    }
    for (int start = 0, size = 1; start < frames.size(); start += size, size = size % 200 + 1) {
      byte[] piece = new byte[Math.min(size, frames.size() - start)];
      System.arraycopy(frames.array(), start, piece, 0, piece.length);
      client.sendRaw(piece, piece.length);
    }
    assertThat(client.await(100)).allMatch(response -> response.exitCode() == 2);
    assertThat(client.rest()).isEmpty();
  }

  /** The official library's JSON: null ends it, snake_case is lost, a large id kills it. */
  @Test
  void jsonDialects_areReadOrRefusedWithALine() throws Exception {
    WireClient client =
        WireClient.of(
            Protocol.JSON,
            Worker.of(context -> context.arguments().size()).multiplex(Multiplex.create()));
    byte[] good =
        ("{\"arguments\":null,\"requestId\":\"1\"}"
                + "{\"arguments\":[\"a\"],\"request_id\":2,\"sandbox_dir\":null}")
            .getBytes(UTF_8);
    client.sendRaw(good, good.length);
    assertThat(client.await(2))
        .containsExactlyInAnyOrder(WorkResponse.of(1, 0, ""), WorkResponse.of(2, 1, ""));
    byte[] large = "{\"requestId\":99999999999}".getBytes(UTF_8);
    client.sendRaw(large, large.length);
    assertThat(client.awaitExit()).isEqualTo(1);
    assertThat(client.log()).contains("malformed").hasLineCount(1);
  }
}
