package com.google.devtools.build.lib.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.devtools.build.lib.worker.WorkerProtocol.Input;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerProtocolTest {
  private static final Input INPUT =
      Input.newBuilder().setPath("a/b").setDigest(InputDigest.copyFromUtf8("0f")).build();

  private static final WorkRequest REQUEST =
      WorkRequest.newBuilder()
          .addArguments("a")
          .addAllArguments(List.of("b", ""))
          .addInputs(INPUT)
          .addAllInputs(List.of(Input.getDefaultInstance()))
          .setRequestId(7)
          .setCancel(true)
          .setVerbosity(10)
          .setSandboxDir("dir")
          .build();

  /** As protobuf-java writes it: each message after its length, each field after its tag. */
  private static final byte[] BYTES = {
    32, 10, 1, 'a', 10, 1, 'b', 10, 0, 18, 9, 10, 3, 'a', '/', 'b', 18, 2, '0', 'f', 18, 0, 24, 7,
    32, 1, 40, 10, 50, 3, 'd', 'i', 'r'
  };

  @Test
  void request_hasWhatItsBuilderWasGiven() {
    assertThat(REQUEST.getArgumentsList()).containsExactly("a", "b", "");
    assertThat(REQUEST.getArgumentsCount()).isEqualTo(3);
    assertThat(REQUEST.getArguments(1)).isEqualTo("b");
    assertThat(REQUEST.getInputsList()).containsExactly(INPUT, Input.getDefaultInstance());
    assertThat(REQUEST.getInputsCount()).isEqualTo(2);
    assertThat(REQUEST.getInputs(0).getPath()).isEqualTo("a/b");
    assertThat(REQUEST.getInputs(0).getDigest().toStringUtf8()).isEqualTo("0f");
    assertThat(REQUEST.getRequestId()).isEqualTo(7);
    assertThat(REQUEST.getCancel()).isTrue();
    assertThat(REQUEST.getVerbosity()).isEqualTo(10);
    assertThat(REQUEST.getSandboxDir()).isEqualTo("dir");
  }

  @Test
  void defaults_areThoseOfProto() {
    WorkRequest request = WorkRequest.getDefaultInstance();
    assertThat(request).isEqualTo(WorkRequest.newBuilder().build());
    assertThat(request.getArgumentsList()).isEmpty();
    assertThat(request.getInputsList()).isEmpty();
    assertThat(request.getRequestId()).isZero();
    assertThat(request.getCancel()).isFalse();
    assertThat(request.getVerbosity()).isZero();
    assertThat(request.getSandboxDir()).isEmpty();
    assertThat(WorkResponse.getDefaultInstance()).isEqualTo(WorkResponse.newBuilder().build());
    assertThat(Input.getDefaultInstance().getDigest().isEmpty()).isTrue();
  }

  @Test
  void builderOfAMessage_changesACopy() {
    WorkRequest changed =
        REQUEST.toBuilder()
            .clearArguments()
            .clearInputs()
            .addArguments("x")
            .setArguments(0, "y")
            .addInputs(INPUT.toBuilder().setPath("c"))
            .build();
    assertThat(changed.getArgumentsList()).containsExactly("y");
    assertThat(changed.getInputsList()).extracting(Input::getPath).containsExactly("c");
    assertThat(changed.getRequestId()).isEqualTo(7);
    assertThat(REQUEST.getArgumentsCount()).isEqualTo(3);
    assertThat(WorkRequest.newBuilder(REQUEST).build())
        .isEqualTo(REQUEST)
        .hasSameHashCodeAs(REQUEST)
        .hasToString(REQUEST.toString())
        .isNotEqualTo(changed);
  }

  @Test
  void digest_isItsBytes() {
    InputDigest digest = InputDigest.copyFrom(new byte[] {'0', 'f'});
    assertThat(digest)
        .isEqualTo(INPUT.getDigest())
        .hasSameHashCodeAs(INPUT.getDigest())
        .hasToString("0f")
        .isNotEqualTo(InputDigest.copyFromUtf8("0e"));
    assertThat(digest.toByteArray()).containsExactly('0', 'f');
    assertThat(digest.size()).isEqualTo(2);
  }

  @Test
  void delimitedRequest_isWrittenInProto() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    REQUEST.writeDelimitedTo(out);
    assertThat(out.toByteArray()).containsExactly(BYTES);
  }

  @Test
  void delimitedMessages_areReadOneByOne() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WorkRequest large = WorkRequest.newBuilder().addArguments("x".repeat(300)).build();
    WorkResponse response =
        WorkResponse.newBuilder()
            .setExitCode(-1)
            .setOutput("Gr\u00fcn")
            .setRequestId(3)
            .setWasCancelled(true)
            .build();
    large.writeDelimitedTo(out);
    WorkRequest.getDefaultInstance().writeDelimitedTo(out);
    response.writeDelimitedTo(out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(WorkRequest.parseDelimitedFrom(in)).isEqualTo(large);
    assertThat(WorkRequest.parseDelimitedFrom(in)).isEqualTo(WorkRequest.getDefaultInstance());
    assertThat(WorkResponse.parseDelimitedFrom(in)).isEqualTo(response);
    assertThat(WorkResponse.parseDelimitedFrom(in)).isNull();
  }

  @Test
  void messageThatIsNotWhole_isRefused() {
    for (byte[] bytes :
        List.of(
            new byte[] {5, 10, 3, 'a'},
            new byte[] {-128},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
            new byte[] {-1, -1, -1, -1, 7, 'a'})) {
      assertThatThrownBy(() -> WorkRequest.parseDelimitedFrom(new ByteArrayInputStream(bytes)))
          .isInstanceOf(IOException.class);
    }
  }
}
