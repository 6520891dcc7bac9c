package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A codec from outside of the library has the same rights as its own. */
@Timeout(60)
class ThirdCodecTest {
  private static final List<WorkerCodec> CODECS =
      List.of(new ProtoWorkerCodec(), new LineCodec(), new JsonWorkerCodec());

  private static Stream<Arguments> codecs() {
    return CODECS.stream()
        .flatMap(codec -> Stream.of(Arguments.of(codec, false), Arguments.of(codec, true)));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void client_isAnsweredInItsOwnEncoding(WorkerCodec codec, boolean multiplex) throws Exception {
    Worker worker = Worker.of(ThirdCodecTest::greet).codecs(CODECS.toArray(WorkerCodec[]::new));
    Worker dispatched = multiplex ? worker.multiplex() : worker;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PipedOutputStream requests = new PipedOutputStream();
        PipedInputStream read = new PipedInputStream(requests);
        PipedInputStream answers = new PipedInputStream();
        PipedOutputStream written = new PipedOutputStream(answers)) {
      FutureTask<Integer> serving = new FutureTask<>(() -> dispatched.serve(read, written, log));
      new Thread(serving, "worker").start();
      write(codec, requests);

      WireInput in = new WireInput(answers, CodecLimits.defaults());
      assertThat(List.of(read(codec, in), read(codec, in)))
          .containsExactlyInAnyOrder(
              WorkResponse.of(7, 0, "hello a"), WorkResponse.of(8, 0, "hello b"));
      requests.close();
      assertThat(serving.get()).isZero();
    }
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  private static int greet(WorkContext context) {
    context.out().print("hello " + context.arguments().get(0));
    return 0;
  }

  private static void write(WorkerCodec codec, OutputStream requests) throws IOException {
    WireOutput out = new WireOutput();
    codec.writeRequest(WorkRequest.of(7, List.of("a")), out);
    codec.writeRequest(WorkRequest.of(8, List.of("b")), out);
    out.writeTo(requests);
    requests.flush();
  }

  private static WorkResponse read(WorkerCodec codec, WireInput in) throws IOException {
    WorkResponse response = codec.readResponse(in);
    assertThat(response).isNotNull();
    return response;
  }
}
