package dev.perdure.worker.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.peer.NativeWorker;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The floors answer each request once, also those that are larger than a pipe. */
@Timeout(60)
class FloorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void handWrittenLoop_answersAll(WireFormat format) throws Exception {
    answersAll(Workers.handWrittenLoop(format), format);
  }

  @ParameterizedTest
  @EnumSource
  void nativeWorker_answersAll(WireFormat format) throws Exception {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Optional<NativeWorker> worker = NativeWorker.compile(new Bench(true, folder, folder, nowhere));
    assumeTrue(worker.isPresent(), "no C compiler");
    answersAll(worker.orElseThrow().command(format), format);
  }

  private void answersAll(List<String> command, WireFormat format) throws Exception {
    WorkRequest request = Requests.of(1000);
    List<Integer> ids = List.of(0, 7, 300, Integer.MAX_VALUE);
    WorkerCodec codec = format == WireFormat.JSON ? new JsonWorkerCodec() : new ProtoWorkerCodec();
    List<WorkResponse> responses = new ArrayList<>();
    try (MeasuredProcess process = MeasuredProcess.start(folder, command)) {
      for (int id : ids) {
        process.requests().write(format.bytes(request.withRequestId(id)));
      }
      process.requests().close();
      WireInput answers = new WireInput(process.answers(), CodecLimits.defaults());
      WorkResponse response = codec.readResponse(answers);
      while (response != null) {
        responses.add(response);
        response = codec.readResponse(answers);
      }
    }
    assertThat(responses)
        .containsExactlyElementsOf(ids.stream().map(id -> WorkResponse.of(id, 0, "")).toList());
  }
}
