package com.google.devtools.build.lib.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkerProtocol.Input;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process that is no worker: over the reader and the writer that it was given. */
@Timeout(60)
class JsonWorkerMessageProcessorTest {
  private final StringWriter written = new StringWriter();

  private JsonWorkerMessageProcessor reading(String json) {
    return new JsonWorkerMessageProcessor(
        new JsonReader(new StringReader(json)), new BufferedWriter(written));
  }

  @Test
  void requests_areReadOneByOne() throws Exception {
    JsonWorkerMessageProcessor processor =
        reading(
            "{\"arguments\":[\"a\",\"\"],\"inputs\":[{\"path\":\"p\",\"digest\":\"MGY=\",\"new\":{}}],"
                + "\"requestId\":1,\"verbosity\":10,\"sandboxDir\":\"d\",\"new\":[1,{\"x\":null}]}"
                + "{\"cancel\":true,\"requestId\":1}\n{}");
    assertThat(processor.readWorkRequest())
        .isEqualTo(
            WorkRequest.newBuilder()
                .addArguments("a")
                .addArguments("")
                .addInputs(
                    Input.newBuilder().setPath("p").setDigest(InputDigest.copyFromUtf8("0f")))
                .setRequestId(1)
                .setVerbosity(10)
                .setSandboxDir("d")
                .build());
    assertThat(processor.readWorkRequest())
        .isEqualTo(WorkRequest.newBuilder().setRequestId(1).setCancel(true).build());
    assertThat(processor.readWorkRequest()).isEqualTo(WorkRequest.getDefaultInstance());
    assertThat(processor.readWorkRequest()).isNull();
  }

  /** The official library ignores snake_case, and ends at null. */
  @Test
  void dialects_areRead() throws Exception {
    assertThat(
            reading(
                    "{\"arguments\":null,\"request_id\":\"2\",\"sandbox_dir\":\"d\",\"cancel\":null,"
                        + "\"inputs\":[{\"path\":null,\"digest\":null}]}")
                .readWorkRequest())
        .isEqualTo(
            WorkRequest.newBuilder()
                .setRequestId(2)
                .setSandboxDir("d")
                .addInputs(Input.getDefaultInstance())
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"requestId\":99999999999}",
        "{\"arguments\":[\"a\"",
        "{\"arguments\":{}}",
        "{\"inputs\":[{\"digest\":\"?\"}]}"
      })
  void whatIsNoRequest_isRefused(String json) {
    assertThatThrownBy(reading(json)::readWorkRequest).isInstanceOf(IOException.class);
  }

  @Test
  void answer_isWrittenAsALine() throws Exception {
    reading("")
        .writeWorkResponse(
            WorkResponse.newBuilder().setExitCode(2).setOutput("Gr\u00fcn\n").build());
    assertThat(written).hasToString("{\"exitCode\":2,\"output\":\"Gr\u00fcn\\n\"}\n");
  }

  /** The official library runs the cancel as a request. */
  @Test
  void handler_servesIt() throws Exception {
    Pipe requests = Pipe.open();
    Pipe responses = Pipe.open();
    try (Writer out = Channels.newWriter(requests.sink(), StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(Channels.newReader(responses.source(), StandardCharsets.UTF_8))) {
      WorkRequestHandler handler =
          new WorkRequestHandlerBuilder(
                  new WorkRequestCallback(
                      (request, writer) -> {
                        writer.print(request.getArgumentsList());
                        return 0;
                      }),
                  new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                  new JsonWorkerMessageProcessor(
                      new JsonReader(Channels.newReader(requests.source(), StandardCharsets.UTF_8)),
                      new BufferedWriter(
                          Channels.newWriter(responses.sink(), StandardCharsets.UTF_8))))
              .build();
      RunningHandler running = new RunningHandler(handler);
      out.write("{\"cancel\":true,\"requestId\":1}{\"arguments\":[\"a\"],\"requestId\":1}");
      out.flush();
      assertThat(in.readLine()).isEqualTo("{\"exitCode\":0,\"output\":\"[a]\",\"requestId\":1}");
      out.close();
      running.awaitEnd();
      handler.close();
      assertThat(responses.sink().isOpen()).isFalse();
    }
  }
}
